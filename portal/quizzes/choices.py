"""Choices with a reason each: what the types single, multiple and true-false have in common. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.quizzes.kind import Html
from portal.yamlfile import Fields

MAX_CHOICES = 9
ID_LENGTH = 60
BANNED = ("all of the above", "none of the above", "all of these", "none of these", "both of the above")


@dataclass(frozen=True)
class Choice:
    id: str
    text: str
    why: str
    correct: bool

    def dump(self) -> dict[str, Any]:
        key = {"correct": True} if self.correct else {}
        return {"id": self.id, "text": self.text, **key, "why": self.why}


def read_choices(fields: Fields, *, minimum: int, rights: range) -> tuple[Choice, ...]:
    """The field `choices`; the number of right ones must lie in `rights`."""
    choices = tuple(_read(each) for each in fields.each("choices"))
    if not minimum <= len(choices) <= MAX_CHOICES:
        fields.problem("choices", f"there must be {minimum} to {MAX_CHOICES} choices, here are {len(choices)}")
    right = sum(choice.correct for choice in choices)
    if right not in rights:
        expected = str(rights.start) if len(rights) == 1 else f"at least {rights.start}"
        fields.problem("choices", f"{expected} of the choices must say “correct: true”, here {right} do")
    if len({choice.id for choice in choices}) < len(choices):
        fields.problem("choices", "two choices have the same id")
    if len({choice.text.casefold() for choice in choices}) < len(choices):
        fields.problem("choices", "two choices have the same text")
    return choices


def _read(fields: Fields) -> Choice:
    choice = Choice(
        id=fields.text("id", limit=ID_LENGTH),
        text=fields.text("text"),
        why=fields.text("why", required=False),
        correct=fields.flag("correct"),
    )
    fields.finish()
    if not choice.why:
        fields.problem("", f"the choice “{choice.id}” has no “why”")
    if choice.text.casefold().rstrip(".") in BANNED:
        fields.problem("text", f"“{choice.text}” means nothing once the choices are shuffled: name what is meant")
    return choice


def choice_texts(choices: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    for choice in choices:
        yield f"text:{choice.id}", choice.text
        yield f"why:{choice.id}", choice.why


def rows(choices: tuple[Choice, ...], order: list[str], html: Html, picked: set[str] | None) -> list[dict[str, Any]]:
    """The choices for a template, numbered in `order`. With `picked` they carry verdict and reason, else neither."""
    by_id = {choice.id: choice for choice in choices}
    found = []
    for number, id in enumerate(order, start=1):
        row: dict[str, Any] = {"number": number, "id": id, "text": html[f"text:{id}"]}
        if picked is not None:
            row |= {"why": html[f"why:{id}"], "correct": by_id[id].correct, "picked": id in picked}
        found.append(row)
    return found
