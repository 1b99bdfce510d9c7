"""The one door for content: it validates, renders, stores, indexes for search and bumps the course's version.

`load_lessons` and the admin both go through it; nothing else writes these rows.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.content import checks, rows
from portal.content.items import Course, Ident, Item, digest
from portal.content.rows import SHELVES, Row
from portal.curriculum import embeds
from portal.curriculum.glossary import Entry, Glossary
from portal.curriculum.markdown import RENDERER, Embed, render
from portal.curriculum.models import Course as CourseRow
from portal.curriculum.models import Diagram, Lesson, Resource, Term, Topic
from portal.problems import Problem
from portal.search import documents, index

WORDS_PER_MINUTE = 200
SECONDS_PER_QUESTION = 40


class Invalid(Exception):
    """The item would break the course; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Checked:
    """An item that `check` let through. The door stores nothing else."""

    item: Item


def check(item: Item) -> Checked:
    """Raises Invalid where the course, with this item in it, gets an error it did not have."""
    served = rows.snapshot()
    outlines = _stored_outlines()
    before = checks.check(served, outlines)
    after = checks.check(_with(served, item), {id: each for id, each in outlines.items() if id != item.id})
    if found := checks.new_problems(before, after):
        raise Invalid(found)
    return Checked(item)


def check_all(course: Course) -> list[Checked]:
    """For a whole course that was checked as one."""
    return [Checked(item) for item in course]


def _with(course: Course, item: Item) -> Course:
    if item.kind == "course":
        return Course(**{**vars(course), "course": item})
    name = f"{item.kind}s"
    return Course(**{**vars(course), name: checks.replaced(getattr(course, name), item)})


def _stored_outlines() -> dict[str, checks.Outline]:
    """What lessons offer to others, from their rows: nothing is rendered again."""
    found = {}
    for lesson in Lesson.objects.filter(withdrawn=False).select_related("topic"):
        anchors = frozenset(heading["anchor"] for heading in lesson.headings)
        refs = tuple(Embed(block["name"], block["ref"]) for block in lesson.blocks if "name" in block)
        found[f"{lesson.topic.slug}/{lesson.slug}"] = checks.Outline(anchors, refs)
    return found


@dataclass
class Door:
    """Opened by `publication()`; what was stored through it takes effect together."""

    now: datetime.datetime
    touched: set[Ident] = field(default_factory=set)

    def store(self, checked: Checked, *, row: Row | None = None, loaded: bool = False) -> Row:
        """Write the item, over `row` where it is renamed. `loaded` notes the digest: the item comes from a file."""
        item, shelf = checked.item, SHELVES[checked.item.kind]
        row = shelf.write(item, row or shelf.find(item.id))
        changes: dict[str, Any] = {}
        if loaded:
            changes["source_digest"] = digest(item)
        if hasattr(row, "updated"):
            changes["updated"] = self.now
        if getattr(row, "withdrawn", False) and loaded:
            changes["withdrawn"] = False
        self._set(row, changes)
        self.touched.add(item.ident)
        return row

    def adopt(self, row: Row, item: Item) -> None:
        """Row and file say the same."""
        self._set(row, {"source_digest": digest(item)})

    def withdraw(self, ident: Ident, row: Row, *, withdrawn: bool = True) -> None:
        """Hide the row, or show it again. Nothing is ever deleted: what learners did hangs on it."""
        self._set(row, {"withdrawn": withdrawn})
        self.touched.add(ident)

    def place(self, ident: Ident, row: Row, position: int) -> None:
        """Where the row stands among its siblings: not part of what it says."""
        if row.position != position:
            self._set(row, {"position": position})
            self.touched.add(ident)

    def _set(self, row: Row, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))


@contextmanager
def publication(*, now: datetime.datetime) -> Iterator[Door]:
    """One transaction: store through the door; then lessons are rendered, search is fed and the version counts on."""
    with transaction.atomic():
        door = Door(now)
        yield door
        rendered = render_stale_lessons()
        if door.touched or rendered:
            _index(door.touched, rendered)
            CourseRow.objects.update(version=F("version") + 1)


def render_stale_lessons() -> set[int]:
    """Render each lesson whose body, diagrams, resources or glossary changed since; their primary keys."""
    terms = Term.objects.filter(withdrawn=False)
    glossary = Glossary(tuple(Entry(term.slug, (term.term, *term.also)) for term in terms))
    definitions = {term.slug: {"slug": term.slug, "term": term.term, "html": term.html} for term in terms}
    shared = _stamp([RENDERER, *(f"{term.slug}{term.term}{term.also}{term.html}" for term in terms)])
    rendered = set()
    for lesson in Lesson.objects.filter(withdrawn=False).select_related("topic"):
        stamp = _stamp([shared, lesson.body, *_embedded(lesson)])
        if stamp != lesson.rendered_from:
            _render(lesson, glossary, definitions, stamp)
            rendered.add(lesson.pk)
    return rendered


def _stamp(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _embedded(lesson: Lesson) -> Iterator[str]:
    """What is baked into the lesson's blocks besides its own text."""
    for diagram in Diagram.objects.filter(topic=lesson.topic, withdrawn=False):
        if f"[[diagram: {diagram.name}" in lesson.body:
            yield f"{diagram.name}{diagram.clean_svg}{diagram.clean_tall}{diagram.caption}"
    for resource in Resource.objects.listed():
        if f"[[resource: {resource.slug}" in lesson.body:
            yield str([resource.slug, resource.title, resource.url, resource.kind, resource.minutes, resource.note])


def _render(lesson: Lesson, glossary: Glossary, definitions: dict[str, dict[str, str]], stamp: str) -> None:
    result = render(lesson.body, glossary)
    blocks = [
        {"name": each.name, "ref": each.ref, "query": each.query} if isinstance(each, Embed) else {"html": each}
        for each in result.blocks
    ]
    lesson.blocks = embeds.bake(lesson, blocks)
    lesson.headings = [vars(heading) for heading in result.headings]
    lesson.terms = [definitions[term] for term in result.terms]
    lesson.plain = result.text
    questions = sum(each.name == "question" for each in result.embeds)
    seconds = len(result.text.split()) * 60 / WORDS_PER_MINUTE + questions * SECONDS_PER_QUESTION
    lesson.minutes = max(1, round(seconds / 60))
    lesson.rendered_from = stamp
    lesson.save(update_fields=["blocks", "headings", "terms", "plain", "minutes", "rendered_from"])


def _index(touched: set[Ident], rendered: set[int]) -> None:
    """Feed search with what changed: everything of the topics concerned, and the glossary if it was touched."""
    topics = set(Lesson.objects.filter(pk__in=rendered).values_list("topic__slug", flat=True))
    for kind, id in touched:
        topics |= _topics_of(kind, id)
    for topic in Topic.objects.filter(slug__in=topics):
        index.replace(documents.of_topic(topic))
    if any(kind == "term" for kind, _ in touched):
        index.replace(documents.of_glossary())


def _topics_of(kind: str, id: str) -> set[str]:
    """The topics whose pages an item shows on."""
    if kind in ("resource", "question"):
        row = SHELVES[kind].find(id)
        return {row.lesson.topic.slug} if row else set()
    return {id.partition("/")[0]} if kind in ("topic", "lesson", "diagram") else set()
