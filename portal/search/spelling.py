"""The nearest known word to one that nobody wrote. Pure: no database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

SHORT = 6
"""Words shorter than this may be one slip away, others two."""
CANDIDATES = 50


class Speller:
    """Knows the words of a site. Candidates share pairs of letters; the distance decides, then the frequency."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for pair in _pairs(word):
                self._by_pair[pair].append(word)

    def nearest(self, word: str) -> str | None:
        """The known word at most one or two slips away, the most frequent of the nearest; None if there is none."""
        limit = 1 if len(word) < SHORT else 2
        shared = Counter(known for pair in _pairs(word) for known in self._by_pair.get(pair, ()))
        near = [
            (distance, -self.words[known], known)
            for known, _ in shared.most_common(CANDIDATES)
            if abs(len(known) - len(word)) <= limit and (distance := slips(word, known)) <= limit
        ]
        return min(near)[2] if near else None


def slips(one: str, other: str) -> int:
    """Letters added, left out, changed or swapped with their neighbour to get from one word to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _pairs(word: str) -> Iterable[str]:
    padded = f"^{word}$"
    return {padded[i : i + 2] for i in range(len(padded) - 1)}
