"""The full-text index in SQLite's FTS5. All of its SQL is here; another database would be another module like this.

Two tables share the row ids of `Document`: `search_text` with stems, for finding, and `search_words` with the words as
they are written, for knowing which words there are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.models import Document

MAX_HITS = 500
SNIPPET_WORDS = 24
BEGIN, END = "\x01", "\x02"
WEIGHTS = "10.0, 5.0, 1.0"
"""A word in the title counts ten times, in a heading five times as much as in the text."""
WORD = re.compile(r"\w+")


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


@transaction.atomic
def replace(batch: Batch) -> None:
    """Forget what the owner had and store what it has now."""
    _delete(Document.objects.filter(owner=batch.owner).values_list("pk", flat=True))
    for text in batch.texts:
        document = text.document
        _delete(Document.objects.filter(kind=document.kind, ref=document.ref).values_list("pk", flat=True))
        document.owner = batch.owner
        document.save(force_insert=True)
        parts = [document.title, text.headings, text.body]
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


def ranked(words: list[str], *, every: bool) -> list[int]:
    """Ids of the documents with every word, or with any of them; the best first. The last word may go on."""
    if not words:
        return []
    sql = f"SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY bm25(search_text, {WEIGHTS}) LIMIT {MAX_HITS}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [_expression(words, every=every)])
        return [key for (key,) in cursor.fetchall()]


def snippets(words: list[str], keys: list[int]) -> dict[int, SafeString]:
    """For the documents that are shown: the passage around the words, with marks."""
    if not keys:
        return {}
    sql = (
        f"SELECT rowid, snippet(search_text, -1, '{BEGIN}', '{END}', '…', {SNIPPET_WORDS}) FROM search_text "
        f"WHERE search_text MATCH %s AND rowid IN ({', '.join(['%s'] * len(keys))})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_expression(words, every=False), *keys])
        return {key: _marked(text) for key, text in cursor.fetchall()}


def matches(word: str) -> bool:
    """Whether anything begins with the word, or has a form of it."""
    sql = "SELECT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f'"{word}" OR "{word}"*'])
        (found,) = cursor.fetchone()
    return bool(found)


def vocabulary() -> dict[str, int]:
    """Every word of the site with the number of documents it stands in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, doc FROM search_vocabulary")
        return dict(cursor.fetchall())


def _expression(words: list[str], *, every: bool) -> str:
    """Words as FTS5 reads them. Each is quoted, so that none of its operators can be meant."""
    *first, last = (f'"{word}"' for word in words)
    return (" AND " if every else " OR ").join([*first, f"({last} OR {last}*)"])


def _marked(text: str) -> SafeString:
    return mark_safe(escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>"))
