"""Finished quizzes, newest first, each with the verdicts of its answers."""

import datetime
from dataclasses import dataclass

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.quizzes.models import Answer, Attempt, Question

SHOWN = 20


@dataclass(frozen=True)
class Finished:
    attempt: Attempt
    day: datetime.date
    """When it was finished, where the learner is."""
    marks: tuple[bool, ...]
    """Without questions that are no longer shown: they do not count, on the result's page either."""

    @property
    def right(self) -> int:
        return sum(self.marks)


def finished(learner: User, *, now: datetime.datetime, shown: int = SHOWN) -> list[Finished]:
    """Two queries: the attempts, and all their answers."""
    attempts = Attempt.objects.quizzes().filter(learner=learner).exclude(finished=None).select_related("topic")
    newest = list(attempts.order_by("-finished")[:shown])
    marks: dict[int | None, dict[int, bool]] = {}
    visible = Question.objects.visible(now).for_quizzes()
    answers = Answer.objects.filter(attempt__in=newest, question__in=visible).order_by("at", "pk")
    for attempt, question, right in answers.values_list("attempt_id", "question_id", "right"):
        marks.setdefault(attempt, {})[question] = right
    return [
        Finished(attempt, day_of(learner, attempt.finished), tuple(marks.get(attempt.pk, {}).values()))
        for attempt in newest
        if attempt.finished
    ]
