"""The sizes of a family as a ladder: what each has and costs, and whether its price keeps step with its size."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.offers import Offer

LINEAR_WITHIN = Decimal("0.004")
"""AWS rounds its prices, so a step may miss by as much."""


@dataclass(frozen=True, slots=True)
class Step:
    """`linear` is None where it cannot be told: no price, bare metal, or a family with one priced size."""

    offer: Offer
    linear: bool | None

    @property
    def words(self) -> str:
        if self.offer.on_demand is None:
            return ""
        return {True: "in step", False: "out of step", None: "not comparable"}[self.linear]


@dataclass(frozen=True, slots=True)
class Ladder:
    family: str
    steps: tuple[Step, ...]
    words: str


def ladder(offers: Iterable[Offer], family: str) -> Ladder:
    """All sizes of the family among the offers, the smallest first."""
    sizes = sorted((each for each in offers if each.hardware.parts.family == family), key=_size)
    unit = _unit_price(sizes)
    steps = tuple(Step(each, _in_step(each, unit)) for each in sizes)
    return Ladder(family, steps, _words(steps))


def _size(offer: Offer) -> tuple[bool, int, Decimal, str]:
    hardware = offer.hardware
    factor = hardware.parts.factor
    return hardware.bare_metal, hardware.vcpus, factor or Decimal(0), hardware.name


def _for_one(offer: Offer) -> Decimal | None:
    """The price of a `small`, as this size would have it."""
    factor = offer.hardware.parts.factor
    return offer.on_demand.hourly / factor if offer.on_demand and factor else None


def _unit_price(sizes: Iterable[Offer]) -> Decimal | None:
    """The one that most sizes agree on; None where no two do."""
    found = [price for each in sizes if (price := _for_one(each)) is not None]
    if not found:
        return None
    votes = Counter({price: sum(_alike(price, other) for other in found) for price in found})
    price, count = votes.most_common(1)[0]
    return price if count > 1 else None


def _alike(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= LINEAR_WITHIN * other


def _in_step(offer: Offer, unit: Decimal | None) -> bool | None:
    price = _for_one(offer)
    return None if price is None or unit is None else _alike(price, unit)


def _words(steps: tuple[Step, ...]) -> str:
    compared = [step for step in steps if step.linear is not None]
    out = [step.offer.hardware.parts.size for step in compared if not step.linear]
    unpriced = sum(step.offer.on_demand is None for step in steps)
    missing = f" {_sizes(unpriced)} no price in this data." if unpriced else ""
    if len(compared) < 2:
        return f"Too few prices to see how they grow with the size.{missing}"
    if not out:
        return f"Twice the size costs twice as much, so two small ones cost what one large one does.{missing}"
    return f"Prices do not keep step with the size here: {', '.join(out)}.{missing}"


def _sizes(number: int) -> str:
    return "1 size has" if number == 1 else f"{number} sizes have"
