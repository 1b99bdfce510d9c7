"""Which machine sells memory, or processors, cheapest?"""

from collections.abc import Callable
from decimal import Decimal

from portal.ec2.advisor.words import plain
from portal.ec2.costs import stock
from portal.ec2.costs.asked import Asked, Template
from portal.ec2.costs.draw import Draw
from portal.ec2.offers import Offer

APART = Decimal("1.03")
"""The best is so much cheaper than the next, or the question would be about the fourth digit."""

Measure = Callable[[Offer], Decimal]
MEASURES: dict[str, tuple[str, Measure]] = {
    "GiB": (
        "A cache keeps all it knows in memory, and nothing else of the machine matters. Which of these sells memory "
        "cheapest",
        lambda offer: offer.hardware.memory_gib,
    ),
    "vCPU": (
        "A night job calculates on all vCPUs it gets and needs hardly any memory. Which of these sells vCPUs cheapest",
        lambda offer: Decimal(offer.hardware.vcpus),
    ),
}


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    unit = draw.of(tuple(MEASURES))
    story, size = MEASURES[unit]
    three = _three(draw, stock.machines(region), size)
    ordered = sorted(three, key=lambda offer: _price(offer, size))
    return Asked(
        f"{story}, On-Demand in {stock.name(region)}?",
        tuple(
            f"{each.name}: {stock.exactly(stock.hourly(each))} / {plain(size(each))} {unit} = "
            f"{stock.exactly(_price(each, size).quantize(Decimal('0.00001')))} an hour for one {unit}."
            for each in ordered
        ),
        answer=ordered[0].name,
        choices=tuple((each.name, _label(each)) for each in three),
    )


def _three(draw: Draw, machines: list[Offer], size: Measure) -> list[Offer]:
    """Of three families, with one best."""
    while True:
        three = draw.some(machines, 3)
        best, second, _ = sorted(_price(each, size) for each in three)
        if len({each.hardware.parts.family for each in three}) == 3 and second > best * APART:
            return three


def _price(offer: Offer, size: Measure) -> Decimal:
    return stock.hourly(offer) / size(offer)


def _label(offer: Offer) -> str:
    hardware, price = offer.hardware, stock.exactly(stock.hourly(offer))
    return f"{offer.name}: {hardware.vcpus} vCPU, {plain(hardware.memory_gib)} GiB, {price} an hour"


TEMPLATE = Template("unit-price", make)
