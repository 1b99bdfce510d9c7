"""A blank to fill in words. Case, spaces and end punctuation do not matter; synonyms are listed."""

import html as escaping
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.quizzes.kind import AnswerForm, Given, Html
from portal.yamlfile import Fields

BLANK = "____"
MAX_ANSWER = 120


class FillForm(AnswerForm):
    text = forms.CharField(
        max_length=MAX_ANSWER,
        error_messages={"required": "Write your answer first.", "max_length": f"Use at most {MAX_ANSWER} characters."},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not normal(text):
            raise forms.ValidationError("Write your answer in words or figures.")
        return text

    def given(self) -> Given:
        return {"text": self.cleaned_data["text"]}


@dataclass(frozen=True)
class Fill:
    accept: tuple[str, ...]

    name: ClassVar[str] = "fill"
    template: ClassVar[str] = "quizzes/kinds/fill.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        accept = fields.words("accept", limit=MAX_ANSWER)
        if not accept:
            fields.problem("accept", "“accept” must list what counts as right")
        if not all(normal(text) for text in accept):
            fields.problem("accept", "“accept” lists a text without a letter or figure")
        return cls(accept)

    def dump(self) -> dict[str, Any]:
        return {"accept": list(self.accept)}

    def texts(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def form(self, data: Any = None) -> AnswerForm:
        return FillForm(data)

    def right(self, given: Given) -> bool:
        return bool(given) and normal(given["text"]) in {normal(text) for text in self.accept}

    def picks(self, given: Given) -> list[str]:
        return [normal(given["text"])[:60]] if given else []

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        if given is None:
            return {"limit": MAX_ANSWER}
        return {
            "mine": given.get("text", ""),
            "right": self.accept[0],
            "also": self.accept[1:],
            "hit": self.right(given),
        }

    def say(self, html: Html, given: Given) -> str:
        return escaping.escape(given["text"])

    def key(self) -> Given:
        return {"text": self.accept[0] if self.accept else ""}

    def contrast_key(self) -> str:
        return normal(self.key()["text"])


def normal(text: str) -> str:
    """The text as it is compared: small letters, single spaces, no punctuation around it, plain quotes."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).strip(" .,;:!?\"'`()")


KIND = Fill
