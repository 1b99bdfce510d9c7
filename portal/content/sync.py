"""Loading the course from its files into the rows: plan, then apply in one transaction."""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from portal.content import rows
from portal.content.checks import check
from portal.content.items import Course, Ident, Item, QuestionItem
from portal.content.plan import WRITES, Action, Change, RowState, plan
from portal.content.publish import Checked, Door, check_all, publication
from portal.content.rows import Row
from portal.content.source import read_course
from portal.problems import Problems
from portal.quizzes.models import Answer


@dataclass(frozen=True)
class Load:
    """What a load found, and what it did unless it was a dry run."""

    changes: list[Change]
    problems: Problems

    @property
    def conflicts(self) -> list[Change]:
        return [change for change in self.changes if change.action == Action.CONFLICT]

    @property
    def loud(self) -> list[Change]:
        return [change for change in self.changes if not change.is_silent]


def load(folder: Path, *, now: datetime.datetime, dry_run: bool = False, overwrite: bool = False) -> Load:
    """Load the course in the folder. With one error anywhere nothing is changed; run twice, nothing changes."""
    course, problems = read_course(folder)
    if course:
        problems.found += check(course).found
    if course is None or problems.errors:
        return Load([], problems)
    with transaction.atomic():
        present = rows.all_rows()
        _refuse_new_types(course, present, problems)
        if problems.errors:
            return Load([], problems)
        changes = plan(
            course, {ident: _state(row, item) for ident, (row, item) in present.items()}, overwrite=overwrite
        )
        if not dry_run:
            _apply(changes, {ident: row for ident, (row, _) in present.items()}, now)
    return Load(changes, problems)


def _refuse_new_types(course: Course, present: dict[Ident, tuple[Row, Item]], problems: Problems) -> None:
    """What was answered as a choice cannot be shown as an ordering: another type is another question."""
    changed = [
        item
        for item in course.questions
        if (stored := present.get(item.ident)) and isinstance(stored[1], QuestionItem) and stored[1].type != item.type
    ]
    answered = set(
        Answer.objects.filter(question__slug__in=[item.slug for item in changed]).values_list("question__slug")
    )
    for item in changed:
        if (item.slug,) in answered:
            message = f"“{item.slug}” was answered as another type: give the new question an id of its own"
            problems.error(item.where.path, item.where.line, message)


def _state(row: Row, item: Item) -> RowState:
    return RowState(item, row.source_digest, getattr(row, "withdrawn", False), getattr(row, "withheld", False))


def _apply(changes: list[Change], present: dict[Ident, Row], now: datetime.datetime) -> None:
    changes = _in_kept_order(changes, present)
    checked = {each.item.ident: each for each in check_all(change.item for change in changes if change.item)}
    with publication(now=now) as door:
        for change in changes:
            _apply_one(change, door, present, checked)


def _in_kept_order(changes: list[Change], present: dict[Ident, Row]) -> list[Change]:
    """The order of lessons is their topic's, that of topics the course's: where that stays as it is here, so do they."""
    kept = {change.ident for change in changes if change.action in (Action.KEEP, Action.CONFLICT)}
    found = []
    for change in changes:
        row = _row(change, present)
        if change.item and row and _holder(change.ident) in kept:
            change = replace(change, item=replace(change.item, position=row.position))
        found.append(change)
    return found


def _holder(ident: Ident) -> Ident | None:
    """Whose list says where the item stands."""
    kind, id = ident
    return {"lesson": ("topic", id.partition("/")[0]), "topic": ("course", "course")}.get(kind)


def _row(change: Change, present: dict[Ident, Row]) -> Row | None:
    return present.get(("lesson", change.was) if change.was else change.ident)


def _apply_one(change: Change, door: Door, present: dict[Ident, Row], checked: dict[Ident, Checked]) -> None:
    row = _row(change, present)
    if change.action in WRITES:
        door.store(checked[change.ident], row=row if change.was else None, loaded=True)
        return
    if change.item is None:
        door.withdraw(change.ident, row)
        return
    if change.action == Action.RESTORE:
        door.withdraw(change.ident, row, withdrawn=False)
    elif change.action == Action.ADOPT:
        door.adopt(row, change.item)
    if hasattr(row, "position"):
        door.place(change.ident, row, change.item.position)
