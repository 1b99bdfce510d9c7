"""Types side by side: the lines of the table, where they differ, and which value is the best of each line. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.filters import Rule, broken, rules_for
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.words import plain
from portal.ec2.columns import accelerated
from portal.ec2.machine import made_by
from portal.ec2.money import an_hour
from portal.ec2.offers import OS, Grade, Offer
from portal.ec2.origin import CUT, stated
from portal.ec2.overtaken import overtaken
from portal.ec2.purchase import Group, Way, options, verdict
from portal.ec2.purchase.words import NO_PRICE
from portal.ec2.spelling import tidy

LEAST, MOST = 2, 4
PLAN = "instance-1-none"
"""The commitment that the table shows: it has a range without an import, and its price after one."""


Rank = float | Decimal | None
"""Compares a value with its neighbours, the highest is best. None takes no part."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    note: str = ""
    rank: Rank = None
    best: bool = False
    origin: tuple[str, str] = ("", "")
    """Of a price: how sure it is, and who says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """`origin` is what the cells have in common of theirs."""

    title: str
    cells: tuple[Cell, ...]
    help: str = ""
    origin: str = ""

    @property
    def differs(self) -> bool:
        return len({cell.text for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    lines: tuple[Line, ...]


def asked_names(types: Sequence[str]) -> tuple[str, ...]:
    """Of `types` in an address, repeated or with commas between; each once, in order."""
    found = (tidy(name) for text in types for name in text[:400].replace(",", " ").split())
    return tuple(dict.fromkeys(name for name in found if name))


def compare(offers: Sequence[Offer], needs: Needs) -> tuple[Block, ...]:
    """`needs` are those of the learner's work, for prices at its hours and for whether a type fits at all."""
    hours = f"{needs.workload.usage.hours:,.0f}"
    return (
        Block(f"Price of a month at {hours} hours, compute only", tuple(_prices(offers, needs))),
        Block("Machine", tuple(_machine(offers))),
        Block("Fit", tuple(_fit(offers, needs))),
    )


def _line(title: str, cells: Sequence[Cell], help: str = "") -> Line:
    """With the best marked, where there is something to choose between."""
    ranks = {cell.rank for cell in cells if cell.rank is not None}
    best = max(ranks) if len(ranks) > 1 else None
    origins = {cell.origin for cell in cells if cell.origin[1]}
    common = _common(origins)
    return Line(title, tuple(_finished(cell, best, common) for cell in cells), help, ": ".join(filter(None, common)))


def _common(origins: set[tuple[str, str]]) -> tuple[str, str]:
    """The grade and the source, each as far as all have the same."""
    grades, sources = {grade for grade, _ in origins}, {source for _, source in origins}
    if len(sources) != 1:
        return "", ""
    return grades.pop() if len(grades) == 1 else "", sources.pop()


def _finished(cell: Cell, best: Rank, common: tuple[str, str]) -> Cell:
    """Beside a value stands what the line does not say for all of them."""
    own = [part for part, shared in zip(cell.origin, common, strict=True) if part and not shared]
    note = ". ".join(filter(None, [cell.note, ": ".join(own)]))
    return replace(cell, note=note, best=best is not None and cell.rank == best)


def _prices(offers: Sequence[Offer], needs: Needs) -> Iterator[Line]:
    usage, os = needs.workload.usage, needs.workload.os
    ways = [{way.key: way for way in options(each, usage, os)} for each in offers]
    yield _line("On-Demand", [_paid(each.get("on-demand"), offer) for each, offer in zip(ways, offers, strict=True)])
    if any(offer.spot for offer in offers):
        cells = [_paid(each.get("spot"), offer) for each, offer in zip(ways, offers, strict=True)]
        yield _line("Spot", cells, "Left-over machines, which AWS may take back with two minutes’ notice.")
    yield _line(
        "Savings Plan, 1 year",
        [_paid(each.get(PLAN), offer) for each, offer in zip(ways, offers, strict=True)],
        "A promise for a year, nothing upfront: billed for all 730 hours of a month.",
    )
    found = [verdict(offer, usage, os, tuple(each.values())) for each, offer in zip(ways, offers, strict=True)]
    yield _line("How to pay", [Cell(each.label) for each in found], "The advice for your hours and months.")
    yield _per("$ per vCPU and hour", offers, lambda offer: Decimal(offer.hardware.vcpus))
    yield _per("$ per GiB and hour", offers, lambda offer: offer.hardware.memory_gib)


