"""Where price files come from: a path or an address, read once from front to back, plain or gzip."""

import csv
import datetime
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import urllib3

from portal.ec2.importing.problems import Refused

BUFFER = 1 << 20
GZIP = b"\x1f\x8b"
SUFFIXES = (".csv", ".json", ".csv.gz", ".json.gz")
MOST_BYTES = 4 << 30
"""Unpacked: nine times what the largest list has today. Some kilobytes of gzip can unpack to as much as one likes."""

Tell = Callable[[int, int | None], None]
"""Called with the bytes read so far, and with how many there are, if that is known."""


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


def silent(seen: int, size: int | None) -> None:
    """Tells nobody."""


class Metered(io.RawIOBase):
    """Bytes on their way in: counted, told and added to the file's digest."""

    def __init__(self, source: Source, size: int | None, tell: Tell) -> None:
        self._source, self._size, self._tell = source, size, tell
        self._digest = hashlib.sha256()
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        self._digest.update(data)
        self._seen += len(data)
        self._tell(self._seen, self._size)
        return len(data)

    def digest(self) -> str:
        return self._digest.hexdigest()


class Bounded(io.RawIOBase):
    """Bytes up to a limit that no price file reaches."""

    def __init__(self, source: io.BufferedIOBase, name: str) -> None:
        self._source, self._name, self._left = source, name, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._source.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise Refused(f"{self._name} is larger than a price list of AWS can be.")
        return count


class Feed:
    """One price file, unpacked. `dated` is the day of its last change, for files that state no day themselves."""

    def __init__(
        self, name: str, source: Source, *, dated: datetime.date, size: int | None = None, tell: Tell = silent
    ) -> None:
        self.name, self.dated = name, dated
        self._metered = Metered(source, size, tell)
        packed = io.BufferedReader(self._metered, BUFFER)
        is_packed = packed.peek(2)[:2] == GZIP
        self.stream = io.BufferedReader(Bounded(gzip.GzipFile(fileobj=packed) if is_packed else packed, name), BUFFER)

    def digest(self) -> str:
        """Of the file as it lies there. True once everything was read."""
        return self._metered.digest()


@contextmanager
def feeding(name: str) -> Iterator[None]:
    """What can go wrong while bytes are read becomes a sentence."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, csv.Error) as error:
        raise Refused(f"{name} is cut off or damaged ({error}). Download it again.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is no price file: it is not text. See import_ec2_prices --help.") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Refused(f"{name} cannot be read: {error}.") from error


@contextmanager
def from_path(path: Path, tell: Tell = silent) -> Iterator[Feed]:
    with feeding(str(path)), path.open("rb") as file:
        stat = path.stat()
        changed = datetime.datetime.fromtimestamp(stat.st_mtime, datetime.UTC).date()
        yield Feed(str(path), file, dated=changed, size=stat.st_size, tell=tell)


def paths(place: Path) -> list[Path]:
    """The file itself, or all price files of a folder and the folders in it."""
    with feeding(str(place)):
        if not place.exists():
            raise Refused(f"{place} does not exist.")
    if not place.is_dir():
        return [place]
    found = [path for path in sorted(place.rglob("*")) if path.name.lower().endswith(SUFFIXES) and path.is_file()]
    if not found:
        raise Refused(f"{place} holds no price file: their names end in {', '.join(SUFFIXES)}.")
    return found
