"""A page of notes as blocks: headings, paragraphs, lists with their items, code. Lenient where people are sloppy.

It reads what Markdown on the web accepts, and more: lists nested by two spaces or by a tab, lists that follow a
paragraph at once, both kinds of headings. Every word of a line ends up in exactly one block.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from portal.content.notes.lines import Line, columns, dedent

MAX_DEPTH = 10
INNER = 2
"""What is indented by this much more than the mark of an item belongs to the item."""
CODE_INDENT = 4
MAX_HTML = 500

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
CLOSING = re.compile(r"(?:^|(?<=\s))#+$")
MARKER = re.compile(r"(\s*)([-*+•]|\d{1,9}[.)])(?:(\s+)(.*))?$")
DEFINITION = re.compile(r" {0,3}\[(\^?[^\[\]]{1,200})\]:\s*\S")
HTML = re.compile(
    r" {0,3}</?(address|article|aside|blockquote|body|center|details|dialog|dd|div|dl|dt|fieldset|figcaption|figure|footer|"
    r"form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|noscript|object|ol|optgroup|option|"
    r"p|param|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video|audio|svg)(?=[\s/>]|$)",
    re.IGNORECASE,
)
CLOSED_BY_NAME = ("script", "pre", "style", "textarea")
BOLD = re.compile(r"(\*{2,3}|_{2,3})(?=[^\s*_])(.{1,400}?)(?<=\S)\1(?![*\w])", re.DOTALL)
RUN_ON = re.compile(r"(?<=[.!?])[\"'”’)]{0,2}[ \t]{0,3}[-*+•][ \t]{1,3}(?=\*\*[^\s*])")
INFO = re.compile(r"[\w#.+-]*|[\w#.+-]*(?:\s+\w+=\"[^\"]*\")*|\{[^{}]*\}|[\w#.+-]+\s*\{[^{}]*\}")


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
    def label(self) -> str:
        return f"item {self.mark} " if self.mark != "-" else ""


@dataclass(frozen=True)
class Listing:
    line: int
    items: tuple[Item, ...]


Block = Heading | Paragraph | Code | Html | Comment | Front | Rule | Definition | Listing
Found = tuple[Block | None, int]
"""A block, and the place after it."""


def read_blocks(lines: Sequence[Line], depth: int = 0) -> tuple[Block, ...]:
    found: list[Block] = []
    at = 0
    while at < len(lines):
        block, at = _next(lines, at, depth)
        if block:
            found.append(block)
    return tuple(found)


def _next(lines: Sequence[Line], at: int, depth: int) -> Found:
    if lines[at].is_blank:
        return None, at + 1
    if depth > MAX_DEPTH:
        return Paragraph(lines[at].number, "\n".join(line.text for line in lines[at:] if line.text.strip())), len(lines)
    for reader in READERS:
        if found := reader(lines, at, depth):
            return found
    return _paragraph(lines, at)


def _part(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    """Code, a comment or front matter: the lines were marked before."""
    line = lines[at]
    if not line.part:
        return None
    end = at + 1
    while end < len(lines) and lines[end].continues:
        end += 1
    if line.part == "code":
        return _fenced(lines[at:end]), end
    text = "\n".join(each.text for each in lines[at:end])
    return (Front if line.part == "front" else Comment)(line.number, text), end


def _fenced(lines: Sequence[Line]) -> Code:
    opening = lines[0].text.strip()
    mark = opening[: len(opening) - len(opening.lstrip(opening[:1]))]
    closing = lines[-1].text.strip()
    is_closed = len(lines) > 1 and closing.startswith(mark) and set(closing) == set(mark)
    inside = lines[1:-1] if is_closed else lines[1:]
    text = "\n".join(dedent(line.text, lines[0].column) for line in inside)
    return Code(lines[0].number, text, opening.lstrip(mark[:1]).strip(), is_closed)


def _heading(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    match = HEADING.match(lines[at].text.rstrip())
    if not match:
        return None
    return Heading(lines[at].number, len(match[1]), CLOSING.sub("", match[2] or "").strip()), at + 1


def _rule(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    return (Rule(lines[at].number), at + 1) if is_rule(lines[at].text) else None


def is_rule(text: str) -> bool:
    marks = "".join(text.split())
    return len(marks) >= 3 and marks[0] in "-*_" and set(marks) == {marks[0]}


def _html(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    match = HTML.match(lines[at].text)
    if not match:
        return None
    end = _html_end(lines, at, match[1].lower())
    return Html(lines[at].number, "\n".join(line.text for line in lines[at:end])), end


def _html_end(lines: Sequence[Line], at: int, name: str) -> int:
    if name in CLOSED_BY_NAME:
        for end in range(at, min(at + MAX_HTML, len(lines))):
            if lines[end].part:
                break
            if f"</{name}" in lines[end].text.lower():
                return end + 1
    end = at + 1
    while end < len(lines) and not lines[end].is_blank and not lines[end].part:
        end += 1
    return end


def _admonition(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    """`!!! note` and what is indented under it, kept as it is: our lessons have the same."""
    if not lines[at].text.startswith("!!! "):
        return None
    end = at + 1
    while end < len(lines) and (lines[end].is_blank or lines[end].continues or lines[end].column >= CODE_INDENT):
        end += 1
    text = "\n".join(line.text for line in lines[at:end])
    return Paragraph(lines[at].number, text.rstrip(), exact=True), end


def _definition(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    match = DEFINITION.match(lines[at].text)
    if not match:
        return None
    end = at + 1
    while end < len(lines) and _continues_definition(lines, end):
        end += 1
    text = "\n".join(line.text.strip() for line in lines[at:end] if not line.is_blank)
    return Definition(lines[at].number, match[1], text), end


def _continues_definition(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.is_blank:
        return at + 1 < len(lines) and not lines[at + 1].part and _is_indented(lines[at + 1])
    return not line.part and line.column >= INNER and not MARKER.match(line.text.rstrip())


def _is_indented(line: Line) -> bool:
    return not line.is_blank and line.column >= CODE_INDENT and not MARKER.match(line.text.rstrip())


def _list(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    first = MARKER.match(lines[at].text.rstrip())
    if not first:
        return None
    items: list[Item] = []
    start, end = at, at
    while at < len(lines):
        if lines[at].is_blank:
            at += 1
            continue
        match = None if is_rule(lines[at].text) or lines[at].continues else MARKER.match(lines[at].text.rstrip())
        if not match or match[2][-1] in ".)" and match[2][:-1].isdigit() != first[2][:-1].isdigit() or _kind(match) != _kind(first):
            break
        end = at = _item_end(lines, at)
        items += _items(lines[start:end] if not items else lines[previous:end], match, depth)
        previous = end
    return Listing(lines[start].number, tuple(items)), end
