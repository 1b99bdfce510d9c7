"""What an attempt shows at its end: by lesson, what was missed, and a headline that says something."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.curriculum.models import Lesson, Topic
from portal.quizzes import pretests
from portal.quizzes.attempts import Sheet, Slot
from portal.quizzes.models import Attempt


@dataclass(frozen=True)
class ByLesson:
    lesson: Lesson
    marks: tuple[bool, ...]

    @property
    def right(self) -> int:
        return sum(self.marks)

    @property
    def is_strong(self) -> bool:
        return all(self.marks)


@dataclass(frozen=True)
class Miss:
    slot: Slot
    said: str
    key: str

    @property
    def explain(self) -> str:
        return str(self.slot.question.html["explain"])


@dataclass(frozen=True)
class Result:
    sheet: Sheet
    lessons: tuple[ByLesson, ...]
    misses: tuple[Miss, ...]
    compared: tuple[pretests.Comparison, ...]
    """The pre-test before and after; empty if it was skipped."""

    @property
    def total(self) -> int:
        return len(self.sheet.scored)

    @property
    def right_before(self) -> int:
        return sum(each.before for each in self.compared)

    @property
    def right_after(self) -> int:
        return sum(each.after for each in self.compared)

    @property
    def right(self) -> int:
        return self.sheet.right

    @property
    def day(self) -> datetime.date | None:
        """The day it was finished, where the learner is."""
        attempt = self.sheet.attempt
        return day_of(attempt.learner, attempt.finished) if attempt.finished else None

    @cached_property
    def weakest(self) -> ByLesson | None:
        """The lesson with the most misses; of two the one with the smaller share right."""
        weak = [each for each in self.lessons if not each.is_strong]
        return max(weak, key=lambda each: (len(each.marks) - each.right, -each.right), default=None)

    @property
    def headline(self) -> str:
        if self.sheet.attempt.dropped:
            return "Ended before its last question"
        if not self.total:
            return "Nothing left to score"
        if self.right == self.total:
            return "All right, with nothing to repair"
        if self.weakest and len(self.weakest.marks) - self.weakest.right == self.total - self.right:
            return f"Solid, apart from “{self.weakest.lesson.title}”"
        return "A good base, with some gaps" if self.right * 2 >= self.total else "Worth reading again first"


def result(sheet: Sheet) -> Result:
    misses = tuple(_miss(slot) for slot in sheet.scored if not _is_right(slot))
    closing = {slot.question.pk: _is_right(slot) for slot in sheet.answered if slot not in sheet.scored}
    return Result(sheet, _by_lesson(sheet), misses, tuple(pretests.compared(sheet.attempt, closing)))


def last_finished(learner: User, topic: Topic) -> Attempt | None:
    finished = Attempt.objects.quizzes().filter(learner=learner, topic=topic).exclude(finished=None)
    return finished.order_by("-finished").first()


def _by_lesson(sheet: Sheet) -> tuple[ByLesson, ...]:
    found: dict[int, tuple[Lesson, list[bool]]] = {}
    for slot in sheet.scored:
        lesson = slot.question.lesson
        found.setdefault(lesson.pk, (lesson, []))[1].append(_is_right(slot))
    in_order = sorted(found.values(), key=lambda pair: (pair[0].position, pair[0].pk))
    return tuple(ByLesson(lesson, tuple(sorted(marks, reverse=True))) for lesson, marks in in_order)


def _miss(slot: Slot) -> Miss:
    question, given = slot.question, slot.answer.given if slot.answer else {}
    said = question.kind.say(question.html, given) if given else "I don’t know yet"
    return Miss(slot, said, question.kind.say(question.html, question.kind.key()))


def _is_right(slot: Slot) -> bool:
    return slot.answer is not None and slot.answer.right
