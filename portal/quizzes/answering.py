"""Recording one answer, exactly once."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.quizzes import totals
from portal.quizzes.kind import Given
from portal.quizzes.models import Answer, Attempt, Question

MAX_MILLISECONDS = 24 * 3600 * 1000

after_check: list[Callable[[Answer], None]] = []
"""What else happens, in the same transaction, when a check inside a lesson is answered; rooms above this one add to it."""


@dataclass(frozen=True)
class Submission:
    """What came with a POST, checked."""

    question: Question
    given: Given
    confidence: str = ""
    milliseconds: int | None = None


def attempt_key(attempt: Attempt, question: Question) -> str:
    """A question that changed within the attempt is asked anew, so its revision makes a key of its own."""
    drawn = dict(attempt.questions).get(question.slug)
    suffix = "" if drawn == question.rev else f"-r{question.rev}"
    return f"a{attempt.pk}-{question.slug}{suffix}"


def check_key(question: Question, number: int) -> str:
    """`number` counts the learner's earlier answers to this check."""
    return f"c-{question.slug}-{number}"


def count_checks(learner: User | None, question: Question) -> int:
    if learner is None:
        return 0
    return Answer.objects.filter(learner=learner, question=question, attempt=None).count()


def stored(learner: User | None, key: str) -> Answer | None:
    """What a first submit left under the key."""
    return Answer.objects.filter(learner=learner, key=key).first() if learner else None


@transaction.atomic
def record(
    submission: Submission, *, learner: User, key: str, now: datetime.datetime, attempt: Attempt | None = None
) -> tuple[Answer, bool]:
    """The answer stored under the key, and whether it is new. A second submit finds the first."""
    answer, created = Answer.objects.get_or_create(
        learner=learner,
        key=key,
        defaults={
            "question": submission.question,
            "rev": submission.question.rev,
            "attempt": attempt,
            "given": submission.given,
            "right": submission.question.kind.right(submission.given),
            "confidence": submission.confidence,
            "milliseconds": submission.milliseconds,
            "at": now,
            "day": _day(learner, now),
        },
    )
    if created:
        totals.add(answer)
    if created and attempt is None:
        for follow in after_check:
            follow(answer)
    return answer, created


def _day(learner: User, now: datetime.datetime) -> datetime.date:
    """The learner's day, never before the latest one stored: a new time zone cannot turn the calendar back."""
    latest = Answer.objects.filter(learner=learner).order_by("-day").values_list("day", flat=True).first()
    today = day_of(learner, now)
    return max(latest, today) if latest else today
