"""Totals per question and choice, kept in the transaction that adds or forgets an answer."""

from typing import Any

from django.db import models
from django.db.models import F

from portal.quizzes.models import Answer, PickTotal, Question, QuestionTotal

MAX_PICK = 160


def add(answer: Answer) -> None:
    _count(answer, 1)


def subtract(answer: Answer) -> None:
    _count(answer, -1)


def _count(answer: Answer, by: int) -> None:
    if answer.question.use == Question.Use.PRETEST:
        return
    about = {"question": answer.question, "rev": answer.rev}
    _step(QuestionTotal, about, {"answers": by, "right": by * answer.right})
    for pick in answer.question.kind.picks(answer.given):
        _step(PickTotal, about | {"pick": pick[:MAX_PICK]}, {"times": by})


def _step(model: type[models.Model], about: dict[str, Any], steps: dict[str, int]) -> None:
    rows = model._default_manager.filter(**about)
    if not rows.update(**{name: F(name) + step for name, step in steps.items()}):
        model._default_manager.create(**about, **{name: max(step, 0) for name, step in steps.items()})
