"""What a learner knows, derived from their answers alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Window
from django.db.models.functions import RowNumber

from portal.accounts.models import User
from portal.quizzes.models import PRESENT, Answer, Question, Reset

DAYS_TO_KNOW = 2


@dataclass(frozen=True)
class State:
    """What the answers say of one question; `last_right` is the verdict of the latest day's first answer."""

    known: bool
    last_right: bool


def states(learner: User, *, topic_id: int | None = None) -> dict[int, State]:
    """By question: how it stands, for every quiz question answered since the topic's last reset, as it stands now."""
    firsts: dict[int, list[bool]] = defaultdict(list)
    for question, right in first_answers(learner, topic_id=topic_id):
        firsts[question].append(right)
    return {question: state_of(rights) for question, rights in firsts.items()}


def state_of(rights: list[bool]) -> State:
    """From the first answer of each day, in order: known when right on two days, the latest included."""
    return State(known=rights[-1] and sum(rights) >= DAYS_TO_KNOW, last_right=rights[-1])


def first_answers(learner: User, *, topic_id: int | None = None) -> Iterable[tuple[int, bool]]:
    """(question, right) of each day's first answer to each quiz question, oldest day first."""
    answers = since_reset(learner).filter(PRESENT, question__use=Question.Use.QUIZ, question__withdrawn=False)
    if topic_id is not None:
        answers = answers.filter(question__lesson__topic=topic_id)
    number = Window(RowNumber(), partition_by=["question_id", "day"], order_by=["at", "pk"])
    firsts = answers.annotate(number=number).filter(number=1).order_by("question_id", "day")
    return firsts.values_list("question_id", "right")


def since_reset(learner: User) -> models.QuerySet[Answer]:
    """The learner's answers, without those that a reset of their topic put aside."""
    later = Reset.objects.filter(
        learner=learner, topic=models.OuterRef("question__lesson__topic"), at__gte=models.OuterRef("at")
    )
    answers = Answer.objects.filter(learner=learner)
    return answers.exclude(models.Exists(later)) if Reset.objects.filter(learner=learner).exists() else answers
