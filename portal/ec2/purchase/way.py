"""A way to pay for a type, with all that a page shows of it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

from portal.ec2.offers import Commitment, Grade, Source
from portal.ec2.purchase.cost import Cost
from portal.ec2.purchase.words import compared


class Group(StrEnum):
    ON_DEMAND = "on-demand"
    SPOT = "spot"
    RESERVED = "reserved"
    PLAN = "plan"
    HOST = "host"

    @property
    def lesson(self) -> str:
        """Where the course teaches it: topic/lesson#section."""
        return LESSONS[self]


LESSONS = {
    Group.ON_DEMAND: "paying/spot#on-demand-the-price-you-compare-with",
    Group.SPOT: "paying/spot#spot-the-machines-left-over",
    Group.RESERVED: "paying/savings-plans#reserved-instances-the-older-promise",
    Group.PLAN: "paying/savings-plans#a-promise-of-money",
    Group.HOST: "paying/dedicated#two-kinds-without-neighbours",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts of a bar from left to right, in per cent of its full width."""

    used: Decimal
    unused: Decimal
    """Hatched: paid for and not used."""
    spread: Decimal
    """From the low to the high end of an estimate."""
    cut: bool = False

    @property
    def unused_from(self) -> Decimal:
        return self.used

    @property
    def spread_from(self) -> Decimal:
        return self.used + self.unused


@dataclass(frozen=True, slots=True)
class Way:
    """`key` names it in addresses and stored answers: a group, or a commitment's key. Without a figure in the data
    `cost`, `grade`, `source` and `bar` are None, and `words` say why."""

    key: str
    group: Group
    label: str
    note: str
    words: str
    commitment: Commitment | None = None
    cost: Cost | None = None
    grade: Grade | None = None
    source: Source | None = None
    bar: Bar | None = None

    @property
    def compared(self) -> str:
        """“61% less”, “92% more”, “Reference”; empty where there is nothing to compare."""
        if self.cost is None or self.cost.saving is None:
            return ""
        return "Reference" if self.group is Group.ON_DEMAND else compared(self.cost.saving)

    def priced(self, cost: Cost, grade: Grade, source: Source) -> Self:
        return replace(self, cost=cost, grade=grade, source=source)
