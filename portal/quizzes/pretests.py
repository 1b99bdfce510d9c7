"""The pre-test of a topic: asked before its lessons, without a verdict, and again at the end of its quiz."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.models import User
from portal.curriculum.models import Topic
from portal.quizzes.models import Attempt, Question, Reset


@dataclass(frozen=True)
class Comparison:
    """One question of the pre-test, before the lessons and at the end of the quiz."""

    question: Question
    before: bool
    after: bool


def questions_of(topic: Topic, *, now: datetime.datetime) -> list[list[str | int]]:
    """[id, rev] in the author's order, of those that are shown; no query where the topic has no pre-test."""
    if not topic.pretest:
        return []
    visible = Question.objects.visible(now).filter(slug__in=topic.pretest, use=Question.Use.PRETEST)
    revisions = dict(visible.values_list("slug", "rev"))
    return [[slug, revisions[slug]] for slug in topic.pretest if slug in revisions]


def latest(learner: User, topic: Topic) -> Attempt | None:
    """The newest one since the topic was last started afresh, finished or not."""
    taken = Attempt.objects.filter(learner=learner, topic=topic, purpose=Attempt.Purpose.PRETEST)
    reset = Reset.objects.filter(learner=learner, topic=topic).order_by("-at").first()
    if reset:
        taken = taken.filter(started__gt=reset.at)
    return taken.order_by("-started", "-pk").first()


@transaction.atomic
def begin_or_resume(learner: User, topic: Topic, *, now: datetime.datetime) -> Attempt | None:
    """The one that was taken or begun, else a new one; None where the topic has none."""
    if found := latest(learner, topic):
        return found
    questions = questions_of(topic, now=now)
    if not questions:
        return None
    values = {"purpose": Attempt.Purpose.PRETEST, "questions": questions, "seed": secrets.token_hex(8)}
    return Attempt.objects.create(learner=learner, topic=topic, started=now, **values)


def compared(attempt: Attempt, after: dict[int, bool]) -> list[Comparison]:
    """Before and after, for the pre-test that was finished before this quiz began; empty if it was skipped.

    `after` has the verdicts of this quiz by question.
    """
    before = latest(attempt.learner, attempt.topic)
    if not after or before is None or before.finished is None or before.finished > attempt.started:
        return []
    answers = before.answers.filter(question__in=after).select_related("question").order_by("pk")
    return [Comparison(answer.question, answer.right, after[answer.question_id]) for answer in answers]
