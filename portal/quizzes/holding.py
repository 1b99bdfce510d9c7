"""What the quizzes keep about a learner."""

import datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat

from portal.accounts.holdings import Holding
from portal.accounts.models import User
from portal.quizzes import totals
from portal.quizzes.models import Answer, Attempt, Reset

BEFORE_ALL = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def _claim(guest: User, account: User) -> None:
    """Attempts and answers are united. Keys of checks get a prefix, so that equal ones stay apart.

    A topic that the guest started afresh stays known where the account had worked on it: the reset keeps only its days.
    """
    worked_on = Answer.objects.filter(learner=account).values("question__lesson__topic")
    Reset.objects.filter(learner=guest, topic__in=worked_on).update(at=BEFORE_ALL)
    Reset.objects.filter(learner=guest).update(learner=account)
    Attempt.objects.filter(learner=guest).update(learner=account)
    answers = Answer.objects.filter(learner=guest)
    answers.filter(attempt=None).update(learner=account, key=Concat(Value(f"g{guest.pk}-"), "key"))
    answers.update(learner=account)


def _export(user: User) -> dict[str, Any]:
    attempts = Attempt.objects.filter(learner=user).order_by("pk")
    answers = Answer.objects.filter(learner=user).order_by("pk")
    return {
        "attempts": list(
            attempts.values("id", "topic__slug", "purpose", "questions", "started", "finished", "dropped")
        ),
        "answers": list(
            answers.values(
                "key", "question__slug", "rev", "attempt", "given", "right", "confidence", "milliseconds", "at", "day"
            )
        ),
        "resets": list(Reset.objects.filter(learner=user).values("topic__slug", "at", "completed")),
    }


def _forget(user: User) -> None:
    for answer in Answer.objects.filter(learner=user).select_related("question"):
        totals.subtract(answer)
    Answer.objects.filter(learner=user).delete()
    Attempt.objects.filter(learner=user).delete()
    Reset.objects.filter(learner=user).delete()


HOLDING = Holding(
    name="quizzes",
    models=("quizzes.Attempt", "quizzes.Answer", "quizzes.Reset"),
    claim=_claim,
    export=_export,
    forget=_forget,
)
