"""Registry of what the site keeps about a learner: how each room claims, exports and forgets its part.

An app adds its `Holding` in `ready()`. This module imports no models, so any app may import it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class Holding:
    """One room's data about learners. `models` lists its labels, such as `quizzes.Answer`."""

    name: str
    models: tuple[str, ...]
    claim: Callable[[User, User], None]
    """Move a guest's rows to the account (guest, account). Runs in a transaction, must be safe to repeat."""
    export: Callable[[User], Any]
    """Everything kept about the learner, as values that JSON knows."""
    forget: Callable[[User], None]
    """Delete it all. Runs in a transaction."""


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    _holdings[holding.name] = holding


def registered() -> tuple[Holding, ...]:
    return tuple(_holdings.values())
