"""The hard rules: what a type must not be, whatever it costs. Each has a name, and the words why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.teaching import Section
from portal.ec2.advisor.words import MIB, gib, plain
from portal.ec2.offers import Hardware
from portal.ec2.workload import Load, Work

FLEX_BASELINE = Decimal(40)
"""Per cent of CPU that a flex type gives all day; more for 95 % of a day. Source: AWS, Amazon EC2 FAQs, M7i-flex."""

HUGE_MIB = 1536 * MIB
"""From here on memory is asked for that only the u family has."""

MOST_BEHIND = 3
"""Generations. What is older often costs more than its successors, and lacks half of what they can do."""

DENSE = ("d", "h", "i", "im", "is")
SPECIAL = ("hpc", "f", "vt", "dl", "u")
SMALL_READS = (Work.DATABASE, Work.CACHE)
"""Work of small reads in any order, for which a hard disk's arm would have to travel each time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` says for which needs it is looked at; `telling`, whether its rejection of a type teaches anything."""

    name: str
    when: Callable[[Needs], bool]
    rejects: Callable[[Hardware, Needs], bool]
    words: Callable[[Hardware, Needs], str]
    section: Section
    telling: Callable[[Hardware, Needs], bool] = lambda *_: True


def rules_for(needs: Needs) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.when(needs))


