"""What the course says, as values: the common language of files, rows, checks and the plan. Pure.

Identity is the id. `where` (file and line) and `position` are outside comparison and digest: a question that only moved
within its file has not changed.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

Ident = tuple[str, str]
"""Kind and id, such as ("lesson", "ec2/instances")."""


@dataclass(frozen=True)
class Where:
    path: str
    line: int = 1
    body: int = 1
    """Of a lesson: the line on which its text begins."""


NOWHERE = Where("")


@dataclass(frozen=True, kw_only=True)
class Item:
    kind: ClassVar[str]
    where: Where = field(default=NOWHERE, compare=False)
    position: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        raise NotImplementedError

    @property
    def ident(self) -> Ident:
        return self.kind, self.id


@dataclass(frozen=True, kw_only=True)
class CourseItem(Item):
    kind: ClassVar[str] = "course"
    title: str
    topics: tuple[str, ...]
    services: tuple[dict[str, Any], ...] = ()
    exams: tuple[dict[str, Any], ...] = ()

    @property
    def id(self) -> str:
        return "course"


@dataclass(frozen=True, kw_only=True)
class TopicItem(Item):
    kind: ClassVar[str] = "topic"
    slug: str
    title: str
    summary: str
    icon: str
    lessons: tuple[str, ...]
    pretest: tuple[str, ...] = ()
    contrast: tuple[tuple[str, ...], ...] = ()

    @property
    def id(self) -> str:
        return self.slug

    def listing(self, lesson: "LessonItem") -> "TopicItem":
        """With the lesson at the end of its list, if it is one of this topic and not there yet."""
        if lesson.topic != self.slug or lesson.slug in self.lessons:
            return self
        return replace(self, lessons=(*self.lessons, lesson.slug))

    def without(self, lesson: str) -> "TopicItem":
        """With the lesson of this id taken off its list."""
        return replace(self, lessons=tuple(slug for slug in self.lessons if f"{self.slug}/{slug}" != lesson))


@dataclass(frozen=True, kw_only=True)
class LessonItem(Item):
    kind: ClassVar[str] = "lesson"
    topic: str
    slug: str
    title: str
    summary: str
    objectives: tuple[str, ...]
    exam: tuple[str, ...]
    checked: datetime.date | None
    status: str
    publish: datetime.datetime | None
    was: tuple[str, ...]
    body: str

    @property
    def id(self) -> str:
        return f"{self.topic}/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class ResourceItem(Item):
    kind: ClassVar[str] = "resource"
    slug: str
    lesson: str
    title: str
    url: str
    type: str
    minutes: int | None
    note: str

    @property
    def id(self) -> str:
        return self.slug


@dataclass(frozen=True, kw_only=True)
class QuestionItem(Item):
    kind: ClassVar[str] = "question"
    slug: str
    rev: int
    lesson: str
    section: str
    type: str
    use: str
    difficulty: int
    tags: tuple[str, ...]
    contrast: tuple[str, ...]
    stem: str
    content: dict[str, Any]
    explain: str
    hint: str
    sources: tuple[dict[str, str], ...]

    @property
    def id(self) -> str:
        return self.slug


@dataclass(frozen=True, kw_only=True)
class TermItem(Item):
    kind: ClassVar[str] = "term"
    slug: str
    term: str
    also: tuple[str, ...]
    text: str
    lesson: str

    @property
    def id(self) -> str:
        return self.slug


@dataclass(frozen=True, kw_only=True)
class DiagramItem(Item):
    kind: ClassVar[str] = "diagram"
    topic: str
    name: str
    svg: str
    tall: str

    @property
    def id(self) -> str:
        return f"{self.topic}/{self.name}"


@dataclass(frozen=True)
class Course:
    """Everything, each list in course order."""

    course: CourseItem
    topics: tuple[TopicItem, ...] = ()
    lessons: tuple[LessonItem, ...] = ()
    resources: tuple[ResourceItem, ...] = ()
    diagrams: tuple[DiagramItem, ...] = ()
    terms: tuple[TermItem, ...] = ()
    questions: tuple[QuestionItem, ...] = ()

    def __iter__(self) -> Iterator[Item]:
        """All items, each after those it refers to."""
        yield self.course
        for items in (self.topics, self.lessons, self.resources, self.diagrams, self.terms, self.questions):
            yield from items

    def including(self, item: Item) -> "Course":
        """With the item in it, in place of the one of the same id. A new topic or lesson ends the list it belongs to."""
        if isinstance(item, CourseItem):
            return replace(self, course=item)
        items = list(self._of(item.kind))
        index = next((number for number, each in enumerate(items) if each.id == item.id), len(items))
        course = self._having(item.kind, [*items[:index], item, *items[index + 1 :]])
        if isinstance(item, TopicItem) and item.slug not in self.course.topics:
            return replace(course, course=replace(self.course, topics=(*self.course.topics, item.slug)))
        if isinstance(item, LessonItem):
            return replace(course, topics=tuple(topic.listing(item) for topic in self.topics))
        return course

    def without(self, ident: Ident) -> "Course":
        """As if the item had never been, lists of topics and lessons included."""
        kind, id = ident
        course = self._having(kind, [item for item in self._of(kind) if item.id != id])
        topics = tuple(topic.without(id) if kind == "lesson" else topic for topic in course.topics)
        order = tuple(slug for slug in self.course.topics if (kind, slug) != ident)
        return replace(course, topics=topics, course=replace(self.course, topics=order))

    def _of(self, kind: str) -> tuple[Item, ...]:
        found: tuple[Item, ...] = getattr(self, f"{kind}s")
        return found

    def _having(self, kind: str, items: list[Item]) -> "Course":
        changes: dict[str, Any] = {f"{kind}s": tuple(items)}
        return replace(self, **changes)

    def by_ident(self) -> dict[Ident, Item]:
        return {item.ident: item for item in self}


def digest(item: Item) -> str:
    """SHA-256 over the item's own fields, the same from a file and from a row."""
    values = {each.name: getattr(item, each.name) for each in fields(item) if each.compare}
    text = json.dumps([item.kind, values], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
