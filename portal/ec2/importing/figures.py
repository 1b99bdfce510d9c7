"""What one price file says about one Region. Pure: the reading ends here, and the checks and the writing begin."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.ec2.models import Offer
from portal.ec2.offers import OS, Commitment, Hardware

HOURS_A_YEAR = 8760

Key = tuple[str, OS]
"""An instance type with an operating system."""

Rated = tuple[str, OS, str]
"""A price of it: On-Demand, or a commitment by its key."""

ON_DEMAND = "on-demand"
SYSTEMS = {OS.LINUX: "Linux", OS.WINDOWS: "Windows", OS.RHEL: "RHEL", OS.SUSE: "SUSE"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What goes into one row of prices; `terms` in the words of `portal.ec2.models.Price`."""

    hourly: Decimal | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HostCell:
    hourly: Decimal
    capacities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """The file. `name` is for messages; `source` is what pages print."""

    name: str
    source: str
    published: datetime.date
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """`refused` tells of prices that the file states and nobody can believe; `left_out` counts rows by the reason.
    `region_name` is empty where the file does not state it."""

    offer: Offer
    region: str
    region_name: str
    origin: Origin
    prices: Mapping[Key, Cell]
    hosts: Mapping[str, HostCell] = field(default_factory=dict)
    hardware: Mapping[str, Hardware] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def types(self) -> set[str]:
        return {name for name, _ in self.prices}


def called(key: Key) -> str:
    """In messages: m5.large, Linux."""
    name, os = key
    return f"{name}, {SYSTEMS[os]}"


def rates(prices: Mapping[Key, Cell], offer: Offer) -> dict[Rated, Decimal]:
    """Each price as dollars an hour at full use, an upfront fee spread over its years. Spot states none."""
    found: dict[Rated, Decimal] = {}
    for (name, os), cell in prices.items() if offer != Offer.SPOT else ():
        if cell.hourly is not None:
            found[name, os, ON_DEMAND] = cell.hourly
        for key, (upfront, each) in cell.terms.items():
            found[name, os, key] = Decimal(each) + Decimal(upfront) / (HOURS_A_YEAR * Commitment.of(key).years)
    return found
