"""How far a learner is in every lesson, topic and the course: derived from answers, a fixed number of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from portal.accounts.models import User
from portal.curriculum.models import Lesson
from portal.curriculum.version import content_version
from portal.kept import Kept
from portal.progress.models import LessonProgress
from portal.quizzes import known
from portal.quizzes.models import Question

MASTERED_PERCENT = 80


@dataclass(frozen=True)
class LessonState:
    pk: int
    slug: str
    title: str
    minutes: int
    topic_slug: str
    questions: int
    """Visible quiz questions."""
    known: int
    missed: int
    """Wrong at the latest day's first answer."""
    practised: bool
    opened: bool
    completed: datetime.datetime | None
    section: str
    read: datetime.datetime | None

    @property
    def mastered(self) -> bool:
        return self.questions > 0 and percent(self.known, self.questions) >= MASTERED_PERCENT

    @property
    def state(self) -> str:
        """`done`, `now` (opened or practised) or `todo`."""
        if self.completed:
            return "done"
        return "now" if self.opened or self.practised else "todo"


@dataclass(frozen=True)
class TopicState:
    pk: int
    slug: str
    title: str
    summary: str
    icon: str
    lessons: tuple[LessonState, ...]
    number: int = 0
    """Its place in the course, from 1: lessons refer to other topics by it."""
    pretest: bool = False
    """Questions open it, to be answered before its lessons."""

    @property
    def done(self) -> int:
        return sum(lesson.completed is not None for lesson in self.lessons)

    @property
    def questions(self) -> int:
        return sum(lesson.questions for lesson in self.lessons)

    @property
    def known(self) -> int:
        return sum(lesson.known for lesson in self.lessons)

    @property
    def percent(self) -> int:
        return percent(self.known, self.questions)

    @property
    def seen(self) -> int:
        return sum(lesson.opened for lesson in self.lessons)

    @property
    def practised(self) -> int:
        return sum(lesson.practised for lesson in self.lessons)

    @property
    def mastered(self) -> int:
        return sum(lesson.mastered for lesson in self.lessons)

    @property
    def started(self) -> bool:
        return any(lesson.state != "todo" for lesson in self.lessons)

    @property
    def complete(self) -> bool:
        return self.done == len(self.lessons)

    @property
    def strong(self) -> bool:
        return self.percent >= MASTERED_PERCENT

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if not lesson.completed)


@dataclass(frozen=True)
class CourseState:
    topics: tuple[TopicState, ...]

    @property
    def lessons(self) -> list[LessonState]:
        return [lesson for topic in self.topics for lesson in topic.lessons]

    @property
    def done(self) -> int:
        return sum(topic.done for topic in self.topics)

    @property
    def questions(self) -> int:
        return sum(topic.questions for topic in self.topics)

    @property
    def known(self) -> int:
        return sum(topic.known for topic in self.topics)

    @property
    def percent(self) -> int:
        return percent(self.known, self.questions)

    @property
    def seen(self) -> int:
        return sum(topic.seen for topic in self.topics)

    @property
    def practised(self) -> int:
        return sum(topic.practised for topic in self.topics)

    @property
    def mastered(self) -> int:
        return sum(topic.mastered for topic in self.topics)


def percent(part: int, whole: int) -> int:
    """Rounded down: 100 % is all of it, and 80 % is enough for mastery."""
    return 100 * part // whole if whole else 0


structure: Kept[Sequence[tuple[Lesson, int]]] = Kept(1)
"""The visible lessons with their numbers of questions: alike for everybody while the content stands."""


def course_state(learner: User | None, *, now: datetime.datetime) -> CourseState:
    """Everything about everybody's course, and what this learner did of it."""
    rows = structure.get("lessons", content_version(now), lambda: _lessons(now))
    if learner is None:
        return _assemble(rows, {}, Counter(), Counter(), set())
    places = {place.lesson_id: place for place in LessonProgress.objects.filter(learner=learner)}
    states = known.states(learner).values()
    right = Counter(state.lesson for state in states if state.known)
    missed = Counter(state.lesson for state in states if not state.last_right)
    return _assemble(rows, places, right, missed, known.practised(learner))


def _lessons(now: datetime.datetime) -> Sequence[tuple[Lesson, int]]:
    counted = Count("questions", filter=Q(questions__withdrawn=False, questions__use=Question.Use.QUIZ))
    lessons = Lesson.objects.visible(now).in_course_order().select_related("topic").annotate(counted=counted)
    shown = lessons.only(
        "slug", "title", "minutes", "topic__slug", "topic__title", "topic__summary", "topic__icon", "topic__pretest"
    )
    return [(lesson, lesson.counted) for lesson in shown]  # type: ignore[attr-defined]


def _assemble(
    rows: Sequence[tuple[Lesson, int]],
    places: dict[int, LessonProgress],
    right: Counter[int],
    missed: Counter[int],
    practised: set[int],
) -> CourseState:
    by_topic: dict[int, list[LessonState]] = defaultdict(list)
    topics = {}
    for lesson, questions in rows:
        topics[lesson.topic_id] = lesson.topic
        place = places.get(lesson.pk)
        by_topic[lesson.topic_id].append(
            LessonState(
                pk=lesson.pk,
                slug=lesson.slug,
                title=lesson.title,
                minutes=lesson.minutes,
                topic_slug=lesson.topic.slug,
                questions=questions,
                known=right[lesson.pk],
                missed=missed[lesson.pk],
                practised=lesson.pk in practised,
                opened=place is not None,
                completed=place.completed if place else None,
                section=place.section if place else "",
                read=place.read if place else None,
            )
        )
    return CourseState(
        tuple(
            TopicState(
                topic.pk,
                topic.slug,
                topic.title,
                topic.summary,
                topic.icon,
                tuple(by_topic[topic.pk]),
                number=number,
                pretest=bool(topic.pretest),
            )
            for number, topic in enumerate(topics.values(), 1)
        )
    )
