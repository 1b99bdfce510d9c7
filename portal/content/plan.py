"""What a load would change. Pure: it compares items from files with items from rows, by their digests.

A row was edited here exactly when the digest of its present fields differs from the one stored when it was loaded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.content.items import Ident, Item, LessonItem, digest


class Action(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    ADOPT = "adopt"
    """Row and file agree already: only the digest is noted."""
    KEEP = "keep"
    """Edited here, file unchanged."""
    CONFLICT = "conflict"
    """Edited here and the file changed too: the row stays unless the load is told to overwrite."""
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    """The file is back and says what it said."""
    SAME = "same"


WRITES = (Action.CREATE, Action.UPDATE)


@dataclass(frozen=True)
class RowState:
    item: Item
    loaded: str
    """Digest as last loaded; empty: made in the admin."""
    withdrawn: bool = False
    withheld: bool = False
    """Withdrawn here: a file does not bring it back."""


@dataclass(frozen=True)
class Change:
    action: Action
    ident: Ident
    item: Item | None = None
    """What the file says; None for a withdrawal."""
    was: str = ""
    """Former id of a renamed lesson, whose row is kept."""

    @property
    def is_silent(self) -> bool:
        return self.action in (Action.SAME, Action.KEEP, Action.ADOPT) and not self.was

    def __str__(self) -> str:
        renamed = f" (was {self.was})" if self.was else ""
        return f"{self.action} {' '.join(self.ident)}{renamed}"


def plan(files: Iterable[Item], rows: Mapping[Ident, RowState], *, overwrite: bool = False) -> list[Change]:
    """One change per item, in the order of the files, then what is to be withdrawn."""
    changes, met = [], set()
    for item in files:
        was = _former(item, rows)
        state = rows.get(("lesson", was) if was else item.ident)
        met |= {item.ident, ("lesson", was)}
        changes.append(Change(_action(item, state, overwrite), item.ident, item, was))
    for ident, state in rows.items():
        if ident not in met and state.loaded and not state.withdrawn:
            changes.append(Change(Action.WITHDRAW, ident))
    return changes


def _action(item: Item, state: RowState | None, overwrite: bool) -> Action:
    if state is None:
        return Action.CREATE
    file, row = digest(item), digest(state.item)
    is_back = state.withdrawn and not state.withheld
    if file == row:
        same = Action.SAME if file == state.loaded else Action.ADOPT
        return Action.RESTORE if is_back else same
    if file == state.loaded:
        return Action.RESTORE if is_back else Action.UPDATE if overwrite else Action.KEEP
    return Action.UPDATE if overwrite or row == state.loaded else Action.CONFLICT


def _former(item: Item, rows: Mapping[Ident, RowState]) -> str:
    """The id under which a renamed lesson is stored still, or an empty string."""
    if not isinstance(item, LessonItem) or item.ident in rows:
        return ""
    return next((was for was in item.was if ("lesson", was) in rows), "")
