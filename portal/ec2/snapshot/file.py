"""The snapshot that is shipped: types, Regions and prices in one compressed file, the same bytes from the same data."""

import dataclasses
import datetime
import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from portal.ec2.offers import OS, Grade, Hardware, Source

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "snapshot.json.gz"
FORMAT = 1


class Place(NamedTuple):
    """A Region: its name and the names of the types that it offers."""

    name: str
    types: list[str]


class Quote(NamedTuple):
    """US dollars an hour, and how sure we are."""

    hourly: Decimal
    grade: Grade


Prices = dict[tuple[str, OS], dict[str, Quote]]
"""By Region and operating system, then by type. A price that is not known is not there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    types: list[Hardware]
    regions: dict[str, Place]
    prices: Prices
    hardware: Source
    prices_source: Source
    counts: dict[str, int]
    digest: str = field(default="", compare=False)
    """Of the file that it was read from."""


class BadSnapshot(Exception):
    """The file is not one that we wrote."""


def shipped_digest() -> str:
    """Without reading what is in the file: a start that finds it loaded has nothing else to do."""
    return _digest(SHIPPED.read_bytes())


def read_shipped() -> Snapshot:
    return read(SHIPPED)


def read(path: Path) -> Snapshot:
    try:
        packed = path.read_bytes()
        stored = json.loads(gzip.decompress(packed))
    except (OSError, EOFError, ValueError) as error:
        raise BadSnapshot(f"{path} is not a snapshot of EC2 data: {error}") from error
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise BadSnapshot(f"{path} is not a snapshot of format {FORMAT}. Make it again: manage.py build_ec2_snapshot")
    return Snapshot(
        types=[Hardware(**{**row, "architectures": tuple(row["architectures"])}) for row in stored["types"]],
        regions={code: Place(*place) for code, place in stored["regions"].items()},
        prices={_key(words): _quotes(rows) for words, rows in stored["prices"].items()},
        hardware=_source(stored["hardware"]),
        prices_source=_source(stored["prices_source"]),
        counts=stored["counts"],
        digest=_digest(packed),
    )


def write(snapshot: Snapshot, path: Path) -> None:
    """gzip would note the moment of writing; without it the bytes depend on the data alone."""
    path.write_bytes(gzip.compress(text(snapshot), compresslevel=9, mtime=0))


def text(snapshot: Snapshot) -> bytes:
    stored = {
        "format": FORMAT,
        "hardware": _said(snapshot.hardware),
        "prices_source": _said(snapshot.prices_source),
        "counts": snapshot.counts,
        "types": [_row(each) for each in snapshot.types],
        "regions": snapshot.regions,
        "prices": {f"{region} {os}": _cells(quotes) for (region, os), quotes in snapshot.prices.items()},
    }
    return json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _digest(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()


def _row(hardware: Hardware) -> dict[str, Any]:
    """Only what differs from the default: half of the file would say false and 0."""
    return {
        each.name: getattr(hardware, each.name)
        for each in dataclasses.fields(hardware)
        if getattr(hardware, each.name) != each.default
    }


def _cells(quotes: Mapping[str, Quote]) -> dict[str, list[str]]:
    return {name: [f"{quote.hourly.normalize():f}", quote.grade] for name, quote in quotes.items()}


def _quotes(rows: Mapping[str, list[str]]) -> dict[str, Quote]:
    return {name: Quote(Decimal(hourly), Grade(grade)) for name, (hourly, grade) in rows.items()}


def _key(words: str) -> tuple[str, OS]:
    region, os = words.split()
    return region, OS(os)


def _said(source: Source) -> list[str]:
    return [source.name, source.published.isoformat()]


def _source(words: list[str]) -> Source:
    name, published = words
    return Source(name, datetime.date.fromisoformat(published))
