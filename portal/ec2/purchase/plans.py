"""How AWS settles one hour of a Savings Plan. An hour is settled by itself: what it leaves is lost when it ends."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Hour:
    """Dollars. The commitment is always due; `over` comes on top, `unused` is the part of it that bought nothing."""

    commitment: Decimal
    over: Decimal
    unused: Decimal

    @property
    def bill(self) -> Decimal:
        return self.commitment + self.over

    @property
    def utilisation(self) -> Decimal:
        return 1 - self.unused / self.commitment


def settle(commitment: Decimal, instances: Decimal, *, rate: Decimal, on_demand: Decimal) -> Hour:
    """`commitment` is in the plan's own dollars, which buy instance-hours at `rate`, not at the On-Demand price."""
    covered = commitment / rate
    return Hour(
        commitment=commitment,
        over=max(Decimal(0), instances - covered) * on_demand,
        unused=max(Decimal(0), covered - instances) * rate,
    )
