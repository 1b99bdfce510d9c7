"""One right choice among several."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.quizzes.choices import Choice, choice_texts, read_choices, rows
from portal.quizzes.kind import AnswerForm, Given, Html, shuffled
from portal.yamlfile import Fields


class SingleForm(AnswerForm):
    def __init__(self, data: Any, ids: list[str]) -> None:
        super().__init__(data)
        self.fields["choice"] = forms.ChoiceField(
            choices=[(id, id) for id in ids],
            error_messages={"required": "Choose an answer first.", "invalid_choice": "Choose one of these answers."},
        )

    def given(self) -> Given:
        return {"choice": self.cleaned_data["choice"]}


@dataclass(frozen=True)
class Single:
    choices: tuple[Choice, ...]

    name: ClassVar[str] = "single"
    template: ClassVar[str] = "quizzes/kinds/single.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls(read_choices(fields, minimum=3, rights=range(1, 2)))

    def dump(self) -> dict[str, Any]:
        return {"choices": [choice.dump() for choice in self.choices]}

    def texts(self) -> Iterator[tuple[str, str]]:
        return choice_texts(self.choices)

    def form(self, data: Any = None) -> AnswerForm:
        return SingleForm(data, [choice.id for choice in self.choices])

    def right(self, given: Given) -> bool:
        return given == self.key()

    def picks(self, given: Given) -> list[str]:
        return [given["choice"]] if given else []

    def order(self, seed: str) -> list[str]:
        return shuffled((choice.id for choice in self.choices), seed)

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        picked = None if given is None else set(self.picks(given))
        return {"rows": rows(self.choices, self.order(seed), html, picked)}

    def say(self, html: Html, given: Given) -> str:
        return html.get(f"text:{given['choice']}", "")

    def key(self) -> Given:
        return {"choice": next((choice.id for choice in self.choices if choice.correct), "")}

    def contrast_key(self) -> str:
        return next((choice.text.casefold() for choice in self.choices if choice.correct), "")


KIND = Single
