"""Where code stands inside a text, so that nobody changes it or looks for meaning in it."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

TICKS = re.compile(r"(?<!\\)`+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")
BLANK = "\0"
"""Stands for what is hidden; notes contain no such character once they are normalised."""


@dataclass(frozen=True)
class Span:
    at: int
    text: str
    is_code: bool


def spans(text: str) -> Iterator[Span]:
    """The text in pieces, code and prose by turns. A run of backticks ends at the next run of the same length."""
    end = 0
    for start, stop in _code(text):
        if start > end:
            yield Span(end, text[end:start], is_code=False)
        yield Span(start, text[start:stop], is_code=True)
        end = stop
    if end < len(text):
        yield Span(end, text[end:], is_code=False)


def _code(text: str) -> Iterator[tuple[int, int]]:
    runs = [match.span() for match in TICKS.finditer(text)]
    waiting: dict[int, deque[int]] = defaultdict(deque)
    for number, (start, stop) in enumerate(runs):
        waiting[stop - start].append(number)
    end = -1
    for number, (start, stop) in enumerate(runs):
        if number <= end:
            continue
        same = waiting[stop - start]
        while same and same[0] <= number:
            same.popleft()
        if same:
            end = same.popleft()
            yield start, runs[end][1]


def masked(text: str, *, addresses: bool = False) -> str:
    """The text, of the same length, with code (and addresses) blanked out."""
    pieces = (BLANK * len(span.text) if span.is_code else span.text for span in spans(text))
    hidden = "".join(pieces)
    return ADDRESS.sub(lambda match: BLANK * len(match[0]), hidden) if addresses else hidden
