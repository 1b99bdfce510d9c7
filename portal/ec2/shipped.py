"""What this release ships, read from its file: practice is graded by it, whatever prices were imported on this site.

The rows would not do: an import may bring new types to a Region and better descriptions of old ones, and the authors'
checks run without a database.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from portal.ec2.offers import OS, Figure, Offer
from portal.ec2.origin import day
from portal.ec2.snapshot.file import read_shipped, shipped_digest

KEPT = 12
"""Pairs of Region and system whose offers a process keeps, half a megabyte each: all that cost questions ask about."""
SHORT = 12


@cache
def version() -> str:
    """Names the snapshot in stored answers."""
    return shipped_digest()[:SHORT]


def dated() -> str:
    """The day for which the prices are stated."""
    return _about()[0]


def regions() -> dict[str, str]:
    """The names of the Regions by code."""
    return _about()[1]


@cache
def _about() -> tuple[str, dict[str, str]]:
    snapshot = read_shipped()
    return day(snapshot.prices_source.published), {code: place.name for code, place in snapshot.regions.items()}


@lru_cache(KEPT)
def offers(region: str, os: OS) -> Mapping[str, Offer]:
    """By name. The file is read again for each pair: that takes a tenth of a second, and keeping it all 20 MB."""
    snapshot = read_shipped()
    described = {each.name: each for each in snapshot.types}
    quotes = snapshot.prices.get((region, os), {})
    figures = {name: Figure(quote.hourly, quote.grade, snapshot.prices_source) for name, quote in quotes.items()}
    return {
        name: Offer(described[name], figures.get(name))
        for name in sorted(snapshot.regions[region].types)
        if name in described
    }
