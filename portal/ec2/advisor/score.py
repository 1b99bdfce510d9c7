"""How well a type suits, in points: fewer are better, and ten are about what a type ten per cent dearer is worth.

Points are no money. Money stays Decimal; only the ratio of two prices becomes a float here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import log2

from portal.ec2.advisor.lines import Age
from portal.ec2.advisor.needs import Needs
from portal.ec2.offers import Hardware, Offer

SPARE_VCPU, SPARE_MEMORY = 30, 20
"""For twice as many as would be just right."""
MOST_SPARE = 120
SHORT = 60
"""For none at all, where the number is only implied."""
GENERATION = 12
"""A generation brings ten to fifteen per cent more work for a dollar."""
MOST_GENERATIONS = 5
SERIES, OTHER_SERIES = 6, 20
WRONG_CHIPS = 30
"""A letter further down the list, where the letter decides which chip does the work."""
EXTRA = 8
"""For what is paid for and not asked for: a local disk, more network, a higher clock."""
FLEX = 3
X86_UNPRICED = 5
"""Without a price, what priced sizes show: Arm is the cheaper one of its generation."""
OFTEN_TAKEN_BACK = 5
SHARED_CORE = 20
"""Where a licence counts cores, a vCPU that is a core of its own costs twice the licences."""
CLOCK, FAST_GHZ = 10, 4.0
UNKNOWN_PRICE = Decimal(0)


class Basis(StrEnum):
    """Which of the prices is compared. A learner who needs a Dedicated Host pays no On-Demand price."""

    ON_DEMAND = "On-Demand"
    SPOT = "Spot"
    HOST = "Dedicated Host"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`hourly` is None where the price is not in the data, never 0."""

    offer: Offer
    hourly: Decimal | None
    basis: Basis
    age: Age
    points: float

    @property
    def hardware(self) -> Hardware:
        return self.offer.hardware


@dataclass(frozen=True, slots=True)
class Ranking:
    """Both best first. Unpriced types compete among themselves: nobody knows what they are worth."""

    priced: Sequence[Candidate]
    unpriced: Sequence[Candidate]
    cheapest: Decimal | None


def rank(offers: Sequence[Offer], needs: Needs, ages: Mapping[str, Age]) -> Ranking:
    measured = [candidate(offer, needs, ages) for offer in offers]
    prices = [each.hourly for each in measured if each.hourly is not None]
    cheapest = min(prices, default=None)
    return Ranking(
        priced=sorted((weighed(each, needs, cheapest) for each in measured if each.hourly is not None), key=_order),
        unpriced=sorted((weighed(each, needs, None) for each in measured if each.hourly is None), key=_order),
        cheapest=cheapest,
    )


def candidate(offer: Offer, needs: Needs, ages: Mapping[str, Age]) -> Candidate:
    """With its points before the price."""
    age = ages.get(offer.hardware.parts.family, Age(0, offer.hardware.parts.family))
    basis, hourly = going_rate(offer, needs)
    return Candidate(offer, hourly, basis, age, _points(offer, needs, age))


def weighed(each: Candidate, needs: Needs, cheapest: Decimal | None) -> Candidate:
    """With the price as well, measured by the cheapest that fits."""
    if each.hourly is None or cheapest is None:
        return replace(each, points=each.points + (0 if each.hardware.arm else X86_UNPRICED))
    return replace(each, points=round(each.points + needs.profile.dear * log2(each.hourly / cheapest), 2))


def going_rate(offer: Offer, needs: Needs) -> tuple[Basis, Decimal | None]:
    """What the learner would pay an hour for one machine."""
    if needs.counts_cores:
        return Basis.HOST, offer.host.figure.hourly if offer.host else None
    hourly = offer.on_demand.hourly if offer.on_demand else None
    if needs.workload.interruptible and offer.spot and hourly is not None:
        return Basis.SPOT, hourly * (100 - offer.spot.saving) / 100
    return Basis.ON_DEMAND, hourly


def _order(each: Candidate) -> tuple[float, Decimal, str]:
    return each.points, each.hourly or UNKNOWN_PRICE, each.offer.name


def _points(offer: Offer, needs: Needs, age: Age) -> float:
    hardware = offer.hardware
    return round(
        _size(hardware, needs)
        + GENERATION * min(age.behind, MOST_GENERATIONS)
        + _series(hardware, needs)
        + _extras(hardware, needs)
        + (_licences(hardware) if needs.counts_cores else 0)
        + (OFTEN_TAKEN_BACK if needs.workload.interruptible and offer.spot and offer.spot.band.startswith(">") else 0),
        2,
    )


def _size(hardware: Hardware, needs: Needs) -> float:
    return _distance(hardware.vcpus / needs.vcpus, SPARE_VCPU) + _distance(
        hardware.memory_mib / needs.mib, SPARE_MEMORY
    )


def _distance(ratio: float, spare: int) -> float:
    return min(spare * (ratio - 1), MOST_SPARE) if ratio >= 1 else SHORT * (1 - ratio)


def _series(hardware: Hardware, needs: Needs) -> int:
    step = WRONG_CHIPS if needs.chips else SERIES
    series = hardware.parts.series
    return needs.series.index(series) * step if series in needs.series else OTHER_SERIES


def _extras(hardware: Hardware, needs: Needs) -> int:
    options = hardware.parts.options
    unasked = ("d" in options and not needs.workload.disk and not needs.chips) + (
        "n" in options and not needs.workload.network and not needs.chips
    )
    unasked += "b" in options
    unasked += "z" in options and not needs.counts_cores
    return EXTRA * unasked + (FLEX if hardware.parts.variant == "flex" else 0)


def _licences(hardware: Hardware) -> float:
    """Fewer and faster cores need fewer licences for the same work."""
    share = hardware.cores / hardware.vcpus if hardware.cores else 1
    return SHARED_CORE * (2 * share - 1) + CLOCK * max(0.0, FAST_GHZ - (hardware.clock_ghz or 0))
