"""A number to work out, within an absolute tolerance. Comma or point; the unit is printed and need not be typed."""

import html as escaping
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms

from portal.quizzes.kind import AnswerForm, Given, Html
from portal.yamlfile import Fields

NUMBER = re.compile(r"[+\-−]?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)
GROUPED = re.compile(r"[+\-−]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
"""A comma that may well separate thousands."""
MAX_TYPED = 40


class NumericForm(AnswerForm):
    number = forms.CharField(
        max_length=MAX_TYPED,
        error_messages={"required": "Write a number first.", "max_length": f"Use at most {MAX_TYPED} characters."},
    )

    def __init__(self, data: Any, unit: str) -> None:
        super().__init__(data)
        self.unit = unit

    def clean_number(self) -> str:
        typed = "".join(self.cleaned_data["number"].split())
        typed = typed.removesuffix("".join(self.unit.split()))
        if GROUPED.fullmatch(typed):
            raise forms.ValidationError(
                f"Write a point for decimals and nothing between thousands: {_readings(typed)}?"
            )
        if not NUMBER.fullmatch(typed):
            raise forms.ValidationError("Use digits only, such as 12 or 12.5.")
        return typed.replace(",", ".").replace("−", "-")

    def given(self) -> Given:
        return {"number": self.cleaned_data["number"]}


@dataclass(frozen=True)
class Numeric:
    answer: Decimal
    tolerance: Decimal
    unit: str

    name: ClassVar[str] = "numeric"
    template: ClassVar[str] = "quizzes/kinds/numeric.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        if not fields.has("answer"):
            fields.problem("answer", "“answer” is missing")
        content = cls(
            answer=fields.number("answer", default="0"),
            tolerance=fields.number("tolerance", default="0"),
            unit=fields.text("unit", required=False, limit=30),
        )
        if content.tolerance < 0:
            fields.problem("tolerance", "“tolerance” must not be negative")
        if not NUMBER.fullmatch(f"{content.answer:f}"):
            fields.problem("answer", "“answer” has more figures than a learner can type")
        return content

    def dump(self) -> dict[str, Any]:
        unit = {"unit": self.unit} if self.unit else {}
        return {"answer": _plain(self.answer), "tolerance": _plain(self.tolerance), **unit}

    def texts(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def form(self, data: Any = None) -> AnswerForm:
        return NumericForm(data, self.unit)

    def right(self, given: Given) -> bool:
        return bool(given) and abs(Decimal(given["number"]) - self.answer) <= self.tolerance

    def picks(self, given: Given) -> list[str]:
        return [given["number"]] if given else []

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        if given is None:
            return {"unit": self.unit, "limit": MAX_TYPED}
        return {
            "unit": self.unit,
            "mine": given.get("number", ""),
            "right": _plain(self.answer),
            "tolerance": _plain(self.tolerance) if self.tolerance else "",
            "hit": self.right(given),
        }

    def say(self, html: Html, given: Given) -> str:
        return escaping.escape(f"{given['number']} {self.unit}".strip())

    def key(self) -> Given:
        return {"number": str(_plain(self.answer))}

    def contrast_key(self) -> str:
        return str(_plain(self.answer))


def _readings(typed: str) -> str:
    """“1,000” may mean 1000 or 1.000."""
    both = typed.replace(",", ""), typed.replace(",", ".")
    return " or ".join(both if typed.count(",") == 1 else both[:1])


def _plain(number: Decimal) -> int | float:
    """As JSON and YAML write it: 270, not 270.0."""
    return int(number) if number == number.to_integral_value() else float(number)


KIND = Numeric
