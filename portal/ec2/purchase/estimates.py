"""What commitments normally cost, for data that holds On-Demand prices only. Every figure made here is an estimate."""

import datetime
from decimal import Decimal

from portal.ec2.offers import OS, Kind, Source
from portal.ec2.purchase.span import Span

SAVINGS = {
    (Kind.STANDARD, 1): (21, 43),
    (Kind.STANDARD, 3): (31, 68),
    (Kind.CONVERTIBLE, 1): (5, 35),
    (Kind.CONVERTIBLE, 3): (17, 63),
}
"""The least and the most off On-Demand in per cent, with nothing upfront. Measured over all types of 34 Regions."""

MEASURED = Source("Range measured over AWS’s Linux list prices", datetime.date(2025, 4, 4))

LIKE = {Kind.INSTANCE: Kind.STANDARD, Kind.COMPUTE: Kind.CONVERTIBLE}
"""The Reserved Instance that a Savings Plan normally costs as much as. There are exceptions, so: an estimate."""


def savings(kind: Kind, years: int, os: OS) -> Span | None:
    """Shares of On-Demand. None where nothing was measured: a price with a licence in it is not discounted in the
    same proportion as Linux."""
    if os is not OS.LINUX:
        return None
    least, most = SAVINGS[LIKE.get(kind, kind), years]
    return Span(Decimal(least), Decimal(most)) / Decimal(100)


def estimated(kind: Kind, years: int, on_demand: Decimal, os: OS) -> Span | None:
    """The hourly rate of a commitment with nothing upfront."""
    saved = savings(kind, years, os)
    return Span(1 - saved.high, 1 - saved.low) * on_demand if saved else None
