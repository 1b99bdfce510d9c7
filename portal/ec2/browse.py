"""Browsing all types: what was asked in the query string, which offers are meant, and in what order. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import urlencode

from portal.ec2 import generations
from portal.ec2.columns import COLUMNS, Column, Per
from portal.ec2.money import Unit
from portal.ec2.numbers import Problem, number, one_of, several_of
from portal.ec2.offers import Offer

PAGE = 50
LONGEST_SEARCH = 40
HIDDEN: Mapping[str, Callable[[Offer], bool]] = {
    "metal": lambda offer: offer.hardware.bare_metal,
    "previous": lambda offer: not generations.is_recent(offer.hardware),
    "accelerated": lambda offer: bool(offer.hardware.gpus or offer.hardware.accelerators),
    "mac": lambda offer: offer.hardware.parts.series == "mac",
}
"""Kinds that are left out unless they are asked for; each is counted, so nobody misses them unknowingly."""


class Params(Protocol):
    """A query string: Django's QueryDict, or a plain mapping in a test."""

    def get(self, key: str, default: str = ...) -> str | None: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Filters:
    q: str = ""
    families: tuple[str, ...] = ()
    min_vcpu: int | None = None
    max_vcpu: int | None = None
    min_memory: Decimal | None = None
    max_memory: Decimal | None = None
    min_network: Decimal | None = None
    arch: str = ""
    maker: str = ""
    show: tuple[str, ...] = ()
    sort: str = "price"
    page: int = 1
    unit: Unit = Unit.HOUR
    per: Per = Per.TYPE


@dataclass(frozen=True, slots=True)
class Selection:
    """One page of the offers that were asked for. `hidden` counts what only a filter of `show` would add."""

    offers: Sequence[Offer]
    total: int
    page: int
    pages: int
    hidden: Mapping[str, int] = field(default_factory=dict)


def read(params: Params) -> tuple[Filters, dict[str, Problem]]:
    """What can be understood of the query string, and beside each field what could not."""
    problems: dict[str, Problem] = {}
    filters = Filters(
        q=(params.get("q", "") or "").strip()[:LONGEST_SEARCH].lower(),
        families=tuple(dict.fromkeys(text[:LONGEST_SEARCH] for text in params.getlist("family") if text))[:20],
        min_vcpu=number(params, "min_vcpu", problems, kind=int),
        max_vcpu=number(params, "max_vcpu", problems, kind=int),
        min_memory=number(params, "min_memory", problems),
        max_memory=number(params, "max_memory", problems),
        min_network=number(params, "min_network", problems),
        arch=one_of(params, "arch", ("", "arm64", "x86_64"), problems),
        maker=one_of(params, "maker", ("", "AWS", "AMD", "Intel", "Apple"), problems),
        show=several_of(params, "show", tuple(HIDDEN), problems),
        sort=_sort(params, problems),
        page=number(params, "page", problems, kind=int, least=1) or 1,
        unit=Unit(one_of(params, "unit", tuple(Unit), problems)),
        per=Per(one_of(params, "per", tuple(Per), problems)),
    )
    return filters, problems


def _sort(params: Params, problems: dict[str, Problem]) -> str:
    names = [column.key for column in COLUMNS if column.sorts]
    return one_of(params, "sort", ("price", *names, *(f"-{name}" for name in names)), problems)


def query(filters: Filters, **changes: object) -> str:
    """The query string of these filters, with some changed: only what differs from the defaults, in one order."""
    wanted, plain = replace(filters, **changes), Filters()  # type: ignore[arg-type]
    pairs: list[tuple[str, object]] = [("family", each) for each in wanted.families]
    pairs += [("show", each) for each in wanted.show]
    for name in ("q", "min_vcpu", "max_vcpu", "min_memory", "max_memory", "min_network", "arch", "maker", "sort"):
        pairs.append((name, getattr(wanted, name) if getattr(wanted, name) != getattr(plain, name) else None))
    for name in ("unit", "per", "page"):
        pairs.append((name, getattr(wanted, name) if getattr(wanted, name) != getattr(plain, name) else None))
    return urlencode([(name, value) for name, value in pairs if value not in (None, "")])


def select(offers: Iterable[Offer], filters: Filters) -> Selection:
    """The page that was asked for; a page beyond the last is the last."""
    matches = [offer for offer in offers if _matches(offer, filters)]
    shown, hidden = [], Counter[str]()
    for offer in matches:
        kinds = [kind for kind, holds in HIDDEN.items() if kind not in filters.show and holds(offer)]
        hidden.update(kinds[:1])
        if not kinds:
            shown.append(offer)
    ordered = in_order(shown, filters)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(filters.page, pages)
    return Selection(ordered[(page - 1) * PAGE : page * PAGE], len(ordered), page, pages, hidden)


def in_order(offers: Iterable[Offer], filters: Filters) -> list[Offer]:
    """Sorted as asked, equal ones by name; what has no value in that column comes last, whichever the direction."""
    column = sorting(filters.sort)
    known: list[tuple[Any, Offer]] = []
    unknown: list[tuple[Any, Offer]] = []
    for offer in sorted(offers, key=lambda offer: offer.name):
        value = column.value(offer, filters.per)
        (known if value is not None else unknown).append((value, offer))
    known.sort(key=lambda pair: pair[0], reverse=filters.sort.startswith("-"))
    return [offer for _, offer in (*known, *unknown)]


def sorting(sort: str) -> Column:
    return next(column for column in COLUMNS if column.key == sort.removeprefix("-"))


def _matches(offer: Offer, filters: Filters) -> bool:
    hardware = offer.hardware
    return (
        filters.q in hardware.name
        and (not filters.families or hardware.parts.family in filters.families)
        and (filters.min_vcpu is None or hardware.vcpus >= filters.min_vcpu)
        and (filters.max_vcpu is None or hardware.vcpus <= filters.max_vcpu)
        and (filters.min_memory is None or hardware.memory_gib >= filters.min_memory)
        and (filters.max_memory is None or hardware.memory_gib <= filters.max_memory)
        and (filters.min_network is None or (hardware.network_baseline_gbps or 0) >= filters.min_network)
        and (not filters.arch or filters.arch in hardware.architectures)
        and (not filters.maker or filters.maker == hardware.maker)
    )
