"""Several right choices. How many is printed, and a different number is sent back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.quizzes.choices import MAX_CHOICES, Choice, choice_texts, read_choices, rows
from portal.quizzes.kind import AnswerForm, Given, Html, shuffled
from portal.yamlfile import Fields

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class MultipleForm(AnswerForm):
    def __init__(self, data: Any, ids: list[str], number: int) -> None:
        super().__init__(data)
        self.number = number
        self.fields["choices"] = forms.MultipleChoiceField(
            choices=[(id, id) for id in ids],
            error_messages={
                "required": f"Choose {WORDS[number]} answers first.",
                "invalid_choice": "Choose from these answers.",
            },
        )

    def clean_choices(self) -> list[str]:
        chosen = sorted(set(self.cleaned_data["choices"]))
        if len(chosen) != self.number:
            raise forms.ValidationError(f"Choose {WORDS[self.number]}: you have chosen {WORDS[len(chosen)]}.")
        return chosen

    def given(self) -> Given:
        return {"choices": self.cleaned_data["choices"]}


@dataclass(frozen=True)
class Multiple:
    choices: tuple[Choice, ...]

    name: ClassVar[str] = "multiple"
    template: ClassVar[str] = "quizzes/kinds/multiple.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        choices = read_choices(fields, minimum=4, rights=range(2, MAX_CHOICES + 1))
        if choices and all(choice.correct for choice in choices):
            fields.problem("choices", "at least one choice must be wrong")
        return cls(choices)

    def dump(self) -> dict[str, Any]:
        return {"choices": [choice.dump() for choice in self.choices]}

    def texts(self) -> Iterator[tuple[str, str]]:
        return choice_texts(self.choices)

    @property
    def number(self) -> int:
        return sum(choice.correct for choice in self.choices)

    def form(self, data: Any = None) -> AnswerForm:
        return MultipleForm(data, [choice.id for choice in self.choices], self.number)

    def right(self, given: Given) -> bool:
        return bool(sorted(given.get("choices", [])) == self.key()["choices"])

    def picks(self, given: Given) -> list[str]:
        return list(given.get("choices", []))

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        order = shuffled((choice.id for choice in self.choices), seed)
        picked = None if given is None else set(self.picks(given))
        remark = ""
        if picked:
            hits = len(picked & set(self.key()["choices"]))
            remark = (
                f"{WORDS[hits].capitalize()} of your {WORDS[len(picked)]} choices {'is' if hits == 1 else 'are'} right."
            )
        return {"rows": rows(self.choices, order, html, picked), "number": WORDS[self.number].upper(), "remark": remark}

    def say(self, html: Html, given: Given) -> str:
        return "; ".join(html.get(f"text:{id}", "") for id in given["choices"])

    def key(self) -> Given:
        return {"choices": sorted(choice.id for choice in self.choices if choice.correct)}

    def contrast_key(self) -> str:
        return "|".join(sorted(choice.text.casefold() for choice in self.choices if choice.correct))


KIND = Multiple
