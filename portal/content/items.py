"""What the course says, as values: the common language of files, rows, checks and the plan. Pure.

Identity is the id. `where` (file and line) and `position` are outside comparison and digest: a question that only moved
within its file has not changed.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
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

    def by_ident(self) -> dict[Ident, Item]:
        return {item.ident: item for item in self}


def digest(item: Item) -> str:
    """SHA-256 over the item's own fields, the same from a file and from a row."""
    values = {each.name: getattr(item, each.name) for each in fields(item) if each.compare}
    text = json.dumps([item.kind, values], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
