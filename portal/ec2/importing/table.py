"""A price list as CSV: rows of metadata, a row of column names, then prices. Read by name: the columns change."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import BinaryIO

from portal.ec2.importing.problems import Other, Refused

FIRST_COLUMN = "SKU"
LONGEST_LINE = 1 << 20
"""Characters; AWS's have a thousand. What has no lines at all would be held in memory whole."""
METADATA_ROWS = 20
"""Five at present; a few more would do no harm."""

Row = Mapping[str, str]
Wanted = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Document:
    """`meta` comes before the rows. The names of both are squeezed; a row without a column has no such key."""

    meta: Row
    columns: frozenset[str]
    """Empty where each row has its own, as in JSON."""
    rows: Callable[[Wanted], Iterator[Row]]


@cache
def squeeze(name: str) -> str:
    """CSV says “Pre Installed S/W” where JSON says “preInstalledSw”."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def read(stream: BinaryIO, name: str) -> Document:
    lines = csv.reader(_lines(stream, name), strict=True)
    meta: dict[str, str] = {}
    for line in islice(lines, METADATA_ROWS):
        if line[:1] == [FIRST_COLUMN]:
            columns = [squeeze(column) for column in line]
            return Document(meta, frozenset(columns), partial(_wanted_rows, columns, lines, name))
        if len(line) > 1:
            meta[squeeze(line[0])] = line[1]
    raise Other(f"{name} is no price list: no row of column names begins with “{FIRST_COLUMN}”.")


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Refused(f"{name} is no price list: a line of it is longer than a million characters.")
        yield line
    text.detach()  # else it would close the stream behind it


def _wanted_rows(columns: list[str], lines: Iterator[list[str]], name: str, wanted: Wanted) -> Iterator[Row]:
    return filter(wanted, _rows(columns, lines, name))


def _rows(columns: list[str], lines: Iterator[list[str]], name: str) -> Iterator[Row]:
    for line in lines:
        if len(line) != len(columns):
            if not line:
                continue
            number = lines.line_num  # type: ignore[attr-defined]
            raise Refused(
                f"{name}, line {number}: {len(line)} of {len(columns)} columns. The file is cut off: download it again."
            )
        yield dict(zip(columns, line, strict=True))
