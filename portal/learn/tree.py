"""The course tree beside a lesson: the current topic's lessons, other topics as counts. One query with the lesson."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.accounts.models import User
from portal.curriculum.models import Lesson, Topic
from portal.jsonrows import JsonRows
from portal.progress.models import LessonProgress

MARKS = {
    "done": ("st--done", "done", ", done"),
    "now": ("st--now", "half", ", in progress"),
    "todo": ("st--todo", "todo", ""),
}


@dataclass(frozen=True)
class Row:
    slug: str
    title: str
    position: int
    pk: int
    state: str


@dataclass(frozen=True)
class TopicRow:
    slug: str
    title: str
    position: int
    pk: int
    lessons: int
    done: int


@dataclass(frozen=True)
class Tree:
    topics: tuple[TopicRow, ...]
    lessons: tuple[Row, ...]
    """Of the current topic."""

    @property
    def total(self) -> int:
        return sum(topic.lessons for topic in self.topics)

    @property
    def done(self) -> int:
        return sum(topic.done for topic in self.topics)

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0

    def number(self, lesson: Lesson) -> int:
        return next(number for number, row in enumerate(self.lessons, 1) if row.pk == lesson.pk)

    def neighbours(self, lesson: Lesson) -> tuple[Row | None, Row | None]:
        index = self.number(lesson) - 1
        before = self.lessons[index - 1] if index else None
        return before, self.lessons[index + 1] if index + 1 < len(self.lessons) else None

    def following(self, topic: Topic) -> TopicRow | None:
        index = next(number for number, row in enumerate(self.topics) if row.pk == topic.pk)
        return self.topics[index + 1] if index + 1 < len(self.topics) else None


def lessons_with_tree(learner: User | None, *, now: datetime.datetime) -> models.QuerySet[Lesson]:
    """Visible lessons, each with what `tree_of` needs."""
    visible = Lesson.objects.visible(now)
    siblings = visible.filter(topic=OuterRef("topic")).annotate(
        opened=_progress(learner, OuterRef("pk")), completed=_progress(learner, OuterRef("pk"), completed=True)
    )
    topics = Topic.objects.visible(now).annotate(
        total=_count(visible.filter(topic=OuterRef("pk"))),
        done=_count(_done(learner, visible).filter(topic=OuterRef("pk"))),
    )
    return visible.select_related("topic").annotate(
        siblings=JsonRows(siblings, "slug", "title", "position", "pk", "completed", "opened"),
        topics=JsonRows(topics, "slug", "title", "position", "pk", "total", "done"),
    )


def _progress(learner: User | None, lesson: Any, *, completed: bool = False) -> Any:
    if learner is None:
        return Value(False)
    places = LessonProgress.objects.filter(learner=learner, lesson=lesson)
    return Exists(places.exclude(completed=None) if completed else places)


def _done(learner: User | None, visible: models.QuerySet[Lesson]) -> models.QuerySet[Lesson]:
    if learner is None:
        return visible.none()
    return visible.filter(progress__learner=learner, progress__completed__isnull=False)


def _count(lessons: models.QuerySet[Lesson]) -> Any:
    if lessons.query.is_empty():
        return Value(0)
    counted = lessons.order_by().values("topic").annotate(number=Count("pk")).values("number")
    return models.functions.Coalesce(Subquery(counted), 0)


def tree_of(lesson: Lesson) -> Tree:
    """From a lesson of `lessons_with_tree`."""
    siblings = sorted(lesson.siblings, key=lambda row: (row[2], row[3]))  # type: ignore[attr-defined]
    topics = sorted(lesson.topics, key=lambda row: (row[2], row[3]))  # type: ignore[attr-defined]
    rows = [
        Row(slug, title, position, pk, _state(opened=opened, completed=completed))
        for slug, title, position, pk, completed, opened in siblings
    ]
    return Tree(tuple(TopicRow(*row) for row in topics), tuple(rows))


def _state(*, opened: bool, completed: bool) -> str:
    return "done" if completed else "now" if opened else "todo"


def tree_html(tree: Tree, lesson: Lesson, sprite: str) -> SafeString:
    """The list of topics, joined in Python: a template loop costs ten times as much. `sprite` is the icons' address."""
    return format_html_join("", "{}", ((_topic_html(row, tree, lesson, sprite),) for row in tree.topics))


def _topic_html(topic: TopicRow, tree: Tree, lesson: Lesson, sprite: str) -> SafeString:
    count = f"{topic.done}/{topic.lessons}"
    if topic.pk != lesson.topic_id:
        address = reverse("learn:topic", args=[topic.slug])
        return format_html(
            '<a class="tree__topic" href="{}">{}{}<span class="count">{}<span class="vh"> lessons done</span></span></a>',
            address,
            _icon(sprite, "next", "chev"),
            topic.title,
            count,
        )
    rows = format_html_join("", "{}", ((_lesson_html(row, topic, lesson, sprite),) for row in tree.lessons))
    return format_html(
        '<details open><summary>{}{}<span class="count">{}<span class="vh"> lessons done</span></span></summary>'
        '<ul class="tl">{}</ul></details>',
        _icon(sprite, "down", "chev"),
        topic.title,
        count,
        rows,
    )


def _lesson_html(row: Row, topic: TopicRow, lesson: Lesson, sprite: str) -> SafeString:
    style, symbol, words = MARKS[row.state]
    return format_html(
        '<li><a href="{}"{}>{}<span>{}<span class="vh">{}</span></span></a></li>',
        reverse("learn:lesson", args=[topic.slug, row.slug]),
        SafeString(' aria-current="page"' if row.pk == lesson.pk else ""),
        _icon(sprite, symbol, f"st {style}"),
        row.title,
        words,
    )


def _icon(sprite: str, symbol: str, extra: str) -> SafeString:
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, sprite, symbol)
