"""What one region offers: instance types, what they are and what they cost. Pure: no database, no clock."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from portal.ec2.names import Name, read


class OS(StrEnum):
    LINUX = "linux"
    WINDOWS = "windows"
    RHEL = "rhel"
    SUSE = "suse"

    @property
    def label(self) -> str:
        return SYSTEMS[self]


SYSTEMS = {OS.LINUX: "Linux", OS.WINDOWS: "Windows", OS.RHEL: "RHEL", OS.SUSE: "SUSE"}


class Grade(StrEnum):
    """How a figure came to be. The pages print `label` beside it."""

    CONFIRMED = "confirmed"
    DERIVED = "derived"
    ESTIMATE = "estimate"
    IMPORTED = "imported"

    @property
    def label(self) -> str:
        return GRADES[self]


GRADES = {
    Grade.CONFIRMED: "list price, confirmed within its family",
    Grade.DERIVED: "derived",
    Grade.ESTIMATE: "estimate",
    Grade.IMPORTED: "imported",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from, and the day for which their publisher states them."""

    name: str
    published: datetime.date


@dataclass(frozen=True, slots=True)
class Figure:
    """A price in US dollars an hour."""

    hourly: Decimal
    grade: Grade
    source: Source


class Kind(StrEnum):
    """What can be promised. The first two are Reserved Instances, the others Savings Plans."""

    STANDARD = "standard"
    CONVERTIBLE = "convertible"
    INSTANCE = "instance"
    COMPUTE = "compute"


class Payment(StrEnum):
    NONE = "none"
    PARTIAL = "partial"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Commitment:
    kind: Kind
    years: int
    payment: Payment

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.years}-{self.payment}"

    @classmethod
    def of(cls, key: str) -> "Commitment":
        kind, years, payment = key.split("-")
        return cls(Kind(kind), int(years), Payment(payment))


@dataclass(frozen=True, slots=True)
class Rate:
    """What a commitment costs for one instance, in dollars. A Savings Plan has no upfront row of its own: `upfront` is
    0 and `hourly` already holds the payment option."""

    upfront: Decimal
    hourly: Decimal
    grade: Grade
    source: Source


@dataclass(frozen=True, slots=True)
class Spot:
    """The saving over On-Demand in whole per cent, and how often AWS took such machines back in the last month."""

    saving: int
    band: str
    source: Source


@dataclass(frozen=True, slots=True)
class Host:
    """A Dedicated Host, and how many instances of the type fit on it."""

    figure: Figure
    capacity: int


@dataclass(frozen=True, slots=True)
class Hardware:
    """An instance type as its maker describes it. Unknown numbers are None, never 0."""

    name: str
    vcpus: int
    cores: int | None
    memory_mib: int
    architectures: tuple[str, ...]
    maker: str
    clock_ghz: float | None = None
    gpus: int = 0
    gpu_name: str = ""
    gpu_memory_mib: int = 0
    accelerators: int = 0
    accelerator_name: str = ""
    disk_gb: int = 0
    disk_count: int = 0
    disk_kind: str = ""
    network: str = ""
    network_baseline_gbps: float | None = None
    network_peak_gbps: float | None = None
    ebs_baseline_mbps: float | None = None
    ebs_peak_mbps: float | None = None
    bare_metal: bool = False
    burstable: bool = False
    current: bool = True
    spot: bool = True
    hosts: bool = False
    hibernation: bool = False
    free_tier: bool = False
    efa: bool = False
    source: str = ""

    @property
    def parts(self) -> Name:
        return read(self.name)

    @property
    def memory_gib(self) -> Decimal:
        return Decimal(self.memory_mib) / 1024

    @property
    def arch(self) -> str:
        """Of the software it runs; Apple’s chips are Arm too, though no image for other Arm types runs on them."""
        return "Arm" if any(each.startswith("arm64") for each in self.architectures) else "x86"

    @property
    def chip(self) -> str:
        """Whose processor it is, empty where unknown. Graviton is AWS’s own; its name tells more than its maker’s."""
        return "Graviton" if self.maker == "AWS" else self.maker

    @property
    def arm(self) -> bool:
        return "arm64" in self.architectures


@dataclass(frozen=True, slots=True)
class Offer:
    """One type in one region with one operating system. A price that is not in the data is None."""

    hardware: Hardware
    on_demand: Figure | None = None
    commitments: Mapping[Commitment, Rate] = field(default_factory=dict)
    spot: Spot | None = None
    host: Host | None = None

    @property
    def name(self) -> str:
        return self.hardware.name
