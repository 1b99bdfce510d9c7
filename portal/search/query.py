"""What somebody typed, read as words to look for. Pure: no database."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from portal.search.spelling import Speller

MAX_LENGTH = 200
MAX_WORDS = 12
PIECE = re.compile(r"[^\W_]+")
WORD = re.compile(r"[^\W_]+(?:[-._'’][^\W_]+)*")
"""What is written as one, such as `t3.micro` or `auto-scaling`, is looked for as one."""
FILLERS = frozenset(
    "a about an and any are as at be between by can do does for from has have how i if in into is it its me my of on or "
    "so than that the their them there they this to was we what when where which who why will with you your".split()
)
"""Say little about what is meant when any word will do."""


@dataclass(frozen=True)
class Word:
    text: str
    goes_on: bool = False
    """Words that begin so count as well."""
    completions: tuple[str, ...] = ()
    """Known words that begin so. The index holds stems, and what is typed so far may already be longer than the stem."""


@dataclass(frozen=True)
class Query:
    words: tuple[Word, ...]
    every: bool = True
    """A document needs all of the words; else any of them will do."""

    def any(self) -> "Query":
        telling = tuple(word for word in self.words if word.text.lower() not in FILLERS)
        return dataclasses.replace(self, words=telling or self.words, every=False)

    def __str__(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Reading:
    query: Query
    mended: tuple[str, ...]
    """Words as typed that nothing matches and that gave way to others."""


def read(text: str, speller: Speller, occurs: Callable[[str], bool]) -> Reading:
    """A word that nothing matches, not even as a beginning, becomes the nearest known one. `occurs` asks the index."""
    typed = WORD.findall(bounded(text))
    words = [PIECE.sub(lambda piece: _mended(piece[0], speller, occurs), word) for word in typed]
    mended = [before for before, after in zip(typed, words, strict=True) if before != after]
    last = len(words) - 1
    query = Query(tuple(_word(word, speller, is_last=place == last) for place, word in enumerate(words)))
    return Reading(query, tuple(dict.fromkeys(mended)))


def bounded(text: str) -> str:
    """As many characters and words as anybody needs; empty if there is nothing to look for."""
    composed = unicodedata.normalize("NFC", text[:MAX_LENGTH])
    ends = [piece.end() for piece in islice(PIECE.finditer(composed), MAX_WORDS)]
    return composed[: ends[-1]] if ends else ""


def _mended(piece: str, speller: Speller, occurs: Callable[[str], bool]) -> str:
    if speller.knows(piece) or speller.completions(piece) or occurs(piece):
        return piece
    return speller.nearest(piece) or piece


def _word(text: str, speller: Speller, *, is_last: bool) -> Word:
    """The last word may go on, and so may one that is only known as the beginning of others."""
    end = PIECE.findall(text)[-1]
    if speller.knows(end):
        return Word(text, goes_on=is_last)
    completions = tuple(text.removesuffix(end) + whole for whole in speller.completions(end))
    return Word(text, goes_on=is_last or bool(completions), completions=completions)
