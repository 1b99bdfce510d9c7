"""Items to put in order. The form has one position per item; a script turns that into dragging and arrow buttons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.quizzes.kind import AnswerForm, Given, Html, shuffled
from portal.quizzes.labels import Label, has_twins, read_label
from portal.yamlfile import Fields


class OrderingForm(AnswerForm):
    def __init__(self, data: Any, ids: list[str]) -> None:
        super().__init__(data)
        self.ids = ids
        for id in ids:
            self.fields[f"position-{id}"] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        positions = [cleaned.get(f"position-{id}", "") for id in self.ids]
        if not set(positions) <= {str(number) for number in range(1, len(self.ids) + 1)}:
            raise forms.ValidationError("Give every item a position.")
        if len(set(positions)) < len(positions):
            twice = next(position for position in positions if positions.count(position) > 1)
            raise forms.ValidationError(f"Two items have position {twice}: use each position once.")
        return cleaned

    def given(self) -> Given:
        return {"order": sorted(self.ids, key=lambda id: int(self.cleaned_data[f"position-{id}"]))}


@dataclass(frozen=True)
class Ordering:
    items: tuple[Label, ...]

    name: ClassVar[str] = "ordering"
    template: ClassVar[str] = "quizzes/kinds/ordering.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        items = tuple(read_label(fields, "items", value, line) for value, line in fields.items("items"))
        if not 3 <= len(items) <= 8:
            fields.problem("items", f"there must be 3 to 8 items, here are {len(items)}")
        if has_twins(items):
            fields.problem("items", "two items have the same text or id")
        return cls(items)

    def dump(self) -> dict[str, Any]:
        return {"items": [item.dump() for item in self.items]}

    def texts(self) -> Iterator[tuple[str, str]]:
        for item in self.items:
            yield f"item:{item.id}", item.text

    def form(self, data: Any = None) -> AnswerForm:
        return OrderingForm(data, [item.id for item in self.items])

    def right(self, given: Given) -> bool:
        return given == self.key()

    def picks(self, given: Given) -> list[str]:
        """Where each item was put."""
        return [f"{id}={number}" for number, id in enumerate(given.get("order", []), 1)]

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        if given is None:
            order = shuffled((item.id for item in self.items), seed)
            rows = [{"id": id, "number": number, "text": html[f"item:{id}"]} for number, id in enumerate(order, 1)]
            return {"rows": rows, "positions": range(1, len(order) + 1)}
        mine = {id: number for number, id in enumerate(given.get("order", []), 1)}
        rows = [
            {
                "number": number,
                "text": html[f"item:{item.id}"],
                "mine": mine.get(item.id),
                "hit": mine.get(item.id) == number,
            }
            for number, item in enumerate(self.items, 1)
        ]
        hits = sum(bool(row["hit"]) for row in rows)
        return {"rows": rows, "remark": f"{hits} of {len(rows)} in the right place." if given else ""}

    def say(self, html: Html, given: Given) -> str:
        return " → ".join(html.get(f"item:{id}", "") for id in given["order"])

    def key(self) -> Given:
        return {"order": [item.id for item in self.items]}

    def contrast_key(self) -> str:
        return "|".join(item.text.casefold() for item in self.items)


KIND = Ordering
