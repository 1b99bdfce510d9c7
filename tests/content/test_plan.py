import dataclasses

import pytest

from portal.content.items import LessonItem, TermItem, Where, digest
from portal.content.plan import Action, RowState, plan

TERM = TermItem(slug="queue", term="queue", also=(), text="A list.", lesson="")
OTHER = dataclasses.replace(TERM, text="A list of work.")
THIRD = dataclasses.replace(TERM, text="Work that waits.")


def action(file, row, loaded, *, withdrawn=False, overwrite=False):
    rows = {} if row is None else {row.ident: RowState(row, loaded, withdrawn)}
    return [change.action for change in plan([file] if file else [], rows, overwrite=overwrite)]


@pytest.mark.parametrize(
    ("file", "row", "loaded", "expected"),
    [
        (TERM, None, "", Action.CREATE),
        (TERM, TERM, digest(TERM), Action.SAME),
        (OTHER, TERM, digest(TERM), Action.UPDATE),
        (TERM, OTHER, digest(TERM), Action.KEEP),
        (THIRD, OTHER, digest(TERM), Action.CONFLICT),
        (OTHER, OTHER, digest(TERM), Action.ADOPT),
        (TERM, TERM, "", Action.ADOPT),
        (TERM, OTHER, "", Action.CONFLICT),
        (None, TERM, digest(TERM), Action.WITHDRAW),
        (None, OTHER, digest(TERM), Action.WITHDRAW),
    ],
)
def test_what_becomes_of_file_and_row(file, row, loaded, expected):
    assert action(file, row, loaded) == [expected]


def test_a_row_made_in_the_admin_is_never_touched():
    assert action(None, TERM, "") == []


@pytest.mark.parametrize("row", [OTHER, TERM])
def test_overwrite_takes_the_file(row):
    assert action(THIRD, row, digest(TERM), overwrite=True) == [Action.UPDATE]
    assert action(TERM, OTHER, digest(TERM), overwrite=True) == [Action.UPDATE]


def test_a_withdrawn_row_stays_withdrawn_without_a_file_and_comes_back_with_it():
    assert action(None, TERM, digest(TERM), withdrawn=True) == []
    assert action(TERM, TERM, digest(TERM), withdrawn=True) == [Action.RESTORE]
    assert action(OTHER, TERM, digest(TERM), withdrawn=True) == [Action.UPDATE]


def test_a_renamed_lesson_keeps_its_row():
    lesson = LessonItem(
        topic="ec2",
        slug="old",
        title="T",
        summary="S",
        objectives=(),
        exam=(),
        checked=None,
        status="published",
        publish=None,
        was=(),
        body="",
    )
    renamed = dataclasses.replace(lesson, slug="new", was=("ec2/old",))

    changes = plan([renamed], {lesson.ident: RowState(lesson, digest(lesson))})

    assert [(change.action, change.was) for change in changes] == [(Action.UPDATE, "ec2/old")]


def test_place_and_position_are_not_part_of_what_an_item_says():
    moved = dataclasses.replace(TERM, where=Where("elsewhere.yaml", 7), position=9)

    assert digest(moved) == digest(TERM)
    assert moved == TERM
