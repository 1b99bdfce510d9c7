"""The columns of the table of types: what each shows, sorts by and means. The page and the CSV draw from here."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.ec2 import burst, money
from portal.ec2.money import Unit
from portal.ec2.offers import Offer


class Per(StrEnum):
    TYPE = "type"
    VCPU = "vcpu"
    GIB = "gib"


Value = Decimal | int | float | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """`value` sorts, None last; `text` is what stands in the cell and in the CSV, empty where nothing is known."""

    key: str
    title: str
    help: str
    value: Callable[[Offer, Per], Value]
    text: Callable[[Offer, Unit, Per], str]
    right: bool = True
    sorts: bool = True


def hourly(offer: Offer, per: Per) -> Decimal | None:
    """The On-Demand price an hour of the whole type, of a vCPU or of a GiB."""
    if offer.on_demand is None:
        return None
    return (
        offer.on_demand.hourly
        / {
            Per.TYPE: Decimal(1),
            Per.VCPU: Decimal(offer.hardware.vcpus),
            Per.GIB: offer.hardware.memory_gib,
        }[per]
    )


def price(offer: Offer, unit: Unit, per: Per) -> str:
    amount = hourly(offer, per)
    return "" if amount is None else money.price(amount, unit)


def plain(number: float | Decimal | None) -> str:
    """12.5, 16, 120000, and nothing where nothing is known."""
    return "" if number is None else f"{Decimal(str(number)).normalize():f}"


def spoken_arch(offer: Offer) -> str:
    return "Arm" if any(each.startswith("arm64") for each in offer.hardware.architectures) else "x86"


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
        "Threads the type may use at once. On Intel and on older AMD types two share one core.",
        lambda offer, _: offer.hardware.vcpus,
        lambda offer, *_: str(offer.hardware.vcpus),
    ),
    Column(
        "cores",
        "Cores",
        "Processor cores behind the vCPUs.",
        lambda offer, _: offer.hardware.cores,
        lambda offer, *_: plain(offer.hardware.cores),
    ),
    Column(
        "memory",
        "Memory, GiB",
        "Memory of the machine in GiB, 1,024 MiB each.",
        lambda offer, _: offer.hardware.memory_gib,
        lambda offer, *_: plain(offer.hardware.memory_gib),
    ),
    Column(
        "processor",
        "Processor",
        "Arm needs software built for arm64; x86 runs what runs on a PC.",
        lambda offer, _: offer.hardware.maker or None,
        lambda offer, *_: f"{offer.hardware.maker or 'unknown'}, {spoken_arch(offer)}",
        right=False,
    ),
    Column(
        "gpus",
        "GPU or accelerator",
        "How many, and which. Each needs its own drivers.",
        lambda offer, _: offer.hardware.gpus or offer.hardware.accelerators or None,
        lambda offer, *_: accelerated(offer),
        right=False,
    ),
    Column(
        "disk",
        "Local disk, GB",
        "Disk inside the host. Its files are lost when the instance stops.",
        lambda offer, _: offer.hardware.disk_gb or None,
        lambda offer, *_: plain(offer.hardware.disk_gb or None),
    ),
    Column(
        "network",
        "Network, Gbps",
        "What it can keep up. “Up to” more for short bursts.",
        lambda offer, _: offer.hardware.network_baseline_gbps,
        lambda offer, *_: plain(offer.hardware.network_baseline_gbps),
    ),
    Column(
        "peak",
        "Network, up to",
        "The burst, while network credits last.",
        lambda offer, _: offer.hardware.network_peak_gbps,
        lambda offer, *_: plain(offer.hardware.network_peak_gbps),
    ),
    Column(
        "ebs",
        "EBS, Mbps",
        "What it can keep up towards its EBS volumes. Small sizes may go faster for half an hour a day.",
        lambda offer, _: offer.hardware.ebs_baseline_mbps,
        lambda offer, *_: plain(offer.hardware.ebs_baseline_mbps),
    ),
    Column(
        "baseline",
        "CPU baseline",
        "Burstable types: the share of each vCPU they can use all day. Above it they spend CPU credits.",
        lambda offer, _: burst.baseline(offer.name),
        lambda offer, *_: baseline(offer),
    ),
    Column(
        "price",
        "On-Demand",
        "Linux prices are without licence; the other systems include theirs. Compute only: no volumes, no traffic.",
        hourly,
        price,
    ),
)


def accelerated(offer: Offer) -> str:
    hardware = offer.hardware
    count, name = (
        (hardware.gpus, hardware.gpu_name) if hardware.gpus else (hardware.accelerators, hardware.accelerator_name)
    )
    return f"{count} × {name}" if count else ""


def baseline(offer: Offer) -> str:
    if not offer.hardware.burstable:
        return ""
    share = burst.baseline(offer.name)
    return "unknown" if share is None else f"{share.normalize():f}%"
