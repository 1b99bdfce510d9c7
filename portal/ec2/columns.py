"""The columns of the table of types: what each shows, sorts by and means. The page and the CSV draw from here."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.ec2 import burst, money
from portal.ec2.money import Unit
from portal.ec2.offers import Hardware, Offer


class Per(StrEnum):
    TYPE = "type"
    VCPU = "vcpu"
    GIB = "gib"


Value = Decimal | int | float | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """`value` sorts, None last; `text` is what stands in the cell and in the CSV, empty where nothing is known.
    `minor` columns give way where the page is narrow."""

    key: str
    title: str
    help: str
    value: Callable[[Offer, Per], Value]
    text: Callable[..., str]
    right: bool = True
    minor: bool = False

    @property
    def words(self) -> bool:
        """Whether it is sorted by letters."""
        return self.key in ("name", "processor")


def hourly(offer: Offer, per: Per) -> Decimal | None:
    """The On-Demand price an hour of the whole type, of a vCPU or of a GiB."""
    if offer.on_demand is None:
        return None
    if per is Per.TYPE:
        return offer.on_demand.hourly
    return offer.on_demand.hourly / (offer.hardware.vcpus if per is Per.VCPU else offer.hardware.memory_gib)


def price(offer: Offer, unit: Unit, per: Per) -> str:
    amount = hourly(offer, per)
    return "" if amount is None else money.price(amount, unit)


def plain(number: float | Decimal | None) -> str:
    """12.5, 16, 120000, and nothing where nothing is known."""
    return "" if number is None else f"{Decimal(str(number)).normalize():f}"


COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "Type",
        "Family and size. Open it to read the name letter by letter.",
        lambda offer, _: offer.name,
        lambda offer, *_: offer.name,
        right=False,
    ),
    Column(
        "vcpus",
        "vCPU",
        "Threads that the type may use at once. On Intel and on older AMD types two share one core.",
        lambda offer, _: offer.hardware.vcpus,
        lambda offer, *_: str(offer.hardware.vcpus),
    ),
    Column(
        "cores",
        "Cores",
        "Processor cores behind the vCPUs.",
        lambda offer, _: offer.hardware.cores,
        lambda offer, *_: plain(offer.hardware.cores),
        minor=True,
    ),
    Column(
        "memory",
        "Memory, GiB",
        "Memory of the machine in GiB, 1,024 MiB each.",
        lambda offer, _: offer.hardware.memory_mib,
        lambda offer, *_: plain(offer.hardware.memory_gib),
    ),
    Column(
        "ratio",
        "GiB a vCPU",
        "Memory for each vCPU: about 2 is compute optimised, 4 general purpose, 8 memory optimised.",
        lambda offer, _: offer.hardware.memory_mib / offer.hardware.vcpus,
        lambda offer, *_: plain(round(offer.hardware.memory_gib / offer.hardware.vcpus, 2)),
        minor=True,
    ),
    Column(
        "processor",
        "Processor",
        "Arm needs software built for arm64; x86 runs what runs on a PC.",
        lambda offer, _: offer.hardware.maker or None,
        lambda offer, *_: processor(offer.hardware),
        right=False,
    ),
    Column(
        "gpus",
        "GPU, chips",
        "GPUs or accelerators: how many, and which. Each needs its own drivers.",
        lambda offer, _: offer.hardware.gpus or offer.hardware.accelerators or None,
        lambda offer, *_: accelerated(offer.hardware),
        right=False,
        minor=True,
    ),
    Column(
        "disk",
        "Local disk, GB",
        "Disk inside the host. What is on it is lost when the instance stops.",
        lambda offer, _: offer.hardware.disk_gb or None,
        lambda offer, *_: plain(offer.hardware.disk_gb or None),
    ),
    Column(
        "network",
        "Network, Gbps",
        "What it can keep up all day.",
        lambda offer, _: offer.hardware.network_baseline_gbps,
        lambda offer, *_: plain(offer.hardware.network_baseline_gbps),
    ),
    Column(
        "peak",
        "Up to",
        "The most that the network reaches, in Gbps, while network credits last.",
        lambda offer, _: offer.hardware.network_peak_gbps,
        lambda offer, *_: plain(offer.hardware.network_peak_gbps),
        minor=True,
    ),
    Column(
        "ebs",
        "EBS, Mbps",
        "What it can keep up towards its EBS volumes. Small sizes may go faster for half an hour a day.",
        lambda offer, _: offer.hardware.ebs_baseline_mbps,
        lambda offer, *_: plain(offer.hardware.ebs_baseline_mbps),
        minor=True,
    ),
    Column(
        "baseline",
        "CPU baseline",
        "Burstable types: the share of each vCPU that they can use all day. Above it they spend CPU credits.",
        lambda offer, _: burst.baseline(offer.name),
        lambda offer, *_: baseline(offer),
        minor=True,
    ),
    Column(
        "spot",
        "Spot saving",
        "How much less than On-Demand it cost on Spot, and how many of such machines AWS took back in a month.",
        lambda offer, _: offer.spot.saving if offer.spot else None,
        lambda offer, *_: f"{offer.spot.saving}%, {offer.spot.band}" if offer.spot else "",
    ),
    Column(
        "price",
        "On-Demand",
        "Compute only: no volumes, no data transfer, no tax. Windows, RHEL and SUSE prices include their licence.",
        hourly,
        price,
    ),
)


def columns(*, spot: bool) -> tuple[Column, ...]:
    """The Spot column only where there is something to put into it."""
    return tuple(column for column in COLUMNS if spot or column.key != "spot")


def processor(hardware: Hardware) -> str:
    return f"{hardware.chip or 'unknown'}, {hardware.arch}"


def accelerated(hardware: Hardware) -> str:
    if hardware.gpus:
        return f"{hardware.gpus} × {hardware.gpu_name}"
    return f"{hardware.accelerators} × {hardware.accelerator_name}" if hardware.accelerators else ""


def baseline(offer: Offer) -> str:
    if not offer.hardware.burstable:
        return ""
    share = burst.baseline(offer.name)
    return "unknown" if share is None else f"{share.normalize():f}%"
