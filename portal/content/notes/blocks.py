"""What a page of notes is made of: headings, paragraphs, lists with their items, code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    line: int
    text: str
    exact: bool = False
    """Its indentation means something."""

    @property
    def is_table(self) -> bool:
        return is_ruler(self.text.partition("\n")[2].partition("\n")[0])


def is_ruler(text: str) -> bool:
    """The line under the head of a table, such as `|---|:--:|`."""
    return "|" in text and "-" in text and set(text) <= set("|-: \t")


@dataclass(frozen=True)
class Code:
    line: int
    text: str
    info: str = ""
    is_closed: bool = True


@dataclass(frozen=True)
class Html:
    line: int
    text: str


@dataclass(frozen=True)
class Comment:
    line: int
    text: str


@dataclass(frozen=True)
class Front:
    """The fields that stood before the notes."""

    line: int
    text: str


@dataclass(frozen=True)
class Rule:
    line: int


@dataclass(frozen=True)
class Definition:
    """Of a footnote (`[^label]: …`) or of an address (`[label]: …`)."""

    line: int
    label: str
    text: str


@dataclass(frozen=True)
class Item:
    line: int
    mark: str
    """“-”, or the number with a full stop."""
    blocks: "tuple[Block, ...]"
    junction: str = ""
    """Where this item ran on behind another on one line: the place as it was."""

    @property
    def text(self) -> str:
        first = self.blocks[0] if self.blocks else None
        return first.text if isinstance(first, Paragraph) else ""

    @property
    def is_numbered(self) -> bool:
        return self.mark != "-"


@dataclass(frozen=True)
class Listing:
    line: int
    items: tuple[Item, ...]


Block = Heading | Paragraph | Code | Html | Comment | Front | Rule | Definition | Listing


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all that stands inside their items, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Listing):
            for item in block.items:
                yield from walk(item.blocks)