def _paid(way: Way | None, offer: Offer) -> Cell:
    """A month. What is only estimated is compared with nothing: its ends may cross."""
    if way is None or way.cost is None:
        return Cell(NO_PRICE.removesuffix("."))
    notes = [_compared(way)]
    if way.source and overtaken(offer.name, way.source.published):
        notes.append(CUT)
    rank = -way.cost.month.low if way.cost.month.exact and way.grade is not Grade.ESTIMATE else None
    origin = (way.grade.label, stated(way.source)) if way.grade and way.source else ("", "")
    return Cell(way.cost.month.dollars, ". ".join(filter(None, notes)), rank, origin=origin)


def _compared(way: Way) -> str:
    if way.cost is None or way.group is Group.ON_DEMAND:
        return ""
    if way.commitment is None or way.cost.break_even is None:
        return way.compared
    ends = way.cost.break_even
    return f"Pays off above {ends.count} hours" if ends.exact else f"Pays off somewhere between {ends.ends} hours"


def _per(title: str, offers: Sequence[Offer], parts: Callable[[Offer], Decimal]) -> Line:
    cells = []
    for offer in offers:
        if offer.on_demand is None:
            cells.append(Cell(NO_PRICE.removesuffix(".")))
        else:
            each = offer.on_demand.hourly / parts(offer)
            cells.append(Cell(an_hour(each), "", -each))
    return _line(title, cells)


def _machine(offers: Sequence[Offer]) -> Iterator[Line]:
    for title, cell, help in MACHINE:
        cells = [cell(offer) for offer in offers]
        if title not in RARE or any(each.text != "None" for each in cells):
            yield _line(title, cells, help)


def _number(value: float | None, unit: str = "", note: str = "") -> Cell:
    if value is None:
        return Cell("Unknown")
    return Cell(f"{plain(value)}{unit}", note, Decimal(str(value)))


def _cores(offer: Offer) -> Cell:
    hardware = offer.hardware
    if hardware.cores is None:
        return Cell("Unknown")
    own = hardware.cores >= hardware.vcpus
    return Cell(plain(hardware.cores), "Each vCPU is a core" if own else "Two vCPUs share a core")


def _processor(offer: Offer) -> Cell:
    hardware = offer.hardware
    clock = f", {plain(hardware.clock_ghz)} GHz" if hardware.clock_ghz else ""
    return Cell(made_by(hardware), f"{hardware.arch}{clock}")


def _accelerator(offer: Offer) -> Cell:
    memory = offer.hardware.gpu_memory_mib
    note = f"{plain(Decimal(memory) / 1024)} GiB together" if memory else ""
    return Cell(accelerated(offer.hardware) or "None", note)


def _disk(offer: Offer) -> Cell:
    hardware = offer.hardware
    if not hardware.disk_gb:
        return Cell("None", rank=Decimal(0))
    count = f"{hardware.disk_count} × {hardware.disk_kind.upper() or 'disk'}"
    return Cell(f"{hardware.disk_gb:,} GB", count, Decimal(hardware.disk_gb))


def _network(offer: Offer) -> Cell:
    """Ranked by what it keeps up. “Up to” is a burst."""
    hardware = offer.hardware
    peak = hardware.network_peak_gbps
    burst_of = peak if peak and peak > (hardware.network_baseline_gbps or 0) else None
    return _number(hardware.network_baseline_gbps, " Gbps", f"Bursts to {plain(burst_of)}" if burst_of else "")


