"""The types of question, one module each. A new one needs no change here: the modules of this package are the list.

Other rooms add types of their own in `ready()`. Those are practice: they have a page of their own, stand in no quiz, and
count neither for what a learner knows nor for first tries.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from portal.quizzes.kind import Kind

KINDS: dict[str, type[Kind]] = {}
for _module in pkgutil.iter_modules(__path__):
    _kind = importlib.import_module(f"{__name__}.{_module.name}").KIND
    KINDS[_kind.name] = _kind

OWN = tuple(KINDS)
"""The types of this package: they are asked in lessons and quizzes."""
PAGES: dict[str, str] = {}
"""By type of practice, the view that asks its questions, by their slug."""
CHECKS: dict[str, Callable[[Any], Iterator[str]]] = {}
"""By type of practice, what an author is told of a question that reads well and still cannot be asked."""


def register(kind: type[Kind], *, page: str, check: Callable[[Any], Iterator[str]]) -> None:
    KINDS[kind.name] = kind
    PAGES[kind.name] = page
    CHECKS[kind.name] = check


def choices() -> list[tuple[str, str]]:
    """For the column of the type: asked for only when every room has added its own."""
    return [(name, name) for name in KINDS]
