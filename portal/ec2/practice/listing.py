"""The cases and cost questions of the course, by topic, with how far a learner is in each."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from portal.accounts.models import User
from portal.curriculum.models import Topic
from portal.quizzes.checks import NEVER, tries
from portal.quizzes.models import Question


@dataclass(frozen=True)
class Entry:
    question: Question
    times: int
    """How often it was answered."""
    done: bool
    """The latest answer was right."""

    @property
    def title(self) -> str:
        return str(self.question.content["title"])


@dataclass(frozen=True)
class Shelf:
    topic: Topic
    entries: tuple[Entry, ...]


def questions(type: str, now: datetime.datetime) -> list[Question]:
    """Those that are shown, in course order."""
    shown = Question.objects.visible(now).filter(type=type).with_lesson()
    return list(shown.order_by("lesson__topic__position", "lesson__topic", "position", "pk"))


def entries(asked: Iterable[Question], who: User | None) -> list[Entry]:
    """One query for all; none for a visitor."""
    by_id = {question.pk: question for question in asked}
    mine = tries(who, by_id) if who and by_id else {}
    found = []
    for pk, question in by_id.items():
        state = mine.get(pk, NEVER)
        found.append(Entry(question, state.number, bool(state.latest and state.latest.right)))
    return found


def by_topic(found: Iterable[Entry]) -> list[Shelf]:
    """In course order, as `questions` gives them."""
    shelves = groupby(found, key=lambda entry: entry.question.lesson.topic_id)
    lists = [tuple(each) for _, each in shelves]
    return [Shelf(each[0].question.lesson.topic, each) for each in lists]


def after(found: list[Entry], question: Question) -> Entry | None:
    """What to go on with: the next case that is not done, from here on and then from the start."""
    place = next((number for number, entry in enumerate(found) if entry.question.pk == question.pk), 0)
    return next((entry for entry in found[place + 1 :] + found[:place] if not entry.done), None)
