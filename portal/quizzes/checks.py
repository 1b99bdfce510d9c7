"""The embed `[[question: id]]`: a check inside a lesson, with what this learner answered last."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.template.loader import render_to_string

from portal.accounts.models import User
from portal.curriculum.embeds import Block, EmbedType, Found, View
from portal.curriculum.models import Lesson
from portal.kept import Kept
from portal.quizzes.cards import Card, check_card
from portal.quizzes.models import Answer, Question

CHANGED = "This question has changed since you answered it. Your earlier answer is kept; here it is as it stands now."


def shared(lesson: Lesson, blocks: list[Block]) -> Found:
    """Every check unanswered."""
    questions = list(Question.objects.filter(slug__in=[block["ref"] for block in blocks], withdrawn=False))
    for question in questions:
        if question.lesson_id == lesson.pk:
            question.lesson = lesson
    return {question.slug: {"card": card_for(question, NEVER)} for question in questions}


def personal(lesson: Lesson, blocks: list[Block], view: View) -> Found:
    """The checks that this learner has answered."""
    questions = {block["card"].question.pk: block["card"].question for block in blocks}
    again = set(view.query.getlist("again"))
    found: dict[str, Block] = {}
    for pk, mine in tries(view.learner, questions).items():
        question = questions[pk]
        card = card_for(question, mine, afresh=question.slug in again)
        found[question.slug] = {"html": _answered(card)} if card.answer else {"card": card}
    return found


@dataclass(frozen=True)
class Tries:
    """What a learner did with one check."""

    number: int = 0
    latest: Answer | None = None
    """With what a card shows of it. None before the first answer, and again where the topic was started afresh."""


NEVER = Tries()


# A fast path past the ORM, which makes 2 ms of 0.1: it is asked with every lesson a learner reads. The columns beside MAX
# come from the row that holds it, as in known.py; a learner's answers are stored in the order in which they are given.
TRIES = """
SELECT question_id, number, rev, given, "right", EXISTS (
  SELECT 1 FROM quizzes_reset AS reset
  JOIN curriculum_lesson AS lesson ON lesson.topic_id = reset.topic_id
  JOIN quizzes_question AS question ON question.lesson_id = lesson.id
  WHERE reset.learner_id = %s AND question.id = latest.question_id AND reset.at >= latest.at
) FROM (
  SELECT question_id, COUNT(*) AS number, rev, given, "right", at, MAX(id) FROM quizzes_answer
  WHERE learner_id = %s AND attempt_id IS NULL AND question_id IN ({})
  GROUP BY question_id
) AS latest
"""


def tries(learner: User, questions: Collection[int]) -> dict[int, Tries]:
    """By question, for those that the learner has answered; one query."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(TRIES.format(", ".join(["%s"] * len(questions))), [learner.pk, learner.pk, *questions])
        for question, number, rev, given, right, is_past in cursor.fetchall():
            latest = Answer(question_id=question, rev=rev, given=json.loads(given), right=bool(right))
            found[question] = Tries(number, None if is_past else latest)
    return found


answered: Kept[str] = Kept(2000)


def _answered(card: Card) -> str:
    """An answered check looks alike for all with the same answer and verdict, so its HTML is kept."""
    question, lesson = card.question, card.question.lesson
    answer = json.dumps([card.answer.given, card.answer.right] if card.answer else None, sort_keys=True)
    key = (question.pk, question.updated, lesson.pk, lesson.updated, answer)
    return answered.get(key, "", lambda: render_to_string(QUESTION.template, {"block": {"card": card}}))


def card_for(question: Question, mine: Tries, *, afresh: bool = False, notice: str = "") -> Card:
    """The latest answer with its verdict; or the question, if there is none or it is asked afresh."""
    latest = mine.latest
    hidden = {"n": mine.number, "rev": question.rev}
    if latest is None or afresh:
        return check_card(question, hidden=hidden)
    if latest.rev != question.rev:
        return check_card(question, hidden=hidden, notice=CHANGED)
    again = question.place(f"?again={question.slug}")
    return check_card(question, answer=latest, again=again, notice=notice)


QUESTION = EmbedType("question", "quizzes/_check_embed.html", shared=shared, personal=personal)
