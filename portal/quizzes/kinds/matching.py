"""Pairs to put together. The form has one select per left side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms

from portal.curriculum.markdown import plain_text
from portal.quizzes.kind import AnswerForm, Given, Html, shuffled
from portal.quizzes.labels import Label, has_twins, read_label
from portal.yamlfile import Fields


class MatchingForm(AnswerForm):
    def __init__(self, data: Any, lefts: list[str], rights: list[str]) -> None:
        super().__init__(data)
        self.lefts, self.rights = lefts, rights
        for left in lefts:
            self.fields[f"match-{left}"] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        partners = {cleaned.get(f"match-{left}", "") for left in self.lefts}
        if not partners <= set(self.rights):
            raise forms.ValidationError("Choose a partner for every line.")
        if len(partners) < len(self.lefts):
            raise forms.ValidationError("One partner is chosen twice: use each once.")
        return cleaned

    def given(self) -> Given:
        return {"pairs": {left: self.cleaned_data[f"match-{left}"] for left in self.lefts}}


@dataclass(frozen=True)
class Matching:
    pairs: tuple[tuple[Label, Label], ...]

    name: ClassVar[str] = "matching"
    template: ClassVar[str] = "quizzes/kinds/matching.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        pairs = tuple(_read_pair(each) for each in fields.each("pairs"))
        if not 3 <= len(pairs) <= 8:
            fields.problem("pairs", f"there must be 3 to 8 pairs, here are {len(pairs)}")
        for side in (0, 1):
            if has_twins([pair[side] for pair in pairs]):
                fields.problem("pairs", f"two pairs have the same {('left', 'right')[side]} side")
        if any(left.id and left.id == right.id for left, right in pairs):
            fields.problem("pairs", "the two sides of a pair have the same id, which the page would show")
        return cls(pairs)

    def dump(self) -> dict[str, Any]:
        return {"pairs": [{"left": left.dump(), "right": right.dump()} for left, right in self.pairs]}

    def texts(self) -> Iterator[tuple[str, str]]:
        for left, right in self.pairs:
            yield f"left:{left.id}", left.text
            yield f"right:{right.id}", right.text

    def form(self, data: Any = None) -> AnswerForm:
        return MatchingForm(data, [left.id for left, _ in self.pairs], [right.id for _, right in self.pairs])

    def right(self, given: Given) -> bool:
        return given == self.key()

    def picks(self, given: Given) -> list[str]:
        return [f"{left}={right}" for left, right in given.get("pairs", {}).items()]

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        lefts = shuffled((left.id for left, _ in self.pairs), f"{seed}:left")
        if given is None:
            rights = {right.id: plain_text(html[f"right:{right.id}"]) for _, right in self.pairs}
            partners = [{"id": id, "text": rights[id]} for id in shuffled(rights, f"{seed}:right")]
            return {"rows": [{"id": id, "text": html[f"left:{id}"]} for id in lefts], "partners": partners}
        key, mine = self.key()["pairs"], given.get("pairs", {})
        rows = [
            {
                "text": html[f"left:{left}"],
                "right": html[f"right:{key[left]}"],
                "mine": html.get(f"right:{mine.get(left)}", ""),
                "hit": mine.get(left) == key[left],
            }
            for left in lefts
        ]
        hits = sum(bool(row["hit"]) for row in rows)
        return {"rows": rows, "remark": f"{hits} of {len(rows)} pairs are right." if given else ""}

    def say(self, html: Html, given: Given) -> str:
        return "<br>".join(
            f"{html.get(f'left:{left}', '')}: {html.get(f'right:{right}', '')}"
            for left, right in given["pairs"].items()
        )

    def key(self) -> Given:
        return {"pairs": {left.id: right.id for left, right in self.pairs}}

    def contrast_key(self) -> str:
        return "|".join(sorted(f"{left.text}={right.text}".casefold() for left, right in self.pairs))


def _read_pair(fields: Fields) -> tuple[Label, Label]:
    sides = [read_label(fields, side, fields.get(side), fields.line_of(side)) for side in ("left", "right")]
    fields.finish()
    return sides[0], sides[1]


KIND = Matching
