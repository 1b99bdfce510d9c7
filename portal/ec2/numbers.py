"""Reading a query string that anybody may have typed: what can be understood, and a sentence where it cannot."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol, overload

Problem = str
"""A sentence that says what to enter instead."""


class Params(Protocol):
    """A query string: Django's QueryDict, or a plain mapping in a test."""

    def get(self, key: str, /) -> str | None: ...


class Lists(Params, Protocol):
    """One in which a field may stand several times."""

    def getlist(self, key: str, /) -> list[str]: ...


MOST = 1_000_000
LONGEST = 20
"""Characters of a number that are looked at."""


@overload
def number(
    params: Params, key: str, problems: dict[str, Problem], *, kind: type[int], least: int = ..., most: int = ...
) -> int | None: ...
@overload
def number(
    params: Params, key: str, problems: dict[str, Problem], *, least: int = ..., most: int = ...
) -> Decimal | None: ...
def number(
    params: Params,
    key: str,
    problems: dict[str, Problem],
    *,
    kind: type[int] | type[Decimal] = Decimal,
    least: int = 0,
    most: int = MOST,
) -> int | Decimal | None:
    """The number of a field, with comma or point; None if it is empty or cannot be read."""
    text = (params.get(key) or "").strip()
    if not text:
        return None
    try:
        value = Decimal(text.replace(",", ".")) if len(text) <= LONGEST else None
    except InvalidOperation:
        value = None
    whole = kind is int
    if value is None or not value.is_finite() or not least <= value <= most or (whole and value % 1):
        problems[key] = f"Enter a {'whole ' if whole else ''}number from {least:,} to {most:,}, or leave it empty."
        return None
    return int(value) if whole else value


def one_of(params: Params, key: str, choices: Sequence[str], problems: dict[str, Problem]) -> str:
    """The choice of a field, the first one by default."""
    text = params.get(key) or choices[0]
    if text in choices:
        return text
    problems[key] = "Choose one of the list."
    return choices[0]


def several_of(params: Lists, key: str, choices: Sequence[str], problems: dict[str, Problem]) -> tuple[str, ...]:
    """The choices of a field, in the order of the list."""
    given = set(params.getlist(key))
    if given - set(choices):
        problems[key] = "Choose from the list."
    return tuple(each for each in choices if each in given)
