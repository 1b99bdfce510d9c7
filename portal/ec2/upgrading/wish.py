"""What somebody with a type that is short of something would accept instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.lines import Age
from portal.ec2.offers import OS, Hardware, Offer
from portal.ec2.upgrading.shortage import MOST, Short, amount, cpu_share, relieves

MOST_MEMORY = 4
MOST_BEHIND = 2
"""Generations. Nobody moves to a machine that has to be moved from next."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`arm` is None where nobody said whether the software runs on it, `cpu` where nobody measured the average use of
    the vCPUs in per cent."""

    present: Offer
    short: Short
    os: OS
    ages: Mapping[str, Age]
    arm: bool | None = None
    cpu: Decimal | None = None

    @property
    def hardware(self) -> Hardware:
        return self.present.hardware

    @property
    def idler(self) -> "Wish":
        """The same, if the CPU were known to do almost nothing."""
        return replace(self, cpu=Decimal(0))

    def behind(self, hardware: Hardware) -> int:
        age = self.ages.get(hardware.parts.family)
        return age.behind if age else 0

    def accepts(self, other: Offer) -> bool:
        """What relieves the shortage and takes nothing away."""
        mine, its = self.hardware, other.hardware
        return (
            self.present.name != other.name
            and self._is_as_large(its)
            and self._runs(its)
            and _of_a_kind(mine, its)
            and self._keeps_up(its)
            and self._young_enough(its)
            and relieves(mine, its, self.short)
            and (self.short is not Short.MONEY or _saves(self.present, other))
        )

    def _is_as_large(self, its: Hardware) -> bool:
        mine = self.hardware
        return (
            mine.vcpus <= its.vcpus <= MOST[self.short] * mine.vcpus
            and mine.memory_mib <= its.memory_mib <= MOST_MEMORY * mine.memory_mib
        )

    def _runs(self, its: Hardware) -> bool:
        return not its.arm or (self.arm is not False and self.os is not OS.WINDOWS)

    def _keeps_up(self, its: Hardware) -> bool:
        """A baseline is accepted where it is no less CPU than now, or to save money where the use was measured and
        stays under it."""
        if not is_part_time(its):
            return True
        share, has, gets = cpu_share(its), amount(self.hardware, Short.CPU), amount(its, Short.CPU)
        if share is None or gets is None:
            return False
        if self.short is Short.CPU or (has is not None and gets >= has):
            return True
        average = None if self.cpu is None else self.cpu * self.hardware.vcpus / its.vcpus
        return self.short is Short.MONEY and average is not None and average < share

    def _young_enough(self, its: Hardware) -> bool:
        """Another size of the same family is never too old."""
        mine = self.hardware
        return mine.parts.family == its.parts.family or self.behind(its) <= max(MOST_BEHIND, self.behind(mine))


def is_part_time(hardware: Hardware) -> bool:
    """Whether it may use only a part of its CPU all day."""
    return burst.is_burstable(hardware.name) or hardware.parts.variant == "flex"


def _of_a_kind(mine: Hardware, its: Hardware) -> bool:
    """No bare metal, Mac or chips for somebody who has none, and no fewer chips of the kind for who has."""
    return (
        its.bare_metal == mine.bare_metal
        and its.gpus >= mine.gpus
        and its.accelerators >= mine.accelerators
        and (its.gpus > 0) == (mine.gpus > 0)
        and (its.accelerators > 0) == (mine.accelerators > 0)
        and (its.parts.series == "mac") == (mine.parts.series == "mac")
        and ("f" in its.parts.options) <= ("f" in mine.parts.options)
    )


def _saves(present: Offer, other: Offer) -> bool:
    return bool(present.on_demand and other.on_demand and other.on_demand.hourly < present.on_demand.hourly)
