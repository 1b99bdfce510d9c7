"""The words of the site, and which of them somebody meant. Pure: no database."""

import heapq
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

SHORT = 6
"""Words shorter than this may be one slip away, others two."""
SHORTEST, LONGEST = 3, 30
"""Letters of a word that is worth mending."""
CANDIDATES = 50
COMPLETIONS = 5


class Speller:
    """Knows the words of a site, folded. Candidates share pairs of letters; slips decide, then the frequency."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self._sorted = sorted(words)

    def knows(self, word: str) -> bool:
        return fold(word) in self.words

    def completions(self, beginning: str) -> list[str]:
        """The most frequent words that begin so."""
        return heapq.nlargest(COMPLETIONS, self._beginning_with(fold(beginning)), key=self.words.__getitem__)

    def nearest(self, word: str) -> str | None:
        """Two known words that were run together, or the known word at most one or two slips away; None without one.

        At last also a known word with the beginning of another.

        Short names with digits, such as m7g, are left alone: their neighbours are other things.
        """
        folded = fold(word)
        is_name = len(folded) < SHORT and not folded.isalpha()
        if is_name or not SHORTEST <= len(folded) <= LONGEST:
            return None
        return self._parted(folded, self.knows) or self._closest(folded) or self._parted(folded, self._begins)

    def _beginning_with(self, beginning: str) -> Iterator[str]:
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not self._sorted[place].startswith(beginning):
                return
            yield self._sorted[place]

    def _parted(self, word: str, is_second: Callable[[str], bool]) -> str | None:
        ways = [(word[:place], word[place:]) for place in range(SHORTEST, len(word) - SHORTEST + 1)]
        known = [way for way in ways if way[0] in self.words and is_second(way[1])]
        return " ".join(max(known, key=lambda way: min(self.words.get(part, 1) for part in way))) if known else None

    def _begins(self, beginning: str) -> bool:
        return any(self._beginning_with(beginning))

    def _closest(self, word: str) -> str | None:
        limit = 1 if len(word) < SHORT else 2
        near = [
            (distance, -self.words[known], known)
            for known in self._alike(word, limit)
            if (distance := slips(word, known, limit)) <= limit
        ]
        return min(near)[2] if near else None

    def _alike(self, word: str, limit: int) -> list[str]:
        """Words of about this length, those that share most pairs first."""
        shared = Counter[str]()
        for pair in _pairs(word):
            shared.update(self._by_pair.get(pair, ()))
        close = ((number, known) for known, number in shared.items() if abs(len(known) - len(word)) <= limit)
        return [known for _, known in heapq.nlargest(CANDIDATES, close)]

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        """Made for the first word to mend. Names with digits are offered to nobody."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            if word.isalpha() and SHORTEST <= len(word) <= LONGEST:
                for pair in _pairs(word):
                    found[pair].append(word)
        return dict(found)


def fold(word: str) -> str:
    """As the index compares words: small letters without accents."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slips(one: str, other: str, limit: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour to get from one word to the other.

    Beyond the limit any number above it will do.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            break
    return row[-1] if len(row) > len(other) else limit + 1


def _pairs(word: str) -> set[str]:
    """Its letters two by two; with the edges, so that the first and the last letter count."""
    padded = f"^{word}$"
    return {padded[i : i + 2] for i in range(len(padded) - 1)}
