"""Which days a learner was here: heat map and streak. Pure but for one query."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

from django.db.models import Count, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.progress.models import LessonProgress
from portal.quizzes.models import Answer, Question, Reset

WEEKS = 26
CELL, STEP, LEFT, TOP = 18, 22, 34, 20
LEVELS = (1, 4, 8, 12)
"""From how many answers and completed lessons a day has each of the four colours."""

Days = Mapping[datetime.date, int]
"""Answers and completed lessons by day."""


def days_of(learner: User) -> tuple[Counter[datetime.date], Counter[datetime.date]]:
    """(answers, lessons completed) by day, without pre-tests. Four queries, over the learner's own rows alone."""
    given = Answer.objects.filter(learner=learner).order_by()
    answers = _by_day(given)
    answers.subtract(_by_day(given.filter(question__in=Question.objects.filter(use=Question.Use.PRETEST))))
    completed = LessonProgress.objects.filter(learner=learner).exclude(completed=None)
    moments = completed.values_list("completed", flat=True)
    lessons = Counter(day_of(learner, moment) for moment in moments if moment)
    for cleared in Reset.objects.filter(learner=learner).order_by().values_list("completed", flat=True):
        lessons.update(map(datetime.date.fromisoformat, cleared))
    return +answers, lessons


def _by_day(given: QuerySet[Answer]) -> Counter[datetime.date]:
    return Counter(dict(given.values_list("day").annotate(number=Count("pk"))))


def today_of(learner: User, days: Days, now: datetime.datetime) -> datetime.date:
    """The learner's day, as for an answer given now: never before the latest one that has something on it."""
    return max([day_of(learner, now), *days])


def streak(days: Days, today: datetime.date) -> int:
    """Days in a row up to today, or up to yesterday: a day that is not over is not missed."""
    day = today if days.get(today) else today - datetime.timedelta(days=1)
    length = 0
    while days.get(day):
        length += 1
        day -= datetime.timedelta(days=1)
    return length


def active_days(days: Days, today: datetime.date, span: int) -> int:
    return sum(bool(days.get(today - datetime.timedelta(days=back))) for back in range(span))


def week(days: Days, today: datetime.date) -> list[dict[str, object]]:
    """Monday to Sunday of this week, for the row of seven marks."""
    monday = today - datetime.timedelta(days=today.weekday())
    found = []
    for number in range(7):
        day = monday + datetime.timedelta(days=number)
        state = "today" if day == today else "later" if day > today else "past"
        found.append({"letter": "MTWTFSS"[number], "name": f"{day:%A}", "active": bool(days.get(day)), "state": state})
    return found


def level(number: int) -> int:
    """The colour of a day, 0 to 4."""
    return sum(number >= bound for bound in LEVELS)


def heat_map(days: Days, today: datetime.date) -> SafeString:
    """The last 26 weeks as SVG, joined in Python: a template loop over the days costs a hundred times as much."""
    first = today - datetime.timedelta(days=today.weekday(), weeks=WEEKS - 1)
    squares = SafeString("".join(_square(f"h{level(days.get(day, 0))}", x, y) for day, x, y in _cells(first, today)))
    months = format_html_join("", '<text x="{}" y="10">{}</text>', _months(first))
    names = format_html_join("", '<text x="0" y="{}">{}</text>', ((33, "Mon"), (77, "Wed"), (121, "Fri")))
    *_, (_, x, y) = _cells(first, today)
    return format_html(
        '<svg width="{}" height="{}" role="img" aria-label="{}">{}{}{}{}</svg>',
        LEFT + WEEKS * STEP,
        TOP + 7 * STEP,
        in_words(days, first, today),
        months,
        names,
        squares,
        _square("today", x, y),
    )


def _square(style: str, x: int, y: int) -> SafeString:
    """Only our own numbers and words: nothing to escape."""
    return SafeString(f'<rect class="{style}" x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="3"/>')


def in_words(days: Days, first: datetime.date, today: datetime.date) -> str:
    active = sum(bool(number) and first <= day <= today for day, number in days.items())
    return f"Activity by day from {first:%-d %B} to {today:%-d %B}: {active} active {'day' if active == 1 else 'days'}."


def recent_weeks(days: Days, today: datetime.date, *, number: int = 8) -> list[tuple[datetime.date, int, int]]:
    """(Monday, active days, answers and lessons) of the latest weeks, newest first: the heat map as a table."""
    monday = today - datetime.timedelta(days=today.weekday())
    found = []
    for back in range(number):
        start = monday - datetime.timedelta(weeks=back)
        values = [days.get(start + datetime.timedelta(days=day), 0) for day in range(7)]
        found.append((start, sum(bool(value) for value in values), sum(values)))
    return found


def _cells(first: datetime.date, today: datetime.date) -> Iterator[tuple[datetime.date, int, int]]:
    for number in range((today - first).days + 1):
        yield first + datetime.timedelta(days=number), LEFT + number // 7 * STEP, TOP + number % 7 * STEP


def _months(first: datetime.date) -> Iterator[tuple[int, str]]:
    """A name above the first whole week of each month."""
    for number in range(WEEKS):
        monday = first + datetime.timedelta(weeks=number)
        if monday.day <= 7:
            yield LEFT + number * STEP, f"{monday:%b}"
