"""How well a type suits, in points: fewer are better, and ten are about what a type ten per cent dearer is worth.

Points are no money. Money stays Decimal; only the ratio of two prices becomes a float here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import log2

from portal.ec2.advisor.needs import Needs
from portal.ec2.offers import Hardware, Offer

SPARE_VCPU, SPARE_MEMORY = 30, 20
"""For twice as many as would be just right."""
MOST_SPARE = 120
SHORT = 60
"""For none at all, where the number is only implied."""
GENERATION = 14
"""A generation brings some fifteen per cent more work for a dollar."""
CHIP_GENERATION = 20
"""A generation of GPUs brings more than one of processors."""
SPARE_GPUS = 60
"""A GPU that stands idle costs more than the rest of the machine."""
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
FAR = 80
"""As much worse as a type of a wrong family and the double size."""


class Basis(StrEnum):
    """Which of the prices is compared. A learner who needs a Dedicated Host pays no On-Demand price."""

    ON_DEMAND = "On-Demand"
    SPOT = "Spot"
    HOST = "Dedicated Host"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`hourly` is None where the price is not in the data, never 0. `fit` are the points without the price."""

    offer: Offer
    hourly: Decimal | None
    basis: Basis
    fit: float
    points: float

    @property
    def hardware(self) -> Hardware:
        return self.offer.hardware


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that fits, best first. Unpriced types compete among themselves: nobody knows what they are worth. `shown` are
    the priced ones that deserve a card: a price alone makes no answer of a type that suits far worse."""

    priced: Sequence[Candidate]
    unpriced: Sequence[Candidate]
    shown: Sequence[Candidate]
    cheapest: Decimal | None


def rank(offers: Sequence[Offer], needs: Needs) -> Ranking:
    cheapest = min(filter(None, (going_rate(offer, needs)[1] for offer in offers)), default=None)
    return _ranking(sorted((candidate(offer, needs, cheapest) for offer in offers), key=_order), cheapest)


def only(ranking: Ranking, keeps: Callable[[Hardware], bool]) -> Ranking:
    """The ranking as it would be with these types alone."""
    every = [each for each in (*ranking.priced, *ranking.unpriced) if keeps(each.hardware)]
    return _ranking(every, ranking.cheapest)


def _ranking(every: Sequence[Candidate], cheapest: Decimal | None) -> Ranking:
    fittest = min((each.fit for each in every), default=0)
    priced = [each for each in every if each.hourly is not None]
    return Ranking(
        priced=priced,
        unpriced=[each for each in every if each.hourly is None],
        shown=[each for each in priced if each.fit <= fittest + FAR],
        cheapest=cheapest,
    )


def candidate(offer: Offer, needs: Needs, cheapest: Decimal | None) -> Candidate:
    """`cheapest` of all that fit is the price that the others are measured by."""
    basis, hourly = going_rate(offer, needs)
    fit = _fit(offer, needs)
    if hourly is None or cheapest is None:
        points = fit + (0 if offer.hardware.arm else X86_UNPRICED)
    else:
        points = round(fit + needs.profile.dear * log2(hourly / cheapest), 2)
    return Candidate(offer, hourly, basis, fit, points)


def going_rate(offer: Offer, needs: Needs) -> tuple[Basis, Decimal | None]:
    """What the learner would pay an hour for one machine."""
    if needs.counts_cores:
        return Basis.HOST, offer.host.figure.hourly if offer.host else None
    hourly = offer.on_demand.hourly if offer.on_demand else None
    if needs.workload.interruptible and offer.spot and hourly is not None:
        return Basis.SPOT, hourly * (100 - offer.spot.saving) / 100
    return Basis.ON_DEMAND, hourly


def _order(each: Candidate) -> tuple[float, str]:
    return each.points, each.offer.name


def _fit(offer: Offer, needs: Needs) -> float:
    hardware = offer.hardware
    generation = CHIP_GENERATION if needs.chips else GENERATION
    return round(
        _size(hardware, needs)
        + generation * needs.age(hardware).behind
        + _series(hardware, needs)
        + _extras(hardware, needs)
        + (_distance(hardware.gpus / needs.workload.gpus, SPARE_GPUS) if needs.workload.gpus else 0)
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
    unasked = (hardware.disk_gb > 0 and not needs.workload.disk and not needs.chips) + (
        "n" in options and not needs.workload.network and not needs.chips
    )
    unasked += "b" in options
    unasked += "z" in options and not needs.counts_cores
    return EXTRA * unasked + (FLEX if hardware.parts.variant == "flex" else 0)


def _licences(hardware: Hardware) -> float:
    """Fewer and faster cores need fewer licences for the same work."""
    share = hardware.cores / hardware.vcpus if hardware.cores else 1
    return SHARED_CORE * (2 * share - 1) + CLOCK * max(0.0, FAST_GHZ - (hardware.clock_ghz or 0))
