"""A page of notes as numbered lines, each marked with the part from which it must not be torn."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
TAB = 4
FENCE = re.compile(r"\s*(?:(?:[-*+•]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})([^`]*)$")
FRONT_FENCE = "---"
MAX_FRONT = 200
FIELD = re.compile(r"[A-Za-z][\w -]*:")


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    part: str = ""
    """“code”, “comment” or “front” for a line of such a part, else empty."""
    opens: bool = False
    """The first line of its part."""

    @property
    def is_blank(self) -> bool:
        return not self.part and not self.text.strip()

    @property
    def continues(self) -> bool:
        return bool(self.part) and not self.opens

    @property
    def column(self) -> int:
        return columns(self.text)


def columns(text: str) -> int:
    """How far a line is indented; a tab leads to the next multiple of four."""
    count = 0
    for character in text:
        if character == " ":
            count += 1
        elif character == "\t":
            count += TAB - count % TAB
        else:
            break
    return count


def dedent(text: str, by: int) -> str:
    """The line without its first `by` columns of indentation, or without as many as it has."""
    count = 0
    for place, character in enumerate(text):
        if count >= by or character not in " \t":
            return " " * max(0, count - by) + text[place:]
        count += 1 if character == " " else TAB - count % TAB
    return ""


def normalised(text: str) -> str:
    """The text with plain line ends, without byte order mark and control characters."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))


def controls(text: str) -> list[int]:
    """The lines on which control characters stand."""
    lines = LINE_ENDS.sub("\n", text).split("\n")
    return [number for number, line in enumerate(lines, 1) if CONTROL.search(line)]


def read_lines(text: str) -> list[Line]:
    """The lines of a normalised text."""
    return list(_Scanner(text.split("\n")).scan())


class _Scanner:
    """Finds the parts that no mark inside may divide: front matter, fenced code, comments over several lines."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.comment_ends = [at for at, text in enumerate(texts) if "-->" in text]

    def scan(self) -> Iterator[Line]:
        at = self._front_end()
        yield from self._part("front", 0, at)
        while at < len(self.texts):
            text = self.texts[at]
            if fence := FENCE.match(text):
                end, part = self._code_end(at, fence[1]), "code"
            elif text.lstrip().startswith("<!--"):
                end, part = self._comment_end(at), "comment"
            else:
                end, part = at, ""
            yield from self._part(part, at, end)
            if end == at:
                yield Line(at + 1, text)
            at = max(end, at + 1)

    def _part(self, part: str, start: int, end: int) -> Iterator[Line]:
        for at in range(start, end):
            yield Line(at + 1, self.texts[at], part, opens=at == start)

    def _front_end(self) -> int:
        """Where the fields between two lines of “---” at the very beginning end, or 0."""
        if self.texts[0].rstrip() != FRONT_FENCE or len(self.texts) < 2 or not FIELD.match(self.texts[1]):
            return 0
        for at, text in enumerate(self.texts[1:MAX_FRONT], 1):
            if text.rstrip() in (FRONT_FENCE, "..."):
                return at + 1
        return 0

    def _code_end(self, start: int, fence: str) -> int:
        for at in range(start + 1, len(self.texts)):
            text = self.texts[at].strip()
            if text.startswith(fence) and set(text) == {fence[0]}:
                return at + 1
        return len(self.texts)

    def _comment_end(self, start: int) -> int:
        """After the line that ends the comment, or `start` where it never ends or text follows on its line."""
        following = bisect_left(self.comment_ends, start)
        if following == len(self.comment_ends):
            return start
        end = self.comment_ends[following]
        return end + 1 if self.texts[end].rstrip().endswith("-->") or end > start else start
