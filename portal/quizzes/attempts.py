"""The life of a quiz: begun, resumed, answered, finished, retried, dropped."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from portal.accounts.models import User
from portal.curriculum.models import Topic
from portal.quizzes import known, pretests
from portal.quizzes.answering import Submission, attempt_key, record
from portal.quizzes.draw import Candidate, draw
from portal.quizzes.models import Answer, Attempt, AttemptQuerySet, Question, QuestionQuerySet


@dataclass(frozen=True)
class Slot:
    """One question of an attempt as it stands now, with the answer given in this attempt."""

    question: Question
    answer: Answer | None
    changed: bool
    """It is not the revision that was drawn or, in an attempt that has ended, not the one that was answered."""


@dataclass(frozen=True)
class Sheet:
    """An attempt with all its questions; once it is finished, with those that were answered."""

    attempt: Attempt
    slots: tuple[Slot, ...]
    vanished: int
    """How many of its questions are no longer shown, and so no longer count."""

    @cached_property
    def answered(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.answer]

    @cached_property
    def scored(self) -> list[Slot]:
        """Answered, and no question of the topic’s pre-test."""
        return [slot for slot in self.answered if slot.question.use == Question.Use.QUIZ]

    @property
    def right(self) -> int:
        return sum(slot.answer.right for slot in self.scored if slot.answer)

    @property
    def next(self) -> Slot | None:
        return next((slot for slot in self.slots if not slot.answer), None)

    @property
    def next_number(self) -> int:
        return self.number(self.next) if self.next else 0

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
            slots.append(_slot(attempt, question, rev, mine))
    if attempt.finished:
        slots = [slot for slot in slots if slot.answer]
    return Sheet(attempt, tuple(slots), len(drawn) - len(by_slug))


def _slot(attempt: Attempt, question: Question, rev: int, mine: list[Answer]) -> Slot:
    """While an attempt is open a changed question is asked anew; afterwards what was answered stands."""
    if attempt.is_open:
        mine = [answer for answer in mine if answer.rev == question.rev]
        return Slot(question, mine[-1] if mine else None, changed=question.rev != rev)
    answer = mine[-1] if mine else None
    return Slot(question, answer, changed=answer is not None and answer.rev != question.rev)


@transaction.atomic
def answer(attempt: Attempt, submission: Submission, *, learner: User, now: datetime.datetime) -> bool:
    """Record one answer; the last one finishes the attempt. False if another tab ended the attempt meanwhile."""
    attempt.refresh_from_db(fields=["finished", "dropped"])
    if not attempt.is_open:
        return False
    key = attempt_key(attempt, submission.question)
    record(submission, learner=learner, key=key, now=now, attempt=attempt)
    finish_if_complete(attempt, now=now)
    return True


def open_attempts(learner: User, topic: Topic) -> AttemptQuerySet:
    """Quizzes that are neither finished nor dropped, the newest first."""
    return Attempt.objects.quizzes().open().filter(learner=learner, topic=topic).order_by("-started", "-pk")


@transaction.atomic
def begin_or_resume(learner: User, topic: Topic, *, now: datetime.datetime) -> Attempt | None:
    """The newest open attempt, or a new one; None where the topic has no questions."""
    for attempt in open_attempts(learner, topic):
        if not finish_if_complete(attempt, now=now):
            return attempt
    return _begin(learner, topic, candidates(learner, topic, now=now), Attempt.Purpose.QUIZ, now)


@transaction.atomic
def start_over(learner: User, topic: Topic, *, now: datetime.datetime) -> Attempt | None:
    """End the open attempts without a score and begin a new one."""
    opened = [attempt.pk for attempt in open_attempts(learner, topic)]
    fresh = _begin(learner, topic, candidates(learner, topic, now=now), Attempt.Purpose.QUIZ, now)
    if fresh:
        Attempt.objects.filter(pk__in=opened).update(dropped=now)
    return fresh


@transaction.atomic
def retry_wrong(attempt: Attempt, *, now: datetime.datetime) -> Attempt | None:
    """A new attempt of those that were wrong; the open one of an earlier click, if there is one."""
    wrong = {slot.question.slug for slot in sheet(attempt, now=now).scored if slot.answer and not slot.answer.right}
    chosen = [each for each in candidates(attempt.learner, attempt.topic, now=now) if each.slug in wrong]
    for again in open_attempts(attempt.learner, attempt.topic).filter(purpose=Attempt.Purpose.RETRY):
        if {slug for slug, _ in again.questions} == {each.slug for each in chosen}:
            return again
    return _begin(attempt.learner, attempt.topic, chosen, Attempt.Purpose.RETRY, now)


def finish_if_complete(attempt: Attempt, *, now: datetime.datetime) -> bool:
    """The last answer finishes an attempt; so does a question that vanished as the last one open."""
    if attempt.finished is None and sheet(attempt, now=now).is_complete:
        attempt.finished = now
        attempt.save(update_fields=["finished"])
    return attempt.finished is not None


def questions_of(topic: Topic, *, now: datetime.datetime) -> QuestionQuerySet:
    """What a quiz on the topic may ask."""
    return Question.objects.visible(now).for_quizzes().filter(lesson__topic=topic)


def candidates(learner: User, topic: Topic, *, now: datetime.datetime) -> list[Candidate]:
    states = known.states(learner, topic_id=topic.pk)
    rows = questions_of(topic, now=now).values_list("pk", "slug", "rev", "lesson_id")
    return [Candidate(slug, rev, lesson, states.get(pk)) for pk, slug, rev, lesson in rows]


def _begin(
    learner: User, topic: Topic, among: Sequence[Candidate], purpose: str, now: datetime.datetime
) -> Attempt | None:
    seed = secrets.token_hex(8)
    drawn = draw(among, seed=seed)
    if not drawn:
        return None
    questions: list[list[str | int]] = [[candidate.slug, candidate.rev] for candidate in drawn]
    if purpose == Attempt.Purpose.QUIZ:
        questions += pretests.questions_of(topic, now=now)
    return Attempt.objects.create(
        learner=learner, topic=topic, purpose=purpose, questions=questions, seed=seed, started=now
    )
