"""Which prices with a licence included can be believed, given the Linux prices that are. Pure.

In these lists the price file mixes in the licence alone, and machines for which one brings one's own licence. But a
licence costs the same wherever the machine stands, so it shows which cells are machine and licence together.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from portal.ec2.offers import Grade, Hardware
from portal.ec2.snapshot.cells import Cells
from portal.ec2.snapshot.clean import may_derive, near
from portal.ec2.snapshot.file import Quote

WINDOWS = Decimal("0.046")
"""US dollars an hour for each vCPU, measured on 202 types of us-east-1."""

OWN_LICENCE_PRICE = frozenset("c1 c3 c7i-flex h1 i2 m2 m7i-flex r3".split())
"""Where Windows costs something else: the oldest families by Region, the flex families by size."""

STEP = Decimal("0.0005")
"""Half of the last digit of a price with three decimals, as AWS rounds many of these."""
SEEN = 5
"""So many machines must show a surcharge before it counts as the usual one."""

Quotes = Mapping[str, Mapping[str, Quote]]


def windows(linux: Quotes, cells: Cells, types: Mapping[str, Hardware]) -> dict[str, dict[str, Quote]]:
    """A cell is confirmed where it is Linux and licence, and replaced by that sum where it is not."""
    quotes: dict[str, dict[str, Quote]] = {}
    for region, name, price in _stated(linux, cells):
        hardware = types[name]
        due = linux[region][name].hourly + hardware.vcpus * WINDOWS
        if not hardware.arm and near(price, due):
            quotes.setdefault(region, {})[name] = Quote(price, Grade.CONFIRMED)
        elif not hardware.arm and may_add(hardware):
            quotes.setdefault(region, {})[name] = Quote(due, Grade.DERIVED)
    return quotes


def may_add(hardware: Hardware) -> bool:
    """T machines pay for the licence by size, and where sizes are uneven on Linux they are here."""
    family = hardware.parts.family
    return may_derive(hardware) and not hardware.burstable and family not in OWN_LICENCE_PRICE


def surcharged(linux: Quotes, cells: Cells, types: Mapping[str, Hardware]) -> dict[str, dict[str, Quote]]:
    """RHEL and SUSE: confirmed where the surcharge is the commonest for so many vCPUs, else unknown."""
    usual = usual_surcharges(linux, cells, types)
    quotes: dict[str, dict[str, Quote]] = {}
    for region, name, price in _stated(linux, cells):
        surcharge = usual.get(types[name].vcpus)
        if surcharge is not None and abs(price - linux[region][name].hourly - surcharge) <= STEP:
            quotes.setdefault(region, {})[name] = Quote(price, Grade.CONFIRMED)
    return quotes


def usual_surcharges(linux: Quotes, cells: Cells, types: Mapping[str, Hardware]) -> dict[int, Decimal]:
    """By number of vCPUs. A cell that costs no more than Linux says nothing."""
    seen: dict[int, Counter[Decimal]] = {}
    for region, name, price in _stated(linux, cells):
        surcharge = (price - linux[region][name].hourly).quantize(Decimal("0.0001"))
        if surcharge > 0:
            seen.setdefault(types[name].vcpus, Counter())[surcharge] += 1
    commonest = {vcpus: counted.most_common(1)[0] for vcpus, counted in seen.items()}
    return {vcpus: surcharge for vcpus, (surcharge, times) in commonest.items() if times >= SEEN}


def _stated(linux: Quotes, cells: Cells) -> list[tuple[str, str, Decimal]]:
    """The cells of machines whose Linux price is known, in a fixed order."""
    return [
        (region, name, cells[region][name])
        for region in sorted(linux)
        for name in sorted(linux[region])
        if name in cells.get(region, {})
    ]
