"""One search: words in, ranked and visible hits out, with a word mended where nobody wrote it."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portal.curriculum.version import content_version
from portal.search import index
from portal.search.query import Query, bounded, read
from portal.search.spelling import Speller

PAGE = 20


@dataclass(frozen=True)
class Results:
    searched: str = ""
    """What was searched for."""
    mended: tuple[str, ...] = ()
    """Words as typed that nothing matches: in `searched` the nearest ones stand in their place."""
    some: bool = False
    """No document has all of the words: these have some of them."""
    hits: Sequence[index.Hit] = ()
    """Of this page."""
    total: int = 0
    """Of the kind asked for."""
    by_kind: Mapping[str, int] = field(default_factory=dict)
    page: int = 1
    pages: int = 1


def search(text: str, *, now: datetime.datetime, kind: str = "", page: int = 1) -> Results:
    """The hits of one page. Any text will do; more than 200 characters or twelve words are cut.

    A page beyond the last one is the last one.
    """
    if not bounded(text):
        return Results()
    reading = read(text, _speller(content_version(now)), index.occurs)
    query, found = _all_or_some(reading.query, now)
    keys = [key for key, its_kind in found if not kind or its_kind == kind]
    pages = max(1, -(-len(keys) // PAGE))
    page = min(page, pages)
    return Results(
        searched=str(reading.query),
        mended=reading.mended,
        some=not query.every and bool(found),
        hits=index.shown(query, keys[(page - 1) * PAGE : page * PAGE]),
        total=len(keys),
        by_kind=Counter(its_kind for _, its_kind in found),
        page=page,
        pages=pages,
    )


@lru_cache(maxsize=1)
def _speller(version: str) -> Speller:
    """The site's words, learned once per version of the content and process."""
    return Speller(index.vocabulary())


def _all_or_some(query: Query, now: datetime.datetime) -> tuple[Query, list[tuple[int, str]]]:
    """What has every word; if nothing has, what has any, with the query that found it."""
    found = _ranked(query, now)
    if found or len(query.words) == 1:
        return query, found
    return query.any(), _ranked(query.any(), now)


def _ranked(query: Query, now: datetime.datetime) -> list[tuple[int, str]]:
    """Key and kind, the best first. A quiz is found through each of its lessons, and counts once."""
    best: dict[str, tuple[int, str]] = {}
    for key, kind, url in index.ranked(query, now):
        best.setdefault(url, (key, kind))
    return list(best.values())
