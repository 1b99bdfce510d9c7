"""The one door for content: it validates, renders, stores, indexes for search and bumps the course's version.

`load_lessons` and the admin both go through it; nothing else writes these rows.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.content import checks, rows
from portal.content.items import Ident, Item, digest
from portal.content.press import render_stale_lessons
from portal.content.rows import SHELVES, Row
from portal.curriculum.markdown import Embed
from portal.curriculum.models import Course as CourseRow
from portal.curriculum.models import Lesson, Topic
from portal.problems import Problem
from portal.search import documents, index


class Invalid(Exception):
    """The item would break the course; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Checked:
    """An item that `check` let through. The door stores nothing else."""

    item: Item
    warnings: tuple[Problem, ...] = ()
    """What `check_lessons` would warn of at this item."""


def check(item: Item) -> Checked:
    """Raises Invalid where the course, with this item in it, gets an error it did not have."""
    served = rows.snapshot()
    outlines = _stored_outlines()
    after = checks.check(served.including(item), {id: each for id, each in outlines.items() if id != item.id})
    if after.errors and (found := checks.new_problems(checks.check(served, outlines), after)):
        raise Invalid(found)
    return Checked(item, tuple(problem for problem in after.warnings if problem.path == item.where.path))


def losses(idents: Iterable[Ident]) -> list[Problem]:
    """The errors that the course would have without these items: what still counts on them."""
    served = left = rows.snapshot()
    outlines = _stored_outlines()
    for ident in idents:
        left = left.without(ident)
    after = checks.check(left, outlines)
    return checks.new_problems(checks.check(served, outlines), after) if after.errors else []


def check_all(items: Iterable[Item]) -> list[Checked]:
    """For the items of a course that was checked as one."""
    return [Checked(item) for item in items]


def _stored_outlines() -> dict[str, checks.Outline]:
    """What lessons offer to others, from their rows: nothing is rendered again."""
    found = {}
    stored = Lesson.objects.filter(withdrawn=False).select_related("topic")
    for lesson in stored.only("slug", "topic__slug", "headings", "blocks"):
        anchors = frozenset(heading["anchor"] for heading in lesson.headings)
        refs = tuple(Embed(block["name"], block["ref"]) for block in lesson.blocks if "name" in block)
        found[f"{lesson.topic.slug}/{lesson.slug}"] = checks.Outline(anchors, refs)
    return found


@dataclass
class Door:
    """Opened by `publication()`; what was stored through it takes effect together."""

    now: datetime.datetime
    touched: set[Ident] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    """Slugs of the topics whose pages change, those that something left included."""

    def store(self, checked: Checked, *, row: Row | None = None, loaded: bool = False) -> Row:
        """Write the item, over `row` where it is renamed. `loaded` notes the digest: the item comes from a file."""
        item, shelf = checked.item, SHELVES[checked.item.kind]
        row = row or shelf.find(item.id)
        if row:
            self._note(item.ident, row)
        row = shelf.write(item, row)
        changes: dict[str, Any] = {}
        if loaded:
            changes["source_digest"] = digest(item)
        if hasattr(row, "updated"):
            changes["updated"] = self.now
        if loaded and getattr(row, "withdrawn", False) and not row.withheld:
            changes["withdrawn"] = False
        self._set(row, changes)
        self._note(item.ident, row)
        return row

    def adopt(self, row: Row, item: Item) -> None:
        """Row and file say the same."""
        self._set(row, {"source_digest": digest(item)})

    def withdraw(self, ident: Ident, row: Row, *, withdrawn: bool = True) -> None:
        """Hide the row, or show it again. Nothing is ever deleted: what learners did hangs on it."""
        self._set(row, {"withdrawn": withdrawn})
        self._note(ident, row)

    def withhold(self, ident: Ident, row: Row) -> None:
        """Hide the row until somebody brings it back here: its file does not."""
        self._set(row, {"withdrawn": True, "withheld": True})
        self._note(ident, row)

    def bring_back(self, checked: Checked, row: Row) -> None:
        """Show the row again. One whose file is gone belongs to this site from now on, or the next load would hide it."""
        gone = {} if row.withheld else {"source_digest": ""}
        self._set(row, {"withdrawn": False, "withheld": False, **gone})
        self._note(checked.item.ident, row)

    def place(self, ident: Ident, row: Row, position: int) -> None:
        """Where the row stands among its siblings: not part of what it says."""
        if row.position != position:
            self._set(row, {"position": position})
            self._note(ident, row)

    def _set(self, row: Row, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))

    def _note(self, ident: Ident, row: Row) -> None:
        self.touched.add(ident)
        if ident[0] == "topic":
            self.topics.add(row.slug)
        elif ident[0] in ("lesson", "diagram"):
            self.topics.add(row.topic.slug)
        elif ident[0] in ("resource", "question"):
            self.topics.add(row.lesson.topic.slug)


@contextmanager
def publication(*, now: datetime.datetime) -> Iterator[Door]:
    """One transaction: store through the door; then lessons are rendered, search is fed and the version counts on."""
    with transaction.atomic():
        door = Door(now)
        yield door
        rendered = render_stale_lessons()
        if door.touched or rendered:
            _index(door, rendered)
            CourseRow.objects.update(version=F("version") + 1)


def _index(door: Door, rendered: set[int]) -> None:
    """Feed search with what changed: everything of the topics concerned, and the glossary if it was touched."""
    topics = door.topics | set(Lesson.objects.filter(pk__in=rendered).values_list("topic__slug", flat=True))
    for topic in Topic.objects.filter(slug__in=topics):
        index.replace(documents.of_topic(topic))
    if any(kind == "term" for kind, _ in door.touched):
        index.replace(documents.of_glossary())
