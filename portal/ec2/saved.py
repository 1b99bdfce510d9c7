"""Cases that a learner keeps: how they are saved, and what becomes of them with the account."""

import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict

from portal.accounts.holdings import Holding
from portal.accounts.models import User
from portal.ec2 import state
from portal.ec2.catalogue import regions
from portal.ec2.models import SavedWorkload

MOST = 50
LONGEST_NAME = SavedWorkload._meta.get_field("name").max_length


class SaveForm(forms.Form):
    """The name, and the chooser's address as it stood."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give the case a name, so that you know it again.",
            "max_length": f"Use at most {LONGEST_NAME} characters for the name.",
        },
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, learner: User | None = None) -> None:
        super().__init__(data)
        self.learner = learner

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        mine = of(self.learner)
        if len(mine) >= MOST and all(each.name != name for each in mine):
            raise forms.ValidationError(f"You keep {MOST} cases already. Delete one of them first.")
        return name

    def clean_query(self) -> str:
        """Only what the chooser understands, written as it writes it."""
        return state.read(QueryDict(self.cleaned_data["query"]), regions())[0].query


def of(learner: User | None) -> list[SavedWorkload]:
    """In the order of their names; a visitor has none."""
    return list(SavedWorkload.objects.filter(learner=learner)) if learner else []


def save(learner: User, form: SaveForm, *, now: datetime.datetime) -> SavedWorkload:
    """A name that is in use holds the new case from now on."""
    kept, _ = SavedWorkload.objects.update_or_create(
        learner=learner, name=form.cleaned_data["name"], defaults={"query": form.cleaned_data["query"], "saved": now}
    )
    return kept


@transaction.atomic
def _claim(guest: User, account: User) -> None:
    """All are kept, beyond the limit too. One whose name the account uses for another case gets a number."""
    for each in SavedWorkload.objects.filter(learner=guest):
        mine = {other.name: other.query for other in of(account)}
        if mine.get(each.name) == each.query:
            each.delete()
            continue
        each.learner, each.name = account, _free(each.name, mine)
        each.save(update_fields=["learner", "name"])


def _free(name: str, taken: Any) -> str:
    """The name, or with the first number that makes it a new one."""
    number, free = 2, name
    while free in taken:
        ending = f" ({number})"
        number, free = number + 1, name[: (LONGEST_NAME or 0) - len(ending)] + ending
    return free


def _export(user: User) -> list[Any]:
    return list(SavedWorkload.objects.filter(learner=user).values("name", "query", "saved"))


def _forget(user: User) -> None:
    SavedWorkload.objects.filter(learner=user).delete()


HOLDING = Holding(name="ec2", models=("ec2.SavedWorkload",), claim=_claim, export=_export, forget=_forget)
