"""A workload in words: what an advisor was told, line by line. Pure."""

from collections.abc import Iterator, Mapping

from portal.ec2.advisor.words import plain, several
from portal.ec2.purchase.words import months
from portal.ec2.workload import Licence, Load, Workload

Fact = tuple[str, str]


def facts(workload: Workload, regions: Mapping[str, str]) -> tuple[Fact, ...]:
    """Pairs of a name and what was said; what nobody said is left out."""
    return (
        ("Runs", workload.work.label),
        ("Needs", _size(workload)),
        *_limits(workload),
        ("System", f"{workload.os.label} in {regions.get(workload.region, workload.region)}"),
        ("Time", _time(workload)),
        ("Interruption", _interruption(workload)),
    )


def _size(workload: Workload) -> str:
    parts = []
    if workload.vcpus:
        parts.append(f"{workload.vcpus:,} vCPU")
    if workload.memory:
        parts.append(f"{plain(workload.memory)} GiB of memory")
    return " and ".join(parts) or "not measured yet"


def _limits(workload: Workload) -> Iterator[Fact]:
    load = "Comes in bursts" if workload.load is Load.SPIKY else "Steady"
    busy = f", {plain(workload.cpu)}% of the CPU on average" if workload.cpu is not None else ""
    if busy or workload.load is Load.SPIKY:
        yield "Load", f"{load}{busy}"
    if workload.arm is not None:
        yield "Arm", "The software runs on it" if workload.arm else "The software does not run on it"
    if workload.gpus:
        yield "GPUs", f"{workload.gpus} or more"
    if workload.disk:
        yield "Local disk", f"{workload.disk:,} GB or more"
    if workload.network:
        yield "Network", f"{plain(workload.network)} Gbps all the time"
    if workload.licence is Licence.CORE:
        yield "Licence", "Counts processor cores"


def _time(workload: Workload) -> str:
    if workload.usage.idle_hours:
        return (
            f"{plain(workload.hours)} hours a day on {plain(workload.days)} days a week, for {months(workload.months)}"
        )
    return f"Day and night, for {months(workload.months)}"


def _interruption(workload: Workload) -> str:
    if not workload.interruptible:
        return "Must not be interrupted"
    return f"May be interrupted; {several(workload.redo, 'minute')} to redo" if workload.redo else "May be interrupted"
