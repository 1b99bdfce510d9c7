"""Where a learner is in a lesson: opened, reading a section, completed."""

import datetime

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.curriculum.models import Lesson, Topic
from portal.progress.models import LessonProgress
from portal.quizzes.models import Answer, Reset


def mark_place(learner: User, lesson: Lesson, section: str | None, *, now: datetime.datetime) -> LessonProgress:
    """The section being read; one the lesson does not have counts as its beginning, and None leaves it as it was."""
    place, _ = LessonProgress.objects.get_or_create(
        learner=learner, lesson=lesson, defaults={"opened": now, "read": now}
    )
    if section is not None:
        place.section = section * any(heading["anchor"] == section for heading in lesson.headings)
    place.read = now
    place.save(update_fields=["section", "read"])
    return place


def complete(learner: User, lesson: Lesson, *, done: bool, now: datetime.datetime) -> LessonProgress:
    """Completing is the learner's own click, and can be taken back; safe to repeat."""
    place, _ = LessonProgress.objects.get_or_create(
        learner=learner, lesson=lesson, defaults={"opened": now, "read": now}
    )
    place.completed = (place.completed or now) if done else None
    place.read = now
    place.save(update_fields=["completed", "read"])
    return place


@transaction.atomic
def start_afresh(learner: User, topic: Topic, *, now: datetime.datetime) -> None:
    """Its lessons are unread again and its questions not yet known; the days of activity stay."""
    places = LessonProgress.objects.filter(learner=learner, lesson__topic=topic)
    completed = places.exclude(completed=None).values_list("completed", flat=True)
    days = [day_of(learner, moment).isoformat() for moment in completed if moment]
    Reset.objects.create(learner=learner, topic=topic, at=now, completed=sorted(days))
    places.delete()


def after_check(answer: Answer) -> None:
    """Answering a check marks the place, with or without a script on the page. Practice stands in no lesson."""
    question = answer.question
    if question.is_practice:
        return
    mark_place(answer.learner, question.lesson, question.section or None, now=answer.at)
