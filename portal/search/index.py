"""The full-text index in SQLite's FTS5. All of its SQL is here; another database would be another module like this.

Two tables share the row ids of `Document`: `search_text` with stems, for finding, and `search_words` with the words as
they are written, for knowing which words there are.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.models import Document
from portal.search.query import Query, Word

SNIPPET_WORDS = 24
BEGIN, END = "\x01", "\x02"
"""Stand in for the marks until the text around them is escaped; no stored text holds them."""
UNMARKED = str.maketrans("", "", BEGIN + END)
WEIGHTS = "10.0, 5.0, 1.0"
"""A word in the title counts ten times, in a heading five times as much as in the text."""
FAVOUR = "CASE document.kind WHEN 'lesson' THEN 2.0 WHEN 'term' THEN 1.2 ELSE 1.0 END"
"""Short texts rank high by nature; without this, links to other sites stood above the lesson about the matter."""
MOMENT = "2000-01-01 00:00:00"


@dataclass(frozen=True)
class Text:
    """A document with the words to find it by."""

    document: Document
    headings: str
    body: str


@dataclass(frozen=True)
class Batch:
    """Everything of one owner; it replaces what was there."""

    owner: str
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Hit:
    kind: str
    url: str
    title: str
    context: str
    passage: SafeString


@transaction.atomic
def replace(batch: Batch) -> None:
    """Forget what the owner had and store what it has now."""
    _delete(Document.objects.filter(owner=batch.owner).values_list("pk", flat=True))
    for text in batch.texts:
        document = text.document
        _delete(Document.objects.filter(kind=document.kind, ref=document.ref).values_list("pk", flat=True))
        document.owner = batch.owner
        document.save(force_insert=True)
        parts = [part.translate(UNMARKED) for part in (document.title, text.headings, text.body)]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_text (rowid, title, headings, body) VALUES (%s, %s, %s, %s)", [document.pk, *parts]
            )
            cursor.execute("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", [document.pk, " ".join(parts)])


def _delete(keys: Iterable[int]) -> None:
    rows = [[key] for key in keys]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", rows)
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", rows)
    Document.objects.filter(pk__in=[key for [key] in rows]).delete()


def ranked(query: Query, now: datetime.datetime) -> list[tuple[int, str, str]]:
    """Id, kind and address of every visible document that matches, the best first. No more than that is read of them."""
    visible, params = _visible()
    moment = connection.ops.adapt_datetimefield_value(now)
    sql = (
        f"SELECT document.id, document.kind, document.url FROM search_text "
        f"JOIN ({visible}) AS document ON document.id = search_text.rowid "
        f"WHERE search_text MATCH %s ORDER BY bm25(search_text, {WEIGHTS}) * {FAVOUR}, document.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(moment if each == MOMENT else each for each in params), _expression(query)])
        found: list[tuple[int, str, str]] = cursor.fetchall()
    return found


@cache
def _visible() -> tuple[str, list[Any]]:
    """What `Document.objects.visible()` is in SQL, with MOMENT for the time. Composing it took 0.7 ms of a search's 3."""
    moment = datetime.datetime.fromisoformat(MOMENT).replace(tzinfo=datetime.UTC)
    sql, params = Document.objects.visible(moment).values("id", "kind", "url").query.sql_with_params()
    return sql, list(params)


def shown(query: Query, keys: list[int]) -> list[Hit]:
    """The documents as they are shown, in the order of the keys: with the passage around the words, marked."""
    if not keys:
        return []
    # The plus keeps SQLite from searching once for each key.
    sql = (
        f"SELECT document.id, kind, url, document.title, context, "
        f"snippet(search_text, 2, '{BEGIN}', '{END}', '…', {SNIPPET_WORDS}) "
        f"FROM search_text JOIN search_document AS document ON document.id = search_text.rowid "
        f"WHERE search_text MATCH %s AND +search_text.rowid IN ({', '.join(['%s'] * len(keys))})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_expression(query.any()), *keys])
        found = {key: Hit(kind, url, title, context, _marked(text)) for key, kind, url, title, context, text in cursor}
    return [found[key] for key in keys]


def occurs(word: str) -> bool:
    """Whether any document has a form of the word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH %s)", [_quoted(word)])
        (found,) = cursor.fetchone()
    return bool(found)


def vocabulary() -> dict[str, int]:
    """Every word of the site with the number of documents it stands in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, doc FROM search_vocabulary")
        return dict(cursor.fetchall())


def _expression(query: Query) -> str:
    """The query as FTS5 reads it. Each word is quoted, so that none of its operators can be meant."""
    return (" AND " if query.every else " OR ").join(_alternatives(word) for word in query.words)


def _alternatives(word: Word) -> str:
    ways = [_quoted(word.text), *map(_quoted, word.completions)]
    if word.goes_on:
        ways.append(f"{_quoted(word.text)}*")
    return f"({' OR '.join(ways)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _marked(text: str) -> SafeString:
    return mark_safe(escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>"))
