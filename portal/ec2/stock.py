"""What browsing has to know of a Region's types and cannot find out anew for every page. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.ec2.advisor.lines import Age, ages
from portal.ec2.offers import Hardware, Offer

PREVIOUS = 2
"""Generations behind. One is not much: the newest types are those that this data has no price of."""


class Kind(StrEnum):
    """Types that are left out unless they are asked for. The values are those of `show` in an address."""

    METAL = "metal"
    PREVIOUS = "previous"
    GPU = "gpu"
    MAC = "mac"
    UNAVAILABLE = "unavailable"

    @property
    def label(self) -> str:
        return KINDS[self]


KINDS = {
    Kind.UNAVAILABLE: "not offered in this Region",
    Kind.MAC: "Mac",
    Kind.METAL: "bare metal",
    Kind.GPU: "with GPU or accelerator",
    Kind.PREVIOUS: "of previous generations",
}
"""In this order: a type of several kinds counts as the first, so that nobody is told of it twice."""


@dataclass(frozen=True, slots=True)
class Item:
    offer: Offer
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """All types by name, those that the Region lacks among them; `families` are those that exist anywhere. `spot` says
    whether any price of the Region is for Spot."""

    items: tuple[Item, ...]
    families: frozenset[str]
    spot: bool


def stock(offers: Mapping[str, Offer], everywhere: Mapping[str, Hardware]) -> Stock:
    """`offers` are those of a Region, `everywhere` the types of all Regions."""
    known = ages(offer.hardware for offer in offers.values())
    items = []
    for name in sorted(everywhere.keys() | offers.keys()):
        offer = offers.get(name) or Offer(everywhere[name])
        items.append(Item(offer, tuple(_kinds(offer.hardware, known, offered=name in offers))))
    return Stock(
        items=tuple(items),
        families=frozenset(item.offer.hardware.parts.family for item in items),
        spot=any(offer.spot for offer in offers.values()),
    )


def _kinds(hardware: Hardware, known: Mapping[str, Age], *, offered: bool) -> Iterator[Kind]:
    name = hardware.parts
    age = known.get(name.family)
    if not offered:
        yield Kind.UNAVAILABLE
    if name.series == "mac":
        yield Kind.MAC
    if hardware.bare_metal:
        yield Kind.METAL
    if hardware.gpus or hardware.accelerators:
        yield Kind.GPU
    if age and age.behind >= PREVIOUS:
        yield Kind.PREVIOUS
