"""Choices that follow from a seed alone, so that an address shows the same question whenever it is opened."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """Not `random`: its sequences are a matter of the Python version, and these are part of an address."""

    def __init__(self, seed: str) -> None:
        self._seed, self._drawn = seed, 0

    def number(self, low: int, high: int) -> int:
        """From `low` to `high`, both included."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}:{self._drawn}".encode()).digest()
        return low + int.from_bytes(digest[:8]) % (high - low + 1)

    def of(self, items: Sequence[T]) -> T:
        return items[self.number(0, len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Different ones."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(count)]
