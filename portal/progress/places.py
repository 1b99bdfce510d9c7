"""Where a learner is in a lesson: opened, reading a section, completed."""

import datetime

from portal.accounts.models import User
from portal.curriculum.models import Lesson
from portal.progress.models import LessonProgress
from portal.quizzes.models import Answer


def mark_place(learner: User, lesson: Lesson, section: str, *, now: datetime.datetime) -> LessonProgress:
    """The section being read; a section the lesson does not have counts as its beginning."""
    anchors = {heading["anchor"] for heading in lesson.headings}
    place, created = LessonProgress.objects.get_or_create(
        learner=learner, lesson=lesson, defaults={"opened": now, "read": now, "section": section * (section in anchors)}
    )
    if not created:
        place.section, place.read = section * (section in anchors), now
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


def after_check(answer: Answer) -> None:
    """Answering a check marks the place, with or without a script on the page."""
    question = answer.question
    mark_place(answer.learner, question.lesson, question.section, now=answer.at)
