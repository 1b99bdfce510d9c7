"""One type for one plan: what every way to pay is reckoned from, and the On-Demand bill that it is measured against."""

from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.offers import OS, Hardware, Offer
from portal.ec2.purchase.credits import Surcharge, surcharge
from portal.ec2.purchase.usage import Usage


@dataclass(frozen=True, slots=True)
class Case:
    offer: Offer
    usage: Usage
    os: OS

    @property
    def hardware(self) -> Hardware:
        return self.offer.hardware

    @property
    def on_demand(self) -> Decimal | None:
        return self.offer.on_demand.hourly if self.offer.on_demand else None

    @property
    def surcharge(self) -> Surcharge:
        return surcharge(self.hardware, self.usage, self.os)

    @property
    def extra(self) -> Decimal:
        """Dollars a month for CPU above the baseline, which no way to pay makes cheaper."""
        return (self.surcharge.hourly or Decimal(0)) * self.usage.hours

    @property
    def reference(self) -> Decimal | None:
        """The month On-Demand."""
        return None if self.on_demand is None else self.on_demand * self.usage.hours + self.extra
