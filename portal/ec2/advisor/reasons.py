"""Why a type fits, and what to look out for: one sentence each, with the section of the lessons that teaches it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.ec2 import burst
from portal.ec2.advisor.filters import FLEX_BASELINE
from portal.ec2.advisor.lines import Age
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.score import Basis, Candidate
from portal.ec2.advisor.teaching import Section
from portal.ec2.advisor.words import MIB, gib, plain, several, spoken
from portal.ec2.offers import Hardware, Offer
from portal.ec2.workload import Work

NO_PRICE = "No price in this data."

BOOKED = ("p4d", "p4de", "p5", "p5e", "p5en", "p6", "p6e", "trn1", "trn2")
"""Families that AWS lets by Capacity Block, all sizes but one."""
TOO_SMALL_TO_BOOK = "trn1.2xlarge"

SHAPES = {
    "c": "Compute optimised",
    "m": "General purpose",
    "r": "Memory optimised",
    "t": "General purpose",
    "u": "Memory optimised",
    "x": "Memory optimised",
}


class Tone(StrEnum):
    GOOD = "good"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Reason:
    words: str
    tone: Tone
    section: Section


def reasons(each: Candidate, needs: Needs) -> tuple[Reason, ...]:
    """What speaks for the type, then what to look out for."""
    hardware, offer = each.hardware, each.offer
    found = (
        *_prices(each),
        *_size(hardware, needs),
        *_chips(hardware, needs),
        *_scarce(hardware, needs),
        *_buying(offer, needs),
        *_cpu(hardware, needs),
        *_parts(hardware, needs),
        *_age(needs.age(hardware)),
    )
    return tuple(sorted(found, key=lambda reason: reason.tone is Tone.WARNING))


def good(words: str, section: Section) -> Reason:
    return Reason(words, Tone.GOOD, section)


def warning(words: str, section: Section) -> Reason:
    return Reason(words, Tone.WARNING, section)


def _prices(each: Candidate) -> Iterator[Reason]:
    if each.hourly is None:
        what = NO_PRICE if each.basis is not Basis.HOST else "No price of its Dedicated Host in this data."
        yield warning(what, Section.ON_DEMAND)


def _size(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    has, spare = f"{hardware.vcpus} vCPU and {gib(hardware.memory_mib)}", _spare(hardware, needs)
    if needs.guessed and needs.chips:
        yield good(f"{has} come with it, for feeding the chips.", Section.CHIPS)
    elif needs.guessed:
        yield good(f"{has}: room to start with {needs.profile.name}. Measure, then change.", Section.SPECIAL)
    elif needs.half_guessed:
        other = "how many vCPUs" if needs.workload.vcpus is None else "how much memory"
        left = f", and {spare} to spare" if spare else ""
        yield good(f"{has}: what you asked for{left}. Measure {other} it takes.", Section.SMALLEST)
    elif spare:
        yield good(f"{has}: what you need, and {spare} to spare.", Section.SMALLEST)
    else:
        yield good(f"Exact fit: {has}, nothing spare.", Section.SMALLEST)
    shape = SHAPES.get(hardware.parts.series)
    if shape and not needs.chips:
        each = plain(Decimal(hardware.memory_mib) / MIB / hardware.vcpus)
        suits = f" suits {needs.profile.name}" if _suits(hardware, needs) else ""
        yield good(f"{shape}: {each} GiB to a vCPU{suits}.", Section.SHAPES)


def _spare(hardware: Hardware, needs: Needs) -> str:
    """What it has above the numbers that the learner gave."""
    vcpus, memory = needs.workload.vcpus, needs.workload.memory
    found = []
    if vcpus and hardware.vcpus > vcpus:
        found.append(f"{hardware.vcpus - vcpus} vCPU")
    if memory and hardware.memory_mib > needs.mib:
        found.append(gib(hardware.memory_mib - needs.mib))
    return " and ".join(found)


def _suits(hardware: Hardware, needs: Needs) -> bool:
    return needs.profile.gib * MIB <= hardware.memory_mib / hardware.vcpus * 1.1 < 2.2 * needs.profile.gib * MIB


def _chips(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    if not needs.chips:
        return
    if hardware.gpus:
        memory = f": {gib(hardware.gpu_memory_mib)} of GPU memory" if hardware.gpu_memory_mib else ""
        yield good(f"{hardware.gpus} × {hardware.gpu_name}{memory}, for {needs.profile.name}.", Section.CHIPS)
        yield warning(f"Needs {hardware.gpu_name.split()[0]}’s driver: take an image that has it.", Section.CHIP)
        if "f" in hardware.parts.options:
            yield warning("A fraction of a GPU: the model has to fit into its memory.", Section.CHIPS)
    elif hardware.accelerators:
        yield good(
            f"{hardware.accelerators} × {hardware.accelerator_name}, made for {needs.profile.name}.", Section.CHIPS
        )
        yield warning(
            "Needs AWS Neuron: programs written for CUDA do not run on it before they are ported.", Section.CHIPS
        )


def _scarce(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    booked = hardware.parts.family.partition("-")[0] in BOOKED and hardware.name != TOO_SMALL_TO_BOOK
    if needs.workload.work is Work.TRAINING and booked:
        yield warning("Such machines are scarce: for a few days, book a Capacity Block in good time.", Section.BLOCKS)


def _buying(offer: Offer, needs: Needs) -> Iterator[Reason]:
    hardware = offer.hardware
    if needs.counts_cores:
        yield good("Offered on Dedicated Hosts, which show you the cores of the server.", Section.HOSTS)
        yield warning("A Dedicated Host is billed as a whole, with its empty places.", Section.HOST_BILL)
        if needs.windows:
            yield warning(
                "The On-Demand price of Windows holds AWS’s licence; with your own you do not pay it.", Section.HOSTS
            )
    elif needs.workload.interruptible and not hardware.spot:
        yield warning("Not offered on Spot, though your work could be interrupted.", Section.SPOT)
    elif needs.workload.interruptible:
        yield from _spot(offer)


def _spot(offer: Offer) -> Iterator[Reason]:
    if offer.spot is None:
        yield good("Your work can be interrupted, and this type is sold on Spot.", Section.SPOT)
        return
    yield good(f"On Spot it costs {offer.spot.saving}% less than On-Demand.", Section.SPOT)
    often = offer.spot.band.startswith(">")
    say = warning if often else good
    yield say(f"AWS took back {spoken(offer.spot.band)} of these machines last month.", Section.SURVIVE)


def _cpu(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    if hardware.burstable:
        yield from _burstable(hardware, needs)
    elif hardware.parts.variant == "flex":
        yield warning(
            f"A flex type: {FLEX_BASELINE}% of its CPU all day, all of it most of the time. It has no credits.",
            Section.CATEGORIES,
        )
    if hardware.cores and (needs.profile.busy or needs.counts_cores) and not needs.chips:
        yield _cores(hardware, hardware.cores)


def _cores(hardware: Hardware, cores: int) -> Reason:
    if cores == hardware.vcpus:
        each = "Each of its vCPUs" if cores > 1 else "Its vCPU"
        return good(f"{each} is a core of its own.", Section.NAME)
    threads = "two threads each" if cores > 1 else "two threads"
    return warning(f"{hardware.vcpus} vCPU are {several(cores, 'core')} with {threads}.", Section.NAME)


def _burstable(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    share, average = burst.baseline(hardware.name), needs.average_on(hardware)
    if share is None or average is None:
        return
    yield good(f"An average of {plain(average)}% stays under its baseline of {plain(share)}%.", Section.CATEGORIES)
    beyond = "slows down" if hardware.parts.generation == 2 else "can cost extra"
    yield warning(f"Burstable: once its CPU credits are spent, it {beyond}.", Section.CATEGORIES)


def _parts(hardware: Hardware, needs: Needs) -> Iterator[Reason]:
    if needs.workload.network:
        yield good(f"Keeps up {plain(hardware.network_baseline_gbps or 0)} Gbps of network.", Section.CATEGORIES)
    if hardware.disk_gb and needs.workload.disk:
        kind = "hard disks, read from end to end" if hardware.disk_kind == "hdd" else "SSD"
        yield good(f"{hardware.disk_gb:,} GB of local disk: {kind}.", Section.CATEGORIES)
    if hardware.disk_gb:
        yield warning("What is on its local disk is lost when you stop it.", Section.STOP)
    if hardware.arm and needs.workload.arm is True:
        yield good("Graviton, an Arm processor, on which your software runs.", Section.NAME)
    elif hardware.arm:
        yield warning("Graviton is an Arm processor: you need images built for arm64.", Section.NAME)


def _age(age: Age) -> Iterator[Reason]:
    if age.behind == 1:
        yield warning(f"One generation behind {age.newest}.", Section.CATEGORIES)
    elif age.behind:
        yield warning(f"Previous generation: {age.behind} generations behind {age.newest}.", Section.CATEGORIES)
