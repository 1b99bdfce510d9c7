"""The words of a piece of Markdown: what must never get lost, and what a title may say. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
MAX_WORD = 100
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)*_]{0,3}\s+(?=[\"'“‘(*_]{0,3}\w)")

# Every repetition below is bounded or can stop in one place only: a page of one megabyte must not take minutes.
MARKUP = (
    (re.compile(r"!?\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{0,300})\]\]"), r"\1"),
    (
        re.compile(
            r"!?\[([^\[\]]{0,500})\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])"
        ),
        r"\1",
    ),
    (re.compile(r"`+"), ""),
    (re.compile(r"(?<=\S)\*+|\*+(?=\S)|~~"), ""),
    (re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)"), ""),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def words(text: str) -> list[str]:
    """The words alone: punctuation and case do not count."""
    return WORD.findall(text.casefold())


def plain(text: str) -> str:
    """The text on one line without its markup."""
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def title(text: str, *, limit: int) -> tuple[str, bool]:
    """A title made of a piece of Markdown, and whether it says all of it."""
    short = cut(plain(text), limit)
    return short, set(words(text)) <= set(words(short))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there is a gap."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def excerpt(text: str, start: int, end: int, *, around: int = 40) -> str:
    """The part from start to end and about as much on either side, on one line and with whole words."""
    left, right = max(0, start - around), min(len(text), end + around)
    while max(0, start - around - MAX_WORD) < left and text[left - 1].isalnum():
        left -= 1
    while right < min(len(text), end + around + MAX_WORD) and text[right].isalnum():
        right += 1
    shown = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{shown}{'…' if right < len(text) else ''}"


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the place where it begins."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


class Places:
    """From a place in a text that begins on line `first` to the number of its line."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, place: int) -> int:
        return self.first + bisect_right(self.ends, place - 1)
