"""Browsing all types: what was asked in the query string, which offers are meant, and in what order. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.ec2.columns import COLUMNS, Column, Per
from portal.ec2.money import Unit
from portal.ec2.numbers import Lists, Problem, number, one_of, several_of
from portal.ec2.offers import Offer
from portal.ec2.stock import KINDS, Kind, Stock

PAGE = 50
LONGEST_SEARCH = 40
LONGEST_FAMILY = 20
MOST_FAMILIES = 20
MIB = 1024
MAKERS = ("AWS", "AMD", "Intel", "Apple")
ARCHITECTURES = ("arm64", "x86_64")
BETWEEN_NAMES = re.compile(r"[\s,;]+")


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
    show: tuple[Kind, ...] = ()
    sort: str = "price"
    page: int = 1
    unit: Unit = Unit.HOUR
    per: Per = Per.TYPE


@dataclass(frozen=True, slots=True)
class Selection:
    """The offers that were asked for, in order, and which page of them. `hidden` counts what was left out of them."""

    ordered: Sequence[Offer]
    page: int
    pages: int
    hidden: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.ordered)

    @property
    def offers(self) -> Sequence[Offer]:
        return self.ordered[(self.page - 1) * PAGE : self.page * PAGE]


def read(params: Lists) -> tuple[Filters, dict[str, Problem]]:
    """What can be understood of the query string, and beside each field what could not."""
    problems: dict[str, Problem] = {}
    filters = Filters(
        q=(params.get("q") or "")[:LONGEST_SEARCH].strip().lower(),
        families=_families(params, problems),
        min_vcpu=number(params, "min_vcpu", problems, kind=int),
        max_vcpu=number(params, "max_vcpu", problems, kind=int),
        min_memory=number(params, "min_memory", problems),
        max_memory=number(params, "max_memory", problems),
        min_network=number(params, "min_network", problems),
        arch=one_of(params, "arch", ("", *ARCHITECTURES), problems),
        maker=one_of(params, "maker", ("", *MAKERS), problems),
        show=tuple(Kind(each) for each in several_of(params, "show", tuple(KINDS), problems)),
        sort=one_of(params, "sort", SORTS, problems),
        page=number(params, "page", problems, kind=int, least=1) or 1,
        unit=Unit(one_of(params, "unit", tuple(Unit), problems)),
        per=Per(one_of(params, "per", tuple(Per), problems)),
    )
    return filters, problems


def _families(params: Lists, problems: dict[str, Problem]) -> tuple[str, ...]:
    """Typed into one field with commas, or said several times in the address."""
    typed = (
        name for text in params.getlist("family")[: MOST_FAMILIES + 1] for name in BETWEEN_NAMES.split(text[:1000])
    )
    names = tuple(dict.fromkeys(name.lower() for name in typed if name))
    if len(names) > MOST_FAMILIES or any(len(name) > LONGEST_FAMILY for name in names):
        problems["family"] = f"Enter at most {MOST_FAMILIES} families, such as m7g, c7i."
        return ()
    return names


SORTS = ("price", *(f"{sign}{column.key}" for column in COLUMNS for sign in ("", "-")))


def fields(filters: Filters) -> list[tuple[str, str]]:
    """The filters as they stand in an address: only what differs from the defaults, always in this order."""
    plain = Filters()
    pairs = [("family", each) for each in filters.families] + [("show", str(each)) for each in filters.show]
    for name in SINGLE:
        value = getattr(filters, name)
        if value != getattr(plain, name):
            pairs.append((name, f"{value:f}" if isinstance(value, Decimal) else str(value)))
    return pairs


SINGLE = (
    *("q", "min_vcpu", "max_vcpu", "min_memory", "max_memory", "min_network", "arch", "maker"),
    *("unit", "per", "sort", "page"),
)


def select(stock: Stock, filters: Filters) -> Selection:
    """The page of all types that was asked for."""
    shown, hidden = [], Counter[Kind]()
    for item in stock.items:
        if not _matches(item.offer, filters):
            continue
        kinds = [kind for kind in item.kinds if kind not in filters.show]
        hidden.update(kinds[:1])
        if not kinds:
            shown.append(item.offer)
    return page_of(shown, filters, hidden)


def among(offers: Iterable[Offer], filters: Filters) -> Selection:
    """The page of offers that something else has chosen: only the search for a name narrows them."""
    by_name = sorted((offer for offer in offers if filters.q in offer.name), key=lambda offer: offer.name)
    return page_of(by_name, filters, {})


def page_of(by_name: Sequence[Offer], filters: Filters, hidden: Mapping[Kind, int]) -> Selection:
    """A page beyond the last is the last."""
    ordered = in_order(by_name, filters)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(filters.page, pages)
    return Selection(ordered, page, pages, {kind: hidden[kind] for kind in KINDS if hidden.get(kind)})


def in_order(by_name: Iterable[Offer], filters: Filters) -> list[Offer]:
    """Sorted as asked, equal ones by name; what has no value in that column comes last, whichever the direction."""
    column = sorting(filters.sort)
    known: list[tuple[Any, Offer]] = []
    unknown: list[Offer] = []
    for offer in by_name:
        value = column.value(offer, filters.per)
        if value is None:
            unknown.append(offer)
        else:
            known.append((value, offer))
    known.sort(key=lambda pair: pair[0], reverse=filters.sort.startswith("-"))
    return [*(offer for _, offer in known), *unknown]


def sorting(sort: str) -> Column:
    return next(column for column in COLUMNS if column.key == sort.removeprefix("-"))


def _matches(offer: Offer, filters: Filters) -> bool:
    hardware = offer.hardware
    return (
        filters.q in hardware.name
        and (not filters.families or hardware.parts.family in filters.families)
        and (filters.min_vcpu is None or hardware.vcpus >= filters.min_vcpu)
        and (filters.max_vcpu is None or hardware.vcpus <= filters.max_vcpu)
        and (filters.min_memory is None or hardware.memory_mib >= filters.min_memory * MIB)
        and (filters.max_memory is None or hardware.memory_mib <= filters.max_memory * MIB)
        and (filters.min_network is None or (hardware.network_baseline_gbps or 0) >= filters.min_network)
        and (not filters.arch or filters.arch in hardware.architectures)
        and (not filters.maker or filters.maker == hardware.maker)
    )
