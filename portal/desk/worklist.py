"""What should be looked at again: facts older than half a year, and links that changed or were never asked."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from portal.curriculum.models import Lesson, LinkState, Resource
from portal.quizzes.models import Question

FRESH_DAYS = 183
FINE = (LinkState.OK, LinkState.GUARDED)


@dataclass(frozen=True)
class Entry:
    row: Model
    since: datetime.date | None
    """The day it was checked last; None if it never was."""
    what: str = ""

    @property
    def url(self) -> str:
        return reverse(f"admin:{self.row._meta.label_lower.replace('.', '_')}_change", args=[self.row.pk])


@dataclass(frozen=True)
class Group:
    title: str
    entries: list[Entry]


def worklist(today: datetime.date) -> list[Group]:
    """The oldest first. Three queries, one for each kind."""
    old = today - datetime.timedelta(days=FRESH_DAYS)
    found = {"Lessons": _lessons(old), "Questions": _questions(old), "Links": _links(old)}
    never = datetime.date.min
    return [Group(title, sorted(entries, key=lambda entry: entry.since or never)) for title, entries in found.items()]


def _lessons(old: datetime.date) -> Iterator[Entry]:
    stale = Q(checked=None) | Q(checked__lt=old)
    for lesson in Lesson.objects.filter(stale, withdrawn=False).only("title", "checked"):
        yield Entry(lesson, lesson.checked)


def _questions(old: datetime.date) -> Iterator[Entry]:
    """By the oldest of a question's sources."""
    for question in Question.objects.filter(withdrawn=False).only("slug", "sources"):
        days = [datetime.date.fromisoformat(source["checked"]) for source in question.sources if source.get("checked")]
        if not days or min(days) < old:
            yield Entry(question, min(days, default=None))


def _links(old: datetime.date) -> Iterator[Entry]:
    stale = Q(link_checked=None) | Q(link_checked__date__lt=old) | ~Q(link_state__in=FINE)
    for resource in Resource.objects.listed().filter(stale):
        day = resource.link_checked.date() if resource.link_checked else None
        yield Entry(resource, day, resource.get_link_state_display())


def view(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("curriculum.view_lesson"):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": "What to check again",
        "groups": worklist(timezone.localdate()),
        "days": FRESH_DAYS,
    }
    return render(request, "desk/worklist.html", context)