def _ebs(offer: Offer) -> Cell:
    hardware = offer.hardware
    peak = hardware.ebs_peak_mbps
    burst_of = peak if peak and peak > (hardware.ebs_baseline_mbps or 0) else None
    return _number(hardware.ebs_baseline_mbps, " Mbps", f"Bursts to {plain(burst_of)}" if burst_of else "")


def _cpu_all_day(offer: Offer) -> Cell:
    if offer.hardware.parts.variant == "flex":
        return Cell("40%, mostly more", "A flex type", Decimal(40))
    if not offer.hardware.burstable:
        return Cell("100%", rank=Decimal(100))
    share = burst.baseline(offer.name)
    return Cell("Unknown" if share is None else f"{plain(share)}%", "Burstable", share)


RARE = frozenset({"GPU or accelerator"})
MACHINE: tuple[tuple[str, Callable[[Offer], Cell], str], ...] = (
    ("vCPU", lambda offer: _number(offer.hardware.vcpus), "Threads that run at once."),
    ("Cores", _cores, "A vCPU is a thread, and on many types two share a core."),
    ("CPU all day", _cpu_all_day, "The share of each vCPU that it may use without end."),
    ("Memory", lambda offer: _number(float(offer.hardware.memory_gib), " GiB"), ""),
    ("Processor", _processor, ""),
    ("GPU or accelerator", _accelerator, ""),
    ("Local disk", _disk, "In the host. Its files are lost when the instance stops."),
    ("Network", _network, "What it keeps up. More is a burst, for minutes."),
    ("To EBS volumes", _ebs, "What it keeps up. More is a burst, for half an hour a day."),
)


def _fit(offers: Sequence[Offer], needs: Needs) -> Iterator[Line]:
    rules = rules_for(needs)
    if not needs.guessed:
        yield _line("Your needs", [_needed(each, needs, rules) for each in offers])
    if any(each.hardware.arm for each in offers):
        title = "Your software" if needs.workload.arm else "Your x86 build"
        yield _line(title, [_build(each, needs) for each in offers])
    yield _line("Generation", [_generation(each, needs) for each in offers], "Counted in its own line of machines.")
    yield _line("Sold on Spot", [Cell("Yes" if each.hardware.spot else "No") for each in offers])
    yield _line("On Dedicated Hosts", [Cell("Yes" if each.hardware.hosts else "No") for each in offers])


def _needed(offer: Offer, needs: Needs, rules: Sequence[Rule]) -> Cell:
    against = broken(offer.hardware, needs, rules)
    if not against:
        return Cell("Met", rank=1)
    return Cell("Not met", against[0].words(offer.hardware, needs), 0)


def _build(offer: Offer, needs: Needs) -> Cell:
    if not offer.hardware.arm:
        return Cell("Runs as it is", rank=1)
    if needs.workload.os is OS.WINDOWS:
        return Cell("Does not run", "No Windows on Graviton", 0)
    return Cell("Runs as it is", rank=1) if needs.workload.arm else Cell("Needs arm64", rank=0)


def _generation(offer: Offer, needs: Needs) -> Cell:
    generation = offer.hardware.parts.generation
    if generation is None:
        return Cell("None in the name")
    age = needs.age(offer.hardware)
    note = "The newest of its line" if not age.behind else f"{age.behind} behind {age.newest}"
    return Cell(str(generation), note, -age.behind)


def only_differences(sections: Sequence[Block]) -> tuple[Block, ...]:
    kept = (Block(each.title, tuple(line for line in each.lines if line.differs)) for each in sections)
    return tuple(section for section in kept if section.lines)


def counts(sections: Sequence[Block]) -> Mapping[str, int]:
    """How many lines differ, of how many."""
    lines = [line for section in sections for line in section.lines]
    return {"differing": sum(line.differs for line in lines), "lines": len(lines)}
