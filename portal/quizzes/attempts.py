"""The life of a quiz: begun, resumed, answered, finished, retried, dropped."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from portal.accounts.models import User
from portal.curriculum.models import Topic
from portal.quizzes import known
from portal.quizzes.answering import Submission, attempt_key, record
from portal.quizzes.draw import Candidate, draw
from portal.quizzes.models import Answer, Attempt, Question


@dataclass(frozen=True)
class Slot:
    """One question of an attempt as it stands now, with the answer given in this attempt."""

    question: Question
    answer: Answer | None
    changed: bool
    """Its revision is not the one that was drawn."""


@dataclass(frozen=True)
class Sheet:
    """An attempt with all its questions. Questions that vanished meanwhile no longer count."""

    attempt: Attempt
    slots: tuple[Slot, ...]

    @cached_property
    def answered(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.answer]

    @property
    def right(self) -> int:
        return sum(slot.answer.right for slot in self.slots if slot.answer)

    @property
    def vanished(self) -> int:
        return len(self.attempt.questions) - len(self.slots)

    @property
    def next(self) -> Slot | None:
        return next((slot for slot in self.slots if not slot.answer), None)

    @property
    def is_complete(self) -> bool:
        return self.next is None

    def slot(self, slug: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.question.slug == slug), None)

    def number(self, slot: Slot) -> int:
        return self.slots.index(slot) + 1


def sheet(attempt: Attempt, *, now: datetime.datetime) -> Sheet:
    """Two queries, however many questions the attempt has."""
    drawn = dict(attempt.questions)
    questions = Question.objects.visible(now).filter(slug__in=drawn).with_lesson()
    by_slug = {question.slug: question for question in questions}
    answers = list(attempt.answers.order_by("at", "pk"))
    slots = []
    for slug, rev in attempt.questions:
        if question := by_slug.get(slug):
            mine = [answer for answer in answers if answer.question_id == question.pk]
            changed = question.rev != rev and attempt.is_open
            slots.append(Slot(question, _that_counts(mine, question, attempt), changed))
    return Sheet(attempt, tuple(slots))


def _that_counts(mine: list[Answer], question: Question, attempt: Attempt) -> Answer | None:
    """While an attempt is open a changed question is asked anew; afterwards what was answered stands."""
    if attempt.is_open:
        mine = [answer for answer in mine if answer.rev == question.rev]
    return mine[-1] if mine else None


@transaction.atomic
def answer(attempt: Attempt, submission: Submission, *, learner: User, now: datetime.datetime) -> None:
    """Record one answer; the last one finishes the attempt."""
    key = attempt_key(attempt, submission.question)
    record(submission, learner=learner, key=key, now=now, attempt=attempt)
    finish_if_complete(attempt, now=now)


def open_attempt(learner: User, topic: Topic) -> Attempt | None:
    """The newest one that is neither finished nor dropped."""
    return Attempt.objects.open().filter(learner=learner, topic=topic).order_by("-started", "-pk").first()


@transaction.atomic
def begin_or_resume(learner: User, topic: Topic, *, now: datetime.datetime) -> Attempt | None:
    """The open attempt, or a new one; None where the topic has no questions."""
    attempt = open_attempt(learner, topic)
    if attempt and not finish_if_complete(attempt, now=now):
        return attempt
    return _begin(learner, topic, candidates(learner, topic, now=now), Attempt.Purpose.QUIZ, now)


@transaction.atomic
def start_over(learner: User, topic: Topic, *, now: datetime.datetime) -> Attempt | None:
    """End the open attempts without a score and begin a new one."""
    Attempt.objects.open().filter(learner=learner, topic=topic).update(dropped=now)
    return _begin(learner, topic, candidates(learner, topic, now=now), Attempt.Purpose.QUIZ, now)


@transaction.atomic
def retry_wrong(attempt: Attempt, *, now: datetime.datetime) -> Attempt | None:
    """A new attempt of those that were wrong; the open one of an earlier click, if there is one."""
    wrong = {slot.question.slug for slot in sheet(attempt, now=now).answered if slot.answer and not slot.answer.right}
    chosen = [each for each in candidates(attempt.learner, attempt.topic, now=now) if each.slug in wrong]
    opened = Attempt.objects.open().filter(learner=attempt.learner, topic=attempt.topic, purpose=Attempt.Purpose.RETRY)
    for again in opened:
        if {slug for slug, _ in again.questions} == {each.slug for each in chosen}:
            return again
    return _begin(attempt.learner, attempt.topic, chosen, Attempt.Purpose.RETRY, now)


def finish_if_complete(attempt: Attempt, *, now: datetime.datetime) -> bool:
    """The last answer finishes an attempt; so does a question that vanished as the last one open."""
    if attempt.finished is None and sheet(attempt, now=now).is_complete:
        attempt.finished = now
        attempt.save(update_fields=["finished"])
    return attempt.finished is not None


def candidates(learner: User | None, topic: Topic, *, now: datetime.datetime) -> list[Candidate]:
    states = known.states(learner, topic_id=topic.pk) if learner else {}
    questions = Question.objects.visible(now).for_quizzes().filter(lesson__topic=topic)
    rows = questions.values_list("pk", "slug", "rev", "lesson_id")
    return [Candidate(slug, rev, lesson, states.get(pk)) for pk, slug, rev, lesson in rows]


def _begin(
    learner: User, topic: Topic, among: Sequence[Candidate], purpose: str, now: datetime.datetime
) -> Attempt | None:
    seed = secrets.token_hex(8)
    drawn = draw(among, seed=seed)
    if not drawn:
        return None
    questions = [[candidate.slug, candidate.rev] for candidate in drawn]
    return Attempt.objects.create(
        learner=learner, topic=topic, purpose=purpose, questions=questions, seed=seed, started=now
    )
