"""Lines of notes read into blocks, leniently.

It takes what Markdown on the web accepts, and what people write all the same: lists nested by two spaces or a tab,
lists right after a paragraph, two items run together on one line. Every word ends up in exactly one block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.content.notes.blocks import (
    Block,
    Code,
    Comment,
    Definition,
    Front,
    Heading,
    Html,
    Item,
    Listing,
    Paragraph,
    Rule,
    is_ruler,
)
from portal.content.notes.lines import Line, columns, dedent
from portal.content.notes.spans import masked
from portal.content.notes.words import Places, excerpt

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
    r" {0,3}</?(address|article|aside|audio|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    r"footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|noscript|object|ol|optgroup|"
    r"option|p|param|pre|script|section|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video)"
    r"(?=[\s/>]|$)",
    re.IGNORECASE,
)
CLOSED_BY_NAME = ("script", "pre", "style", "textarea")
BOLD = re.compile(r"(\*{2,3}|_{2,3})(?=[^\s*_])(.{1,400}?)(?<=\S)\1(?![*\w])", re.DOTALL)
RUN_ON = re.compile(r"(?<=[.!?])([\"'”’)]{0,2})[ \t]{0,3}[-*+•][ \t]{1,3}(?=\*\*[^\s*])")

Found = tuple[Block, int]
"""A block, and the place after it."""


def read_blocks(lines: Sequence[Line], depth: int = 0) -> tuple[Block, ...]:
    found: list[Block] = []
    at = _skip_blank(lines, 0)
    while at < len(lines):
        block, at = _next(lines, at, depth)
        found.append(block)
        at = _skip_blank(lines, at)
    return tuple(found)


def _skip_blank(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].is_blank:
        at += 1
    return at


def _next(lines: Sequence[Line], at: int, depth: int) -> Found:
    if depth > MAX_DEPTH:
        return Paragraph(lines[at].number, "\n".join(line.text for line in lines[at:] if line.text.strip())), len(lines)
    for reader in (_part, _heading, _rule, _html, _admonition, _definition):
        if found := reader(lines, at):
            return found
    return _list(lines, at, depth) or _indented(lines, at) or _paragraph(lines, at)


def _part(lines: Sequence[Line], at: int) -> Found | None:
    """Code, a comment or front matter: the lines were marked before."""
    line = lines[at]
    if not line.part or _marker(line):
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
    info = opening.lstrip(opening[:1])
    mark = opening[: len(opening) - len(info)]
    closing = lines[-1].text.strip()
    is_closed = len(lines) > 1 and closing.startswith(mark) and set(closing) == set(mark)
    inside = lines[1:-1] if is_closed else lines[1:]
    text = "\n".join(dedent(line.text, lines[0].column) for line in inside)
    return Code(lines[0].number, text if is_closed else text.rstrip(), info.strip(), is_closed)


def _heading(lines: Sequence[Line], at: int) -> Found | None:
    match = HEADING.match(lines[at].text.rstrip())
    if not match:
        return None
    return Heading(lines[at].number, len(match[1]), CLOSING.sub("", match[2] or "").strip()), at + 1


def _rule(lines: Sequence[Line], at: int) -> Found | None:
    return (Rule(lines[at].number), at + 1) if is_rule(lines[at].text) else None


def is_rule(text: str) -> bool:
    marks = "".join(text.split())
    return len(marks) >= 3 and marks[0] in "-*_" and set(marks) == {marks[0]}


def _html(lines: Sequence[Line], at: int) -> Found | None:
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


def _admonition(lines: Sequence[Line], at: int) -> Found | None:
    """`!!! note` and what is indented under it, kept as it is: our lessons have the same."""
    if not lines[at].text.startswith("!!! "):
        return None
    end = at + 1
    while end < len(lines) and (lines[end].is_blank or lines[end].continues or lines[end].column >= CODE_INDENT):
        end += 1
    text = "\n".join(line.text for line in lines[at:end])
    return Paragraph(lines[at].number, text.rstrip(), exact=True), end


def _definition(lines: Sequence[Line], at: int) -> Found | None:
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
        return at + 1 < len(lines) and _is_inside_definition(lines[at + 1], CODE_INDENT)
    return _is_inside_definition(line, INNER)


def _is_inside_definition(line: Line, indent: int) -> bool:
    return not line.is_blank and not line.part and line.column >= indent and not _marker(line)


def _marker(line: Line) -> re.Match[str] | None:
    """The mark of a list item at the beginning of the line. A number with nothing behind it is text."""
    if line.continues or is_rule(line.text):
        return None
    match = MARKER.match(line.text.rstrip())
    return None if match and _is_numbered(match) and not match[4] else match


def _is_numbered(match: re.Match[str]) -> bool:
    return len(match[2]) > 1


def _list(lines: Sequence[Line], at: int, depth: int) -> Found | None:
    first = _marker(lines[at])
    if not first:
        return None
    items: list[Item] = []
    start = end = at
    while start < len(lines):
        match = _marker(lines[start])
        if not match or _is_numbered(match) != _is_numbered(first):
            break
        end = _item_end(lines, start, columns(match[1]) + INNER)
        items += _items(lines[start:end], match, depth)
        start = _skip_blank(lines, end)
    return Listing(lines[at].number, tuple(items)), end


def _item_end(lines: Sequence[Line], at: int, indent: int) -> int:
    end = at + 1
    while end < len(lines):
        line = lines[end]
        is_lazy = not (lines[end - 1].is_blank or lines[end - 1].part or _interrupts(line) or _marker(line))
        if not (line.is_blank or line.continues or line.column >= indent or is_lazy):
            break
        end += 1
    while lines[end - 1].is_blank and end - 1 > at:
        end -= 1
    return end


def _items(lines: Sequence[Line], match: re.Match[str], depth: int) -> list[Item]:
    """The item that these lines make, or several that ran together."""
    width = len(f"{match[1]}{match[2]}{match[3] or ' '}".expandtabs(CODE_INDENT))
    inner = [replace(line, text=dedent(line.text, width)) for line in lines[1:]]
    blocks = read_blocks([replace(lines[0], text=match[4] or ""), *inner], depth + 1)
    if len(blocks) == 1 and isinstance(blocks[0], Listing):
        return list(blocks[0].items)
    mark = f"{match[2][:-1]}." if _is_numbered(match) else "-"
    return list(_run_ons(Item(lines[0].number, mark, blocks))) if blocks else []


def _run_ons(item: Item) -> Iterator[Item]:
    text = item.text
    places = Places(text, item.line)
    start, junction = 0, ""
    for match in RUN_ON.finditer(masked(text)):
        if BOLD.match(text, match.end()):
            line = places.line(start)
            yield Item(line, item.mark, (Paragraph(line, text[start : match.end(1)]),), junction)
            start, junction = match.end(), excerpt(text, match.start(), match.end(), around=60)
    line = places.line(start)
    rest = (Paragraph(line, text[start:]), *item.blocks[1:]) if start else item.blocks
    yield Item(line, item.mark, rest, junction)


def _indented(lines: Sequence[Line], at: int) -> Found | None:
    """Code that is marked by its indentation alone."""
    if lines[at].column < CODE_INDENT:
        return None
    end = at
    while end < len(lines) and not lines[end].part and (lines[end].is_blank or lines[end].column >= CODE_INDENT):
        end += 1
    text = "\n".join(dedent(line.text, CODE_INDENT) for line in lines[at:end])
    return Code(lines[at].number, text.rstrip()), end


def _paragraph(lines: Sequence[Line], at: int) -> Found:
    end = at + 1
    while end < len(lines) and not lines[end].is_blank:
        if end == at + 1 and (level := _underline(lines[end])):
            return Heading(lines[at].number, level, lines[at].text.strip()), end + 1
        if _interrupts(lines[end]):
            break
        if is_ruler(lines[end].text) and end - at > 1 and "|" in lines[end - 1].text:
            end -= 1
            break
        end += 1
    return Paragraph(lines[at].number, "\n".join(line.text for line in lines[at:end]).strip()), end


def _underline(line: Line) -> int:
    """The level of the heading that this line makes of the one above, or 0."""
    marks = line.text.strip()
    if line.part or line.column >= CODE_INDENT or len(marks) < 2 or set(marks) not in ({"="}, {"-"}):
        return 0
    return 1 if marks[0] == "=" else 2


def _interrupts(line: Line) -> bool:
    """A paragraph ends before this line although no empty line stands between."""
    if line.part or is_rule(line.text):
        return True
    marker = _marker(line)
    if marker and marker[4] and (not _is_numbered(marker) or marker[2][:-1] == "1"):
        return True
    is_footnote = DEFINITION.match(line.text) and "[^" in line.text[:5]
    return bool(HEADING.match(line.text.rstrip()) or HTML.match(line.text) or is_footnote)
