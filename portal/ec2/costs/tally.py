"""How many cost questions a learner has answered, and which comes next. The key of an answer holds its seed."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from portal.accounts.models import User
from portal.quizzes.models import Answer, Question

SEED = re.compile(r"-s(\d+)$")


@dataclass(frozen=True)
class Row:
    question: Question
    answered: int
    right: int

    @property
    def title(self) -> str:
        return str(self.question.content["title"])


def key(question: Question, seed: int) -> str:
    """One answer for each learner and seed, from whatever tab it comes."""
    return f"c-{question.slug}-s{seed}"


def rows(asked: Iterable[Question], who: User | None) -> list[Row]:
    """One query for all; none for a visitor."""
    questions = list(asked)
    answered: Counter[int] = Counter()
    right: Counter[int] = Counter()
    if who:
        given = Answer.objects.filter(learner=who, question__in=questions)
        for question, hit in given.order_by().values_list("question_id", "right"):
            answered[question] += 1
            right[question] += hit
    return [Row(each, answered[each.pk], right[each.pk]) for each in questions]


def next_seed(question: Question, who: User | None) -> int:
    """The first one that is not answered."""
    keys = Answer.objects.filter(learner=who, question=question).values_list("key", flat=True) if who else ()
    taken = {int(found[1]) for each in keys if (found := SEED.search(each))}
    return next(seed for seed in count(1) if seed not in taken)
