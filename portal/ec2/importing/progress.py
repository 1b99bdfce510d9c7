"""A bar that shows how far a file has been read, on a terminal only."""

import time
from typing import TextIO

WIDTH = 30
EVERY_SECONDS = 0.2
MEGABYTE = 1_000_000


class Bar:
    """Called with the bytes read and, where it is known, with how many there are."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._is_shown, self._next = out, out.isatty(), 0.0

    def __call__(self, seen: int, size: int | None) -> None:
        now = time.monotonic()
        if self._is_shown and now >= self._next:
            self._next = now + EVERY_SECONDS
            self._out.write(f"\r{line(seen, size)}")
            self._out.flush()

    def clear(self) -> None:
        if self._is_shown:
            self._out.write(f"\r{' ' * len(line(0, 10**12))}\r")


def line(seen: int, size: int | None) -> str:
    read = f"{seen / MEGABYTE:9.1f} MB"
    if not size:
        return read
    share = min(seen / size, 1)
    return f"[{'#' * round(share * WIDTH):<{WIDTH}}] {share:4.0%} {read}"