def broken(hardware: Hardware, needs: Needs, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that reject the type, at most two: with more it is no near miss."""
    found: list[Rule] = []
    for rule in rules:
        if rule.rejects(hardware, needs):
            found.append(rule)
            if len(found) == 2:
                break
    return tuple(found)


def _always(_: Needs) -> bool:
    return True


def _never(*_: object) -> bool:
    return False


def _too_few_vcpus(hardware: Hardware, needs: Needs) -> bool:
    return hardware.vcpus < needs.least_vcpus


def _half_the_vcpus(hardware: Hardware, needs: Needs) -> bool:
    return 2 * hardware.vcpus >= needs.least_vcpus


def _too_little_memory(hardware: Hardware, needs: Needs) -> bool:
    return hardware.memory_mib < needs.least_mib


def _half_the_memory(hardware: Hardware, needs: Needs) -> bool:
    return 2 * hardware.memory_mib >= needs.least_mib


def _too_large(hardware: Hardware, needs: Needs) -> bool:
    return hardware.vcpus > 2 * needs.vcpus and hardware.memory_mib > 2 * needs.mib


def _why_not_this_few(hardware: Hardware, needs: Needs) -> str:
    return f"It has {hardware.vcpus:,} vCPU, and {_wanted(f'{needs.least_vcpus:,}', needs, needs.workload.vcpus)}."


def _why_not_this_little(hardware: Hardware, needs: Needs) -> str:
    return f"It has {gib(hardware.memory_mib)}, and {_wanted(gib(needs.least_mib), needs, needs.workload.memory)}."


def _wanted(least: str, needs: Needs, said: int | Decimal | None) -> str:
    if said is not None:
        return f"the work needs {least}"
    if needs.guessed:
        return f"{least} is what to start with"
    return f"{needs.profile.name} of this size normally needs {least} or more"


def _size_is_free(needs: Needs) -> bool:
    """Chips, disks and network come with large sizes only, so there a large size is no waste."""
    return not (needs.chips or needs.workload.disk or needs.workload.network)


def _arm_is_out(needs: Needs) -> bool:
    return needs.windows or needs.workload.arm is False or (needs.counts_cores and needs.workload.arm is not True)


def _why_not_arm(_: Hardware, needs: Needs) -> str:
    if needs.windows:
        return "An Arm processor, and Windows does not run on Graviton types."
    if needs.workload.arm is False:
        return "An Arm processor, and your software does not run on Arm."
    return "An Arm processor, and a program that you bought cannot be built for Arm by you."


def _is_mac(hardware: Hardware, _: Needs) -> bool:
    return not hardware.arm and "x86_64" not in hardware.architectures


def _would_spend_credits(hardware: Hardware, needs: Needs) -> bool:
    if not hardware.burstable:
        return False
    share, average = burst.baseline(hardware.name), needs.average_on(hardware)
    return needs.steady_database or share is None or average is None or average >= share


def _why_not_burstable(hardware: Hardware, needs: Needs) -> str:
    share, average = burst.baseline(hardware.name), needs.average_on(hardware)
    if needs.steady_database:
        return "Burstable: a database at steady load should not depend on CPU credits."
    if share is None:
        return "Burstable, and its baseline is not in this data."
    if average is None:
        return f"Burstable with a baseline of {plain(share)}%, and you did not say how busy your CPU is on average."
    return f"Burstable: an average of {plain(average)}% is not under its baseline of {plain(share)}%."


def _would_outrun_flex(hardware: Hardware, needs: Needs) -> bool:
    if hardware.parts.variant != "flex":
        return False
    average = needs.average_on(hardware)
    return needs.workload.load is Load.STEADY if average is None else average > FLEX_BASELINE


def keeps_up(hardware: Hardware, needs: Needs) -> bool:
    """Whether it gives the CPU that the work takes, for as long as it takes it."""
    return not (_would_spend_credits(hardware, needs) or _would_outrun_flex(hardware, needs))


def _why_not_flex(hardware: Hardware, needs: Needs) -> str:
    average = needs.average_on(hardware)
    if average is None:
        return f"A flex type gives {FLEX_BASELINE}% of its CPU all day, and you did not say how busy yours is."
    return f"A flex type gives {FLEX_BASELINE}% of its CPU all day, and yours is busy to {plain(average)}%."


def _lacks_chips(hardware: Hardware, needs: Needs) -> bool:
    if needs.workload.gpus:
        return hardware.gpus < needs.workload.gpus or "f" in hardware.parts.options
    return not (hardware.gpus or hardware.accelerators)


def _half_the_gpus(hardware: Hardware, needs: Needs) -> bool:
    return hardware.gpus > 0 and 2 * hardware.gpus >= needs.workload.gpus


def _why_not_these_gpus(hardware: Hardware, needs: Needs) -> str:
    asked = needs.workload.gpus
    if not asked:
        return "It has neither a GPU nor an accelerator."
    if hardware.gpus >= asked:
        return "It has only a fraction of a GPU."
    has = f"{hardware.gpus} GPU{'s' if hardware.gpus > 1 else ''}" if hardware.gpus else "no GPU"
    return f"It has {has}, and you asked for {asked}."


def _wrong_chips(hardware: Hardware, needs: Needs) -> bool:
    if not (hardware.gpus or hardware.accelerators):
        return False
    if hardware.accelerators and needs.windows:
        return True
    if _no_cuda(hardware, needs):
        return True
    fraction = needs.workload.work is Work.TRAINING and "f" in hardware.parts.options
    return fraction or hardware.parts.series not in (needs.profile.chips or needs.series)


def _no_cuda(hardware: Hardware, needs: Needs) -> bool:
    """AMD's GPUs draw. What trains and infers is written for NVIDIA's."""
    return bool(needs.profile.chips and hardware.gpus) and not hardware.gpu_name.startswith("NVIDIA")


def _why_not_these_chips(hardware: Hardware, needs: Needs) -> str:
    if hardware.accelerators and needs.windows:
        return "Its accelerator is programmed with AWS Neuron, which runs on Linux only."
    if _no_cuda(hardware, needs):
        return f"{hardware.gpu_name} does not run programs written for CUDA."
    if "f" in hardware.parts.options:
        return "It has a fraction of a GPU, too little to train on."
    return f"{hardware.gpu_name or hardware.accelerator_name} is not the first choice for {needs.profile.name}."


def _disk_is_short(hardware: Hardware, needs: Needs) -> bool:
    return hardware.disk_gb < needs.workload.disk


def _half_the_disk(hardware: Hardware, needs: Needs) -> bool:
    return 2 * hardware.disk_gb >= needs.workload.disk


def _why_not_this_disk(hardware: Hardware, needs: Needs) -> str:
    has = f"{hardware.disk_gb:,} GB of local disk" if hardware.disk_gb else "no local disk"
    return f"It has {has}, and you asked for {needs.workload.disk:,} GB."


def _network_is_short(hardware: Hardware, needs: Needs) -> bool:
    known = hardware.network_baseline_gbps
    return known is None or Decimal(str(known)) < needs.workload.network


def _half_the_network(hardware: Hardware, needs: Needs) -> bool:
    """Or a burst that looks like enough, the commonest mistake about networks."""
    known, peak = hardware.network_baseline_gbps or 0, hardware.network_peak_gbps or 0
    return 2 * known >= needs.workload.network or peak >= needs.workload.network


def _why_not_this_network(hardware: Hardware, needs: Needs) -> str:
    known, peak = hardware.network_baseline_gbps, hardware.network_peak_gbps
    if known is None:
        return "How much network it keeps up is not in this data."
    rest = f" The {plain(peak)} of its description is a burst." if peak and peak > known else ""
    return f"It keeps up {plain(known)} Gbps, and you asked for {plain(needs.workload.network)}.{rest}"


def _too_special(hardware: Hardware, needs: Needs) -> bool:
    return hardware.parts.series in SPECIAL and not (hardware.parts.series == "u" and needs.least_mib >= HUGE_MIB)


RULES = (
    Rule(
        "vcpus",
        _always,
        _too_few_vcpus,
        _why_not_this_few,
        Section.SMALLEST,
        _half_the_vcpus,
    ),
    Rule(
        "memory",
        _always,
        _too_little_memory,
        _why_not_this_little,
        Section.RUNS_OUT,
        _half_the_memory,
    ),
    Rule(
        "size",
        _size_is_free,
        _too_large,
        lambda *_: "Half of it would do.",
        Section.SMALLEST,
        telling=_never,
    ),
    Rule("arm", _arm_is_out, lambda hardware, _: hardware.arm, _why_not_arm, Section.NAME),
    Rule(
        "old",
        _always,
        lambda hardware, needs: needs.age(hardware).behind > MOST_BEHIND,
        lambda hardware, needs: f"AWS keeps it for those who still run it: the newest is {needs.age(hardware).newest}.",
        Section.CATEGORIES,
        telling=_never,
    ),
    Rule(
        "mac",
        _always,
        _is_mac,
        lambda *_: "A Mac: rented as a whole host, for 24 hours at least.",
        Section.HOSTS,
        telling=_never,
    ),
    Rule(
        "metal",
        _always,
        lambda hardware, _: hardware.bare_metal,
        lambda *_: "Bare metal: a server used without virtual machines, which nothing here asks for.",
        Section.BARE_METAL,
        telling=_never,
    ),
    Rule(
        "chips unasked",
        lambda needs: not needs.chips,
        lambda hardware, _: bool(hardware.gpus or hardware.accelerators),
        lambda hardware, _: f"Its {hardware.gpu_name or hardware.accelerator_name} would stand idle.",
        Section.IDLE_CHIPS,
        telling=_never,
    ),
    Rule(
        "chips",
        lambda needs: needs.chips,
        _lacks_chips,
        _why_not_these_gpus,
        Section.CHIPS,
        _half_the_gpus,
    ),
    Rule("toolkit", lambda needs: needs.chips, _wrong_chips, _why_not_these_chips, Section.CHIPS),
    Rule(
        "special",
        _always,
        _too_special,
        lambda *_: "A family for one special kind of work, which this is not.",
        Section.CATEGORIES,
        telling=_never,
    ),
    Rule(
        "disk unasked",
        lambda needs: not needs.workload.disk,
        lambda hardware, _: hardware.parts.series in DENSE,
        lambda *_: "Storage optimised: you would pay for disks that nothing asks for.",
        Section.SPECIAL,
        telling=_never,
    ),
    Rule(
        "disk", lambda needs: needs.workload.disk > 0, _disk_is_short, _why_not_this_disk, Section.STOP, _half_the_disk
    ),
    Rule(
        "hard disk",
        lambda needs: needs.workload.disk > 0 and needs.workload.work in SMALL_READS,
        lambda hardware, _: hardware.disk_kind == "hdd",
        lambda _, needs: f"Its hard disks are slow at the small reads of {needs.profile.name}.",
        Section.CATEGORIES,
    ),
    Rule(
        "network",
        lambda needs: needs.workload.network > 0,
        _network_is_short,
        _why_not_this_network,
        Section.CATEGORIES,
        _half_the_network,
    ),
    Rule("burstable", _always, _would_spend_credits, _why_not_burstable, Section.CATEGORIES),
    Rule("flex", _always, _would_outrun_flex, _why_not_flex, Section.CATEGORIES),
    Rule(
        "hosts",
        lambda needs: needs.counts_cores,
        lambda hardware, _: not hardware.hosts,
        lambda *_: "Not offered on Dedicated Hosts, so nobody can show the cores that your licence counts.",
        Section.HOSTS,
    ),
)
