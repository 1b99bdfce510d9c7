"""What becomes of a row: whether learners see it, and whether it still says what its file said. With filters for lists."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.content.items import digest
from portal.content.rows import SHELVES, Row
from portal.curriculum.models import Lesson

ORIGINS = {
    "file": "File",
    "edited": "Edited here",
    "here": "Made here",
}


def origin(kind: str, row: Row) -> str:
    """A key of ORIGINS. A row was edited here exactly when its fields say something else than when it was loaded."""
    if not row.source_digest:
        return "here"
    return "file" if digest(SHELVES[kind].item(row)) == row.source_digest else "edited"


def withdrawal(row: Row) -> str:
    """Why the row is hidden, or an empty string."""
    if not row.withdrawn:
        return ""
    return "Withdrawn here" if row.withheld else "Withdrawn: its file is gone"


def lesson_state(lesson: Lesson, now: datetime.datetime) -> str:
    if hidden := withdrawal(lesson):
        return hidden
    if lesson.status == Lesson.Status.DRAFT:
        return "Draft"
    if lesson.publish and lesson.publish > now:
        return f"Scheduled for {timezone.localtime(lesson.publish):%-d %b %Y, %H:%M}"
    return "Published"


def is_visible(lesson: Lesson, now: datetime.datetime) -> bool:
    """Whether learners see the lesson's page."""
    return lesson_state(lesson, now) == "Published" and not lesson.topic.withdrawn


class WithdrawnFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("shown", "Not withdrawn"), ("withdrawn", "Withdrawn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("shown", "withdrawn"):
            return queryset.filter(withdrawn=self.value() == "withdrawn")
        return queryset


class LessonStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("published", "Published"),
            ("scheduled", "Scheduled"),
            ("draft", "Draft"),
            ("withdrawn", "Withdrawn"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        published = Q(withdrawn=False, status=Lesson.Status.PUBLISHED)
        later = Q(publish__gt=timezone.now())
        conditions = {
            "published": published & ~later,
            "scheduled": published & later,
            "draft": Q(withdrawn=False, status=Lesson.Status.DRAFT),
            "withdrawn": Q(withdrawn=True),
        }
        condition = conditions.get(self.value() or "")
        return queryset.filter(condition) if condition else queryset


class OriginFilter(admin.SimpleListFilter):
    """Whether a row was edited is no column: all rows are read and compared, and only when this filter is used."""

    title = "origin"
    parameter_name = "origin"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.kind = model_admin.kind
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(ORIGINS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ORIGINS:
            return queryset
        found = [row.pk for row in SHELVES[self.kind].rows() if origin(self.kind, row) == self.value()]
        return queryset.filter(pk__in=found)
