"""Finished quizzes, newest first, each with the verdicts of its answers."""

from dataclasses import dataclass

from portal.accounts.models import User
from portal.quizzes.models import Answer, Attempt

SHOWN = 20


@dataclass(frozen=True)
class Finished:
    attempt: Attempt
    marks: tuple[bool, ...]

    @property
    def right(self) -> int:
        return sum(self.marks)


def finished(learner: User, *, shown: int = SHOWN) -> list[Finished]:
    """Two queries: the attempts, and all their answers."""
    attempts = Attempt.objects.filter(learner=learner).exclude(finished=None).select_related("topic")
    newest = list(attempts.order_by("-finished")[:shown])
    marks: dict[int | None, dict[int, bool]] = {}
    answers = Answer.objects.filter(attempt__in=newest).order_by("at", "pk")
    for attempt, question, right in answers.values_list("attempt_id", "question_id", "right"):
        marks.setdefault(attempt, {})[question] = right
    return [Finished(attempt, tuple(marks.get(attempt.pk, {}).values())) for attempt in newest]
