"""What a type is, line by line, each with what the number means and does not mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.lines import Age
from portal.ec2.advisor.words import plain
from portal.ec2.columns import accelerated
from portal.ec2.offers import Hardware

UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    title: str
    text: str
    help: str = ""


def machine(hardware: Hardware, ages: Mapping[str, Age]) -> tuple[Fact, ...]:
    """`ages` are those of the families in the Region."""
    return (
        *_processor(hardware),
        *_baseline(hardware),
        *_memory(hardware),
        *_network(hardware),
        *_selling(hardware),
        *_age(hardware, ages),
    )


def _processor(hardware: Hardware) -> Iterator[Fact]:
    yield Fact("vCPU", str(hardware.vcpus), "Threads that run at once. AWS counts these, and prices follow them.")
    if hardware.cores is None:
        yield Fact("Cores", UNKNOWN, "How many cores stand behind the vCPUs is not in this data.")
    elif hardware.cores < hardware.vcpus:
        yield Fact("Cores", str(hardware.cores), "Two vCPUs are the two threads of one core and share its power.")
    else:
        yield Fact("Cores", str(hardware.cores), "Each vCPU is a core of its own.")
    clock = f", up to {plain(hardware.clock_ghz)} GHz" if hardware.clock_ghz else ""
    help = "Arm: software has to be built for arm64." if hardware.arch == "Arm" else "x86: what runs on a PC runs here."
    yield Fact("Processor", f"{made_by(hardware)}, {hardware.arch}{clock}", help)


def made_by(hardware: Hardware) -> str:
    """AWS Graviton, Intel"""
    return f"AWS {hardware.chip}" if hardware.maker == "AWS" else hardware.chip or UNKNOWN


def _baseline(hardware: Hardware) -> Iterator[Fact]:
    if hardware.parts.variant == "flex":
        help = "A flex type. It may use all of it most of the time, without credits."
        yield Fact("CPU all day", "40% of each vCPU", help)
    if not hardware.burstable:
        return
    share = burst.baseline(hardware.name)
    earned = burst.earns(hardware.name, hardware.vcpus)
    if share is None or earned is None:
        yield Fact("CPU baseline", UNKNOWN, "Burstable. How much it keeps up is not in this data, so measure it.")
    else:
        help = f"Burstable: it earns {plain(earned)} CPU credits an hour, and spends them above the baseline."
        yield Fact("CPU baseline", f"{plain(share)}% of each vCPU", help)


def _memory(hardware: Hardware) -> Iterator[Fact]:
    each = hardware.memory_gib / hardware.vcpus
    yield Fact("Memory", f"{plain(hardware.memory_gib)} GiB", f"{plain(round(each, 2))} GiB to a vCPU.")
    if chips := accelerated(hardware):
        own = plain(Decimal(hardware.gpu_memory_mib) / 1024)
        memory = f"{own} GiB of their own. " if hardware.gpu_memory_mib else ""
        yield Fact("GPU or accelerator", chips, f"{memory}Each kind needs its own drivers.")
    if hardware.disk_gb:
        kind = {"ssd": "SSD", "hdd": "hard disk"}.get(hardware.disk_kind, "disk")
        text = f"{hardware.disk_gb:,} GB, {hardware.disk_count} × {kind}"
        yield Fact("Local disk", text, "Inside the host. Its files are lost when the instance stops.")
    else:
        yield Fact("Local disk", "None", "Only EBS volumes, which cost extra and outlive the instance.")


def _network(hardware: Hardware) -> Iterator[Fact]:
    for title, steady, peak, unit, often in (
        ("Network", hardware.network_baseline_gbps, hardware.network_peak_gbps, "Gbps", "for minutes"),
        ("To EBS volumes", hardware.ebs_baseline_mbps, hardware.ebs_peak_mbps, "Mbps", "for half an hour a day"),
    ):
        if steady is None:
            yield Fact(title, UNKNOWN, "What it keeps up is not in this data.")
        elif peak and peak > steady:
            help = f"“Up to {plain(peak)} {unit}” is a burst, {often}. Plan with what it keeps up."
            yield Fact(title, f"{plain(steady)} {unit}, up to {plain(peak)}", help)
        else:
            yield Fact(title, f"{plain(steady)} {unit}", "It keeps this up all day.")


def _selling(hardware: Hardware) -> Iterator[Fact]:
    spot = "AWS sells left-over machines of this type." if hardware.spot else "It has to be paid in another way."
    yield Fact("On Spot", "Yes" if hardware.spot else "No", spot)
    yield Fact("On Dedicated Hosts", "Yes" if hardware.hosts else "No", "For licences that count cores or sockets.")
    if hardware.free_tier:
        yield Fact("Free tier", "Yes", "New accounts may pay for it with their credits.")


def _age(hardware: Hardware, ages: Mapping[str, Age]) -> Iterator[Fact]:
    age = ages.get(hardware.parts.family)
    if age is None or hardware.parts.generation is None:
        return
    if age.behind == 0:
        yield Fact("Generation", "The newest of its line", "In this Region. What is newer elsewhere may come.")
    else:
        steps = "One generation" if age.behind == 1 else f"{age.behind} generations"
        yield Fact("Generation", f"{steps} behind {age.newest}", "Newer ones do more for a dollar.")
