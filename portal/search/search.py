"""One search: words in, ranked and visible hits out, with a word mended where nobody wrote it."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from portal.curriculum.models import Lesson, Topic
from portal.curriculum.version import content_version
from portal.search import index
from portal.search.models import Document
from portal.search.spelling import Speller

MAX_LENGTH = 200
MAX_WORDS = 12
PAGE = 20
Kind = Document.Kind


@dataclass(frozen=True)
class Hit:
    document: Document
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    words: list[str]
    """What was searched for."""
    mended: bool
    """It is not what was typed: a word that nobody wrote gave way to the nearest one."""
    hits: list[Hit]
    """Of this page."""
    total: int
    by_kind: dict[str, int]


def search(text: str, *, now: datetime.datetime, kind: str = "", page: int = 1) -> Results:
    """The hits of one page. Any text will do; more than 200 characters or twelve words are cut."""
    typed = [word.lower() for word in index.WORD.findall(text[:MAX_LENGTH])][:MAX_WORDS]
    words = [_mended(word, now) for word in typed]
    keys = index.ranked(words, every=True) or index.ranked(words, every=False)
    visible = _visible(keys, now)
    counts = Counter(document.kind for document in visible)
    chosen = [document for document in visible if not kind or document.kind == kind]
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    snippets = index.snippets(words, [document.pk for document in shown])
    hits = [Hit(document, snippets.get(document.pk, SafeString(""))) for document in shown]
    return Results(words, words != typed, hits, len(chosen), dict(counts))


def _visible(keys: list[int], now: datetime.datetime) -> list[Document]:
    """The documents in their rank, without lessons and quizzes that may not be seen yet."""
    documents = Document.objects.in_bulk(keys)
    refs = {kind: [each.ref for each in documents.values() if each.kind == kind] for kind in (Kind.LESSON, Kind.QUIZ)}
    lessons = set(Lesson.objects.visible(now).filter(pk__in=refs[Kind.LESSON]).values_list("pk", flat=True))
    topics = set(Topic.objects.visible(now).filter(pk__in=refs[Kind.QUIZ]).values_list("pk", flat=True))
    may = {Kind.LESSON: lessons, Kind.QUIZ: topics}
    ranked = [documents[key] for key in keys if key in documents]
    return [document for document in ranked if document.kind not in may or document.ref in may[Kind(document.kind)]]


def _mended(word: str, now: datetime.datetime) -> str:
    if len(word) < 3 or index.matches(word):
        return word
    return _speller(content_version(now)).nearest(word) or word


@lru_cache(maxsize=1)
def _speller(version: str) -> Speller:
    """The site's words, learned once per version of the content and process."""
    return Speller(index.vocabulary())
