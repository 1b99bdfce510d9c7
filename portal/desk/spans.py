"""Which field of a form a problem belongs to, and which line in it. Pure.

The readers of `content/source.py` report problems by line. Here each field owns a span of line numbers, so that the same
readers and the same checks serve a form: where a line number lies says which field it is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.yamlfile import Sequence

SPAN = 1_000_000
"""More lines than a form of at most 2.5 MB can bring in one field."""


@dataclass(frozen=True)
class Place:
    field: str
    line: int


class Spans:
    def __init__(self, fields: Iterable[str]) -> None:
        self._fields = list(fields)

    def first(self, field: str) -> int:
        """The line number of the field's first line."""
        return (self._fields.index(field) + 1) * SPAN + 1

    def place(self, line: int) -> Place | None:
        """The field and the line in it; None for a problem of the whole."""
        number, inner = divmod(line, SPAN)
        if not 1 <= number <= len(self._fields):
            return None
        return Place(self._fields[number - 1], max(inner, 1))

    def listed(self, field: str, values: Iterable[object]) -> Sequence:
        """The values as a list with one of the field's lines for each."""
        found = Sequence(values)
        found.line = self.first(field)
        found.lines = [found.line + number for number in range(len(found))]
        return found
