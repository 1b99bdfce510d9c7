"""Registry of what may stand inside a lesson besides text: `[[name: ref?query]]`.

An app adds its `EmbedType` in `ready()`. This module imports no models, so any app may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import QueryDict

    from portal.accounts.models import User
    from portal.curriculum.models import Lesson

Block = dict[str, Any]
"""`{"html": …}`, or `{"name", "ref", "query"}` and what was baked in when the lesson was stored."""


@dataclass(frozen=True)
class Page:
    """The view of one lesson by one visitor."""

    lesson: Lesson
    learner: User | None
    query: QueryDict


@dataclass(frozen=True)
class EmbedType:
    """One kind of embed; both functions serve all embeds of the kind in a lesson with one query."""

    name: str
    template: str
    bake: Callable[[Lesson, list[str]], dict[str, Block]] | None = None
    """When the lesson is stored: by reference, what every visitor sees alike. A missing reference shows nothing."""
    fill: Callable[[Page, list[Block]], dict[str, Block]] | None = None
    """At each view: by reference, what this visitor sees. A missing reference shows nothing."""


_types: dict[str, EmbedType] = {}


def register(kind: EmbedType) -> None:
    _types[kind.name] = kind


def bake(lesson: Lesson, blocks: list[Block]) -> list[Block]:
    """The blocks with what their embeds will always show; embeds that lead nowhere are dropped."""
    return _extend(blocks, lambda kind, found: kind.bake and kind.bake(lesson, [block["ref"] for block in found]))


def fill(page: Page) -> list[Block]:
    """The lesson's blocks, ready for the template, in their order."""
    blocks = _extend(page.lesson.blocks, lambda kind, found: kind.fill and kind.fill(page, found))
    return [block if "html" in block else {**block, "template": _types[block["name"]].template} for block in blocks]


def _extend(blocks: Iterable[Block], extra: Callable[[EmbedType, list[Block]], dict[str, Block] | None]) -> list[Block]:
    blocks = [block for block in blocks if "html" in block or block["name"] in _types]
    known: dict[str, dict[str, Block] | None] = {}
    for name in {block["name"] for block in blocks if "name" in block}:
        known[name] = extra(_types[name], [block for block in blocks if block.get("name") == name])
    result = []
    for block in blocks:
        found = known.get(block.get("name", ""))
        if found is None:
            result.append(block)
        elif block["ref"] in found:
            result.append({**block, **found[block["ref"]]})
    return result
