"""What Spot costs once the work that interruptions undo is paid for."""

import re
from decimal import Decimal

from portal.ec2.money import HOURS_A_MONTH
from portal.ec2.offers import Spot

LAST_NUMBER = re.compile(r"(\d+)\s*%?\s*$")
MINUTES = Decimal(60)


def rate(on_demand: Decimal, spot: Spot) -> Decimal:
    """AWS states the saving over On-Demand, in whole per cent."""
    return on_demand * (100 - spot.saving) / 100


def effective(on_demand: Decimal, spot: Spot, redo_minutes: Decimal) -> Decimal:
    """An hour of useful work: interruptions in the run, times what each undoes, over the run's length.

    The band counts a whole month, so a run of some hours meets its part of it, and the run's length cancels out.
    """
    lost = interruptions(spot.band) / HOURS_A_MONTH * redo_minutes / MINUTES
    return rate(on_demand, spot) * (1 + lost)


def interruptions(band: str) -> Decimal:
    """The worst end of a band, as a share of machines in a month: 0.1 for “5-10%”. An open or strange band is 1."""
    last = LAST_NUMBER.search(band)
    if not last or band.lstrip().startswith(">"):
        return Decimal(1)
    return min(Decimal(last[1]) / 100, Decimal(1))


def band_words(band: str) -> str:
    """The band within a sentence: “fewer than 5%”, “5% to 10%”."""
    numbers = re.findall(r"\d+", band)
    if band.lstrip().startswith("<"):
        return f"fewer than {numbers[0]}%"
    if band.lstrip().startswith(">"):
        return f"more than {numbers[0]}%"
    return " to ".join(f"{number}%" for number in numbers)
