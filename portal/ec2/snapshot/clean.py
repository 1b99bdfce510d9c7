"""Which Linux prices of a faulty price file can be believed. Pure.

For one type in one Region AWS publishes many prices: shared machines, Dedicated ones that cost 6 or 10 per cent more,
reservations at 0. The file keeps whichever came last. What gives the right ones away is that a family is priced by
size: twice the machine, twice the price. Where two sizes agree on the price of one unit, at the lowest level at which
any two agree, both hold the shared price, and what the other sizes must cost follows from them. Sizes that carry GPUs
or other chips in another proportion are different machines, and their agreement is chance.

A whole ladder can still stand on Dedicated prices. Then another size lies lower by just that factor, or the family is
dearer by it than its relatives make likely in that Region: such a ladder is refused.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from portal.ec2.names import read
from portal.ec2.offers import Grade, Hardware
from portal.ec2.snapshot.cells import Cells
from portal.ec2.snapshot.file import Quote

TOLERANCE = Decimal("0.004")
PLACES = Decimal("0.00001")
DEDICATED = (Decimal("1.06"), Decimal("1.10"))
COMMON_REGIONS = 4
"""So many Regions must show two families side by side before their usual ratio means anything."""

UNEVEN = frozenset("c4 d2 m1 m3 t2".split())
"""Families whose sizes do not cost what their factor says. T3, T3a and T4g do."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The sizes of a family in one Region. `prices` has what the file gives, `sure` those that agree."""

    region: str
    family: str
    prices: Mapping[str, Decimal]
    sure: Collection[str]

    @property
    def unit(self) -> Decimal:
        """What one unit costs at the level that is believed, by its largest size, which is rounded least."""
        largest = max(self.sure, key=factor)
        return self.prices[largest] / factor(largest)


def linux(cells: Cells, types: Mapping[str, Hardware]) -> tuple[dict[str, dict[str, Quote]], list[Ladder]]:
    """The prices by Region and type, and the ladders that were refused."""
    found = [ladder for region, row in sorted(cells.items()) for ladder in ladders(region, row, types)]
    plausible = [ladder for ladder in found if not is_undercut(ladder)]
    refused = [ladder for ladder in found if is_undercut(ladder) or is_dear(ladder, plausible)]
    out = {(ladder.region, ladder.family) for ladder in refused}
    quotes: dict[str, dict[str, Quote]] = {}
    for ladder in found:
        if (ladder.region, ladder.family) not in out:
            quotes.setdefault(ladder.region, {}).update(quote(ladder, cells[ladder.region], types))
    return quotes, refused


def factor(name: str) -> Decimal:
    """Of a type that has one: metal does not get as far as this."""
    return read(name).factor or Decimal(0)


def ladders(region: str, row: Mapping[str, Decimal], types: Mapping[str, Hardware]) -> Iterable[Ladder]:
    """The families of a Region of which at least two sizes agree."""
    families: dict[str, dict[str, Decimal]] = {}
    for name, price in row.items():
        if price > 0 and factor(name):
            families.setdefault(read(name).family, {})[name] = price
    for family, prices in sorted(families.items()):
        sure = lowest_agreement(prices, types)
        if sure:
            yield Ladder(region, family, prices, sure)


def lowest_agreement(prices: Mapping[str, Decimal], types: Mapping[str, Hardware]) -> list[str]:
    """The types at the lowest price of a unit at which two or more agree; none where no two do."""
    units = {name: price / factor(name) for name, price in prices.items()}
    for lowest in sorted(units, key=lambda name: (units[name], name)):
        agreeing = [
            name
            for name, unit in units.items()
            if unit >= units[lowest] and near(unit, units[lowest]) and chips(types[name]) == chips(types[lowest])
        ]
        if len(agreeing) > 1:
            return sorted(agreeing, key=factor)
    return []


def chips(hardware: Hardware) -> Decimal:
    """GPUs and other chips for each unit of size."""
    return (hardware.gpus + hardware.accelerators) / factor(hardware.name)


def is_undercut(ladder: Ladder) -> bool:
    """Whether a size costs less by what Dedicated machines cost more: then the agreement is on their prices."""
    return any(
        near(ladder.unit * factor(name) / price, dearer)
        for name, price in ladder.prices.items()
        for dearer in DEDICATED
    )


def is_dear(ladder: Ladder, others: Iterable[Ladder]) -> bool:
    """Whether the family costs more here, by that same factor, than its relatives suggest."""
    excess = excess_over_relatives(ladder, others)
    return excess is not None and any(near(excess, dearer) for dearer in DEDICATED)


def excess_over_relatives(ladder: Ladder, others: Iterable[Ladder]) -> Decimal | None:
    """The ratio to the families of the same series in this Region, over what it is elsewhere: 1 where all is well.

    Regions differ in price, and not alike for Intel, AMD and Arm, so the middle of the relatives speaks.
    """
    series = read(f"{ladder.family}.large").series
    units: dict[str, dict[str, Decimal]] = {}
    for other in others:
        if read(f"{other.family}.large").series == series:
            units.setdefault(other.family, {})[other.region] = other.unit
    own = units[ladder.family]
    ratios = []
    for family, theirs in units.items():
        common = own.keys() & theirs.keys()
        if family != ladder.family and ladder.region in common and len(common) >= COMMON_REGIONS:
            usual = median(own[region] / theirs[region] for region in common)
            ratios.append(ladder.unit / theirs[ladder.region] / usual)
    return median(ratios) if ratios else None


def near(ratio: Decimal, target: Decimal) -> bool:
    return abs(ratio / target - 1) <= TOLERANCE


def quote(ladder: Ladder, row: Mapping[str, Decimal], types: Mapping[str, Hardware]) -> dict[str, Quote]:
    """What agrees is confirmed. The other sizes that the file knows, with whatever figure, are derived."""
    quotes = {name: Quote(ladder.prices[name], Grade.CONFIRMED) for name in ladder.sure}
    for name in row:
        if read(name).family == ladder.family and name not in quotes and may_derive(types[name]):
            quotes[name] = Quote(derived(name, ladder), Grade.DERIVED)
    return quotes


def may_derive(hardware: Hardware) -> bool:
    """Not where sizes differ in more than size: with GPUs and other chips, in some old families, and on metal."""
    even = hardware.parts.family not in UNEVEN and bool(factor(hardware.name))
    return even and not hardware.gpus and not hardware.accelerators


def derived(name: str, ladder: Ladder) -> Decimal:
    """From the next larger size that is sure, whose price is rounded less; from the largest where none is larger."""
    larger = [each for each in ladder.sure if factor(each) > factor(name)]
    base = min(larger, key=factor) if larger else max(ladder.sure, key=factor)
    return (ladder.prices[base] / factor(base) * factor(name)).quantize(PLACES)
