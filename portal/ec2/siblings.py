"""The same size in sibling families: what differs by one thing from a type, and what that thing is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.ec2.names import OPTIONS
from portal.ec2.offers import Hardware, Offer

MAKERS = "agiq"
"""Letters that name a maker; what the maker is stands in the hardware too, also for families without a letter."""
SHAPES = frozenset("cmrx")
"""Series that differ in how much memory stands beside a vCPU."""


@dataclass(frozen=True, slots=True)
class Sibling:
    offer: Offer
    words: str


def siblings(hardware: Hardware, offers: Iterable[Offer]) -> tuple[Sibling, ...]:
    """In the order of what they cost, those without a price last."""
    found = [Sibling(each, words) for each in offers if (words := difference(hardware, each.hardware))]
    found.sort(key=_order)
    return tuple(found)


def difference(one: Hardware, other: Hardware) -> str:
    """What the other has instead, in words, if that is one thing; else nothing."""
    mine, its = one.parts, other.parts
    if mine.size != its.size or one.name == other.name:
        return ""
    apart = [*_series(one, other), *_generation(one, other), *_maker(one, other), *_extras(one, other)]
    return apart[0] if len(apart) == 1 else ""


def _series(one: Hardware, other: Hardware) -> Iterator[str]:
    mine, its = one.parts.series, other.parts.series
    if mine == its:
        return
    if {mine, its} <= SHAPES:
        share = other.memory_gib / other.vcpus
        yield f"Other shape: {share.normalize():f} GiB to a vCPU"
    else:
        yield from ("another kind of machine", "not a sibling")


def _generation(one: Hardware, other: Hardware) -> Iterator[str]:
    mine, its = one.parts.generation or 0, other.parts.generation or 0
    if mine == its:
        return
    steps = abs(mine - its)
    count = "One generation" if steps == 1 else f"{steps} generations"
    yield f"{count} {'newer' if its > mine else 'older'}"


def _maker(one: Hardware, other: Hardware) -> Iterator[str]:
    if one.maker != other.maker:
        yield f"{other.chip or 'another'} processor instead of {one.chip or 'another'}"


def _extras(one: Hardware, other: Hardware) -> Iterator[str]:
    mine, its = _letters(one), _letters(other)
    if one.parts.variant != other.parts.variant:
        yield f"Made as {other.parts.variant or 'the plain family'}"
    added = [OPTIONS.get(letter, letter) for letter in sorted(its - mine)]
    gone = [OPTIONS.get(letter, letter) for letter in sorted(mine - its)]
    words = [*(["with " + " and ".join(added)] if added else []), *(["without " + " and ".join(gone)] if gone else [])]
    if words:
        text = ", ".join(words)
        yield text[0].upper() + text[1:]


def _letters(hardware: Hardware) -> frozenset[str]:
    return frozenset(hardware.parts.options) - frozenset(MAKERS)


def _order(sibling: Sibling) -> tuple[bool, object, str]:
    figure = sibling.offer.on_demand
    return figure is None, figure.hourly if figure else 0, sibling.offer.name
