"""Hours and dollars: what a month is, and how every price on the chooser's pages is written.

Sums stay exact. Rounding happens here, in the text, and nowhere else.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

HOURS_A_DAY = Decimal(24)
HOURS_A_WEEK = Decimal(168)
HOURS_A_MONTH = Decimal(730)
"""A twelfth of a year, as AWS's own calculator counts. Real months have 672 to 744."""
HOURS_A_YEAR = Decimal(8760)
"""AWS: “a year is defined as 31,536,000 seconds”, in the user guide on Reserved Instances."""

PLACES, HOURLY_PLACES = 2, 4
WHOLE_FROM = Decimal(100)
"""From here on the cents of an estimate would only pretend to be known."""


class Unit(StrEnum):
    """What a price on a page is for. The values are those of `unit` in an address."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    @property
    def hours(self) -> Decimal:
        return HOURS[self]


HOURS = {Unit.HOUR: Decimal(1), Unit.DAY: HOURS_A_DAY, Unit.MONTH: HOURS_A_MONTH, Unit.YEAR: HOURS_A_YEAR}


def per(hourly: Decimal, unit: Unit) -> Decimal:
    """What an hourly price comes to in a unit, running all the time."""
    return hourly * unit.hours


def price(hourly: Decimal, unit: Unit) -> str:
    """An hourly price as text, in a unit: $0.0340 an hour, $24.82 a month."""
    return an_hour(hourly) if unit is Unit.HOUR else dollars(per(hourly, unit))


def an_hour(amount: Decimal) -> str:
    """$0.0340. AWS states prices of small types in hundredths of a cent."""
    return dollars(amount, HOURLY_PLACES)


def dollars(amount: Decimal, places: int = PLACES) -> str:
    """$1,234.50. What costs something is never shown as nothing."""
    smallest = Decimal(1).scaleb(-places)
    sign = "−" if amount < 0 else ""
    if 0 < abs(amount) < smallest / 2:
        return f"{sign}under ${smallest}"
    return f"{sign}${abs(_rounded(amount, places)):,}"


def whole_dollars(amount: Decimal) -> str:
    return dollars(amount, places=0)


def between(low: Decimal, high: Decimal) -> str:
    """A range of dollars: $11.20 to $15.40, and without the cents where they are small beside it."""
    places = 0 if low >= WHOLE_FROM else PLACES
    first, last = dollars(low, places), dollars(high, places)
    return first if first == last else f"{first} to {last}"


def percent(share: Decimal) -> str:
    """61%, of a share of 0.614."""
    sign = "−" if share < 0 else ""
    if 0 < abs(share) < Decimal("0.005"):
        return f"{sign}under 1%"
    return f"{sign}{abs(_rounded(share * 100, 0)):,}%"


def count(number: Decimal) -> str:
    """Hours, months and machines: 1,460."""
    return f"{_rounded(number, 0):,}"


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
