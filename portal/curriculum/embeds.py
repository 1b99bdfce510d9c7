"""Registry of what may stand inside a lesson besides text: `[[name: ref?query]]`.

An app adds its `EmbedType` in `ready()`. This module imports no models, so any app may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import QueryDict

    from portal.accounts.models import User
    from portal.curriculum.models import Lesson

Block = dict[str, Any]
"""`{"html": …}`, or `{"name", "ref", "query"}` and what was baked in when the lesson was stored."""
Found = Mapping[str, Block]
"""By reference, what a template needs beyond the block itself."""


@dataclass(frozen=True)
class View:
    """One learner looking at one lesson."""

    learner: User
    query: QueryDict


@dataclass(frozen=True)
class EmbedType:
    """One kind of embed. Each function serves all embeds of the kind in a lesson, with one query."""

    name: str
    template: str
    bake: Callable[[Lesson, list[str]], Found] | None = None
    """When the lesson is stored: what everybody sees, now and later. A missing reference shows nothing."""
    shared: Callable[[Lesson, list[Block]], Found] | None = None
    """Once for each version of the content: what every visitor sees. A missing reference shows nothing."""
    personal: Callable[[Lesson, list[Block], View], Found] | None = None
    """At each view by a learner: only what differs for them from what a visitor sees; as `html` where that is kept."""


@dataclass(frozen=True)
class Widget:
    """What `[[widget: slug?query]]` stands for: a card of which everything is worked out when the lesson is stored."""

    slug: str
    template: str
    card: Callable[[str], Block]
    """What the template shows, as JSON keeps it; of a query without problems."""
    problems: Callable[[str], list[str]]
    """What an author is told of a query, in sentences."""
    version: Callable[[], str]
    """What the card depends on besides the query: a new value renders the lessons again."""


_types: dict[str, EmbedType] = {}
_widgets: dict[str, Widget] = {}


def register(kind: EmbedType) -> None:
    _types[kind.name] = kind


def register_widget(widget: Widget) -> None:
    _widgets[widget.slug] = widget


def widget(slug: str) -> Widget | None:
    return _widgets.get(slug)


def bake(lesson: Lesson, blocks: list[Block]) -> list[Block]:
    """The blocks as they are stored; embeds that lead nowhere are dropped."""
    known = [_dealt(block) for block in blocks if _leads_somewhere(block)]
    return _extended(known, lambda kind, mine: kind.bake and kind.bake(lesson, [block["ref"] for block in mine]))


def _leads_somewhere(block: Block) -> bool:
    if known := _widget_of(block):
        return not known.problems(block["query"])
    return "html" in block or block["name"] in _types


def _dealt(block: Block) -> Block:
    """A widget with its card."""
    known = _widget_of(block)
    return {**block, "card": known.card(block["query"])} if known else block


def _widget_of(block: Block) -> Widget | None:
    return _widgets.get(block["ref"]) if block.get("name") == "widget" else None


def shared(lesson: Lesson) -> list[Block]:
    """The stored blocks, each with the HTML that every visitor sees."""
    known = [block for block in lesson.blocks if "html" in block or block["name"] in _types or _widget_of(block)]
    blocks = _extended(known, lambda kind, mine: kind.shared and kind.shared(lesson, mine))
    return [block if "html" in block else {**block, "html": _render(lesson, block)} for block in blocks]


def personal(lesson: Lesson, blocks: list[Block], view: View) -> list[str]:
    """The HTML of each block of `shared` as this learner sees it."""
    found: dict[tuple[str, str], Block] = {}
    for kind, mine in _by_kind(blocks):
        if kind.personal:
            found |= {(kind.name, ref): block for ref, block in kind.personal(lesson, mine, view).items()}
    return [_as_seen(lesson, block, found.get(_key(block))) for block in blocks]


def _as_seen(lesson: Lesson, block: Block, mine: Block | None) -> str:
    html: str = block["html"] if mine is None else mine.get("html") or _render(lesson, {**block, **mine})
    return html


def _extended(blocks: list[Block], extra: Callable[[EmbedType, list[Block]], Found | None]) -> list[Block]:
    """The blocks with what `extra` finds for them, without those for which it finds nothing."""
    found = {kind.name: extra(kind, mine) for kind, mine in _by_kind(blocks)}
    result = []
    for block in blocks:
        mine = found.get(block.get("name", ""))
        if mine is None:
            result.append(block)
        elif block["ref"] in mine:
            result.append({**block, **mine[block["ref"]]})
    return result


def _by_kind(blocks: list[Block]) -> list[tuple[EmbedType, list[Block]]]:
    names = dict.fromkeys(block["name"] for block in blocks if block.get("name") in _types)
    return [(_types[name], [block for block in blocks if block.get("name") == name]) for name in names]


def _key(block: Block) -> tuple[str, str]:
    return block.get("name", ""), block.get("ref", "")


def _render(lesson: Lesson, block: Block) -> str:
    template = (_widget_of(block) or _types[block["name"]]).template
    return render_to_string(template, {"block": block, "back": lesson.get_absolute_url()})
