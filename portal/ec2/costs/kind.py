"""The type of question `ec2-cost`: an author tells what it teaches, a template draws the figures from a seed."""

import html as escaping
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.ec2 import shipped
from portal.ec2.costs import TEMPLATES
from portal.ec2.costs.asked import Asked, is_right
from portal.ec2.purchase import COMPUTE_ONLY
from portal.quizzes.kind import AnswerForm, Given, Html
from portal.quizzes.kinds.numeric import MAX_TYPED, NumericForm
from portal.yamlfile import Fields

FIRST, LAST = 1, 999_999
LONGEST_TITLE = 80


class NumberForm(NumericForm):
    def __init__(self, data: Any, cost: "Cost", seed: int) -> None:
        super().__init__(data, cost.asked(seed).unit)
        self.cost, self.seed = cost, seed

    def given(self) -> Given:
        return self.cost.answer(self.seed, self.cleaned_data["number"])


class ChoiceForm(AnswerForm):
    def __init__(self, data: Any, cost: "Cost", seed: int) -> None:
        super().__init__(data)
        self.cost, self.seed = cost, seed
        self.fields["choice"] = forms.ChoiceField(
            choices=cost.asked(seed).choices,
            error_messages={"required": "Choose an answer first.", "invalid_choice": "Choose one of these answers."},
        )

    def given(self) -> Given:
        return self.cost.answer(self.seed, self.cleaned_data["choice"])


@dataclass(frozen=True)
class Cost:
    title: str
    template_name: str

    name: ClassVar[str] = "ec2-cost"
    template: ClassVar[str] = "ec2/practice/_cost.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls(fields.text("title", limit=LONGEST_TITLE), fields.word("template", tuple(TEMPLATES)))

    def dump(self) -> dict[str, Any]:
        return {"title": self.title, "template": self.template_name}

    def texts(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def asked(self, seed: int) -> Asked:
        return TEMPLATES[self.template_name].asked(seed)

    def answer(self, seed: int, said: str) -> Given:
        """With the question as it was put, so that the verdict can be read when prices have changed."""
        return {
            "seed": seed,
            "said": said,
            "shipped": shipped.version(),
            "dated": shipped.dated(),
            "asked": self.asked(seed).dump(),
        }

    def form(self, data: Any = None) -> AnswerForm:
        seed = seed_of((data or {}).get("seed", ""))
        return (ChoiceForm if self.asked(seed).choices else NumberForm)(data, self, seed)

    def right(self, given: Given) -> bool:
        return bool(given) and is_right(given["asked"], given["said"])

    def picks(self, given: Given) -> list[str]:
        """None: the figures of each question are its own."""
        return []

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        asked = given["asked"] if given else self.asked(seed_of(seed)).dump()
        shown = {name: asked[name] for name in ("text", "unit", "choices")}
        shown |= {"dated": (given or {}).get("dated") or shipped.dated(), "beyond": COMPUTE_ONLY}
        if given is None:
            return {**shown, "seed": seed_of(seed), "limit": MAX_TYPED}
        said = given.get("said", "")
        told = {
            "mine": _named(asked, said),
            "right": asked["shown"] or _named(asked, asked["answer"]),
            "worked": asked["worked"],
        }
        return {**shown, **told, "hit": self.right(given)}

    def say(self, html: Html, given: Given) -> str:
        return escaping.escape(f"{_named(given['asked'], given['said'])} {given['asked']['unit']}".strip())

    def key(self) -> Given:
        return self.answer(FIRST, self.asked(FIRST).answer)

    def contrast_key(self) -> str:
        return self.template_name


def seed_of(text: str) -> int:
    """Of a form or an address. What is no seed, such as the name by which a check in a lesson shuffles, is the first."""
    return int(text) if text.isascii() and text.isdigit() and FIRST <= int(text[:7]) <= LAST else FIRST


def _named(asked: dict[str, Any], said: str) -> str:
    """The words of a choice; a number as it is."""
    return str(dict(asked["choices"]).get(said, said))


def check(cost: Cost) -> Iterator[str]:
    """Whatever the seed, a template makes a question."""
    return iter(())
