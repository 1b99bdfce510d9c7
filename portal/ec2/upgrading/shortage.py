"""What a type can be short of, how much of it a type has, and from when on another one relieves it."""

from decimal import Decimal
from enum import StrEnum

from portal.ec2 import burst
from portal.ec2.advisor.filters import FLEX_BASELINE
from portal.ec2.advisor.words import MIB, plain
from portal.ec2.offers import Hardware

FULL = Decimal(100)


class Short(StrEnum):
    """The values are those of `short` in an address."""

    MEMORY = "memory"
    CPU = "cpu"
    NETWORK = "network"
    MONEY = "money"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def axis(self) -> str:
        """What the picture shows beside the price."""
        return AXES[self]


LABELS = {Short.MEMORY: "Memory", Short.CPU: "CPU", Short.NETWORK: "Network", Short.MONEY: "Money"}
AXES = {
    Short.MEMORY: "GiB of memory",
    Short.CPU: "vCPUs’ worth of CPU all day",
    Short.NETWORK: "Gbps of network kept up",
    Short.MONEY: "GiB of memory",
}
ENOUGH = Decimal("1.25")
"""A quarter more is the least that is worth moving for."""
MOST = {Short.MEMORY: Decimal(4), Short.CPU: Decimal(4), Short.NETWORK: Decimal(8), Short.MONEY: Decimal(2)}
"""More than this is another machine, not the next step."""


def cpu_share(hardware: Hardware) -> Decimal | None:
    """Per cent of each vCPU that it may use all day; None where that is unknown."""
    if hardware.parts.variant == "flex":
        return FLEX_BASELINE
    return burst.baseline(hardware.name) if hardware.burstable else FULL


def amount(hardware: Hardware, short: Short) -> Decimal | None:
    """How much of it the type has, as the picture shows it; None where that is unknown."""
    if short is Short.CPU:
        share = cpu_share(hardware)
        return None if share is None else hardware.vcpus * share / FULL
    if short is Short.NETWORK:
        known = hardware.network_baseline_gbps
        return None if known is None else Decimal(str(known))
    return hardware.memory_gib


def relieves(present: Hardware, other: Hardware, short: Short) -> bool:
    """Whether the other has clearly more of it. For money anything that is enough will do: its price decides."""
    has, gets = amount(present, short), amount(other, short)
    if gets is None:
        return False
    if short is Short.MONEY:
        return True
    if has is None or has == 0:
        return short is not Short.CPU or not other.burstable
    return ENOUGH * has <= gets <= MOST[short] * has


def relief(present: Hardware, other: Hardware, short: Short) -> str:
    """In words, what the other brings."""
    has, gets = amount(present, short), amount(other, short)
    if short is Short.MEMORY:
        return f"{plain(other.memory_gib)} GiB of memory{_times(has, gets)}."
    if short is Short.NETWORK:
        return f"Keeps up {plain(gets or 0)} Gbps of network{_times(has, gets)}."
    if short is Short.CPU:
        return _cpu(present, other, _times(has, gets))
    return f"{other.vcpus} vCPU and {plain(Decimal(other.memory_mib) / MIB)} GiB: no less than now."


def _cpu(present: Hardware, other: Hardware, times: str) -> str:
    mine, its = cpu_share(present), cpu_share(other)
    if its == FULL and mine != FULL:
        kept = "an unknown share" if mine is None else f"{plain(mine)}%"
        return f"All of its {other.vcpus} vCPU all day, where {present.name} keeps up {kept} of each."
    return f"{other.vcpus} vCPU{times or ', with all of it'} CPU all day."


def _times(has: Decimal | None, gets: Decimal | None) -> str:
    if not has or gets is None:
        return ""
    ratio = gets / has
    if ratio == 2:
        return ", twice as much"
    return f", {plain(ratio)} times as much" if ratio > 2 else f", {plain(round((ratio - 1) * 100))}% more"
