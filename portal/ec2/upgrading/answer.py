"""The types to move to, ranked, each with what it brings, what it costs and what to look out for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.advisor.lines import Age, ages
from portal.ec2.advisor.reasons import Reason, good, warning
from portal.ec2.advisor.teaching import Section
from portal.ec2.money import percent
from portal.ec2.offers import OS, Hardware, Offer
from portal.ec2.upgrading.shortage import MOST, Short, amount, cpu_share, relief, relieves

SHOWN, OF_A_FAMILY = 8, 2
SPARE, BEHIND, OTHER_BUILD, FLEXIBLE = Decimal("0.10"), Decimal("0.14"), Decimal("0.08"), Decimal("0.05")
"""Shares of the present price that a twofold surplus, a generation behind, a new build and a baseline are worth."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`more` is what it costs above the present type an hour, below zero where it saves; None without both prices."""

    offer: Offer
    reasons: tuple[Reason, ...]
    more: Decimal | None
    share: Decimal | None
    points: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """`cloud` are types that would relieve the shortage too and stand lower: the picture shows them small."""

    present: Offer
    short: Short
    candidates: tuple[Candidate, ...]
    cloud: tuple[Offer, ...]
    words: str


def answer(present: Offer, short: Short, offers: Mapping[str, Offer], *, os: OS, arm: bool | None) -> Answer:
    """`arm` is None where nobody said whether the software runs on it."""
    known = ages(offer.hardware for offer in offers.values())
    allowed = arm is not False and os is not OS.WINDOWS
    fitting = [
        offer
        for offer in offers.values()
        if _suits(present, offer, short, known) and (allowed or not offer.hardware.arm)
    ]
    ranked = sorted((_candidate(present, each, short, known, arm) for each in fitting), key=_order)
    shown = _varied(ranked, present.hardware.parts.family)
    names = {each.offer.name for each in shown}
    cloud = tuple(each.offer for each in ranked if each.offer.name not in names)
    return Answer(present, short, tuple(shown), cloud, _words(present, short, shown))


def _suits(present: Offer, other: Offer, short: Short, known: Mapping[str, Age]) -> bool:
    """What relieves the shortage and takes nothing away."""
    mine, its = present.hardware, other.hardware
    return (
        present.name != other.name
        and its.vcpus >= mine.vcpus
        and its.memory_mib >= mine.memory_mib
        and its.vcpus <= MOST[short] * mine.vcpus
        and its.memory_mib <= 4 * mine.memory_mib
        and _of_a_kind(mine, its)
        and _keeps_up(mine, its, short)
        and _young_enough(mine, its, known)
        and relieves(mine, its, short)
        and (short is not Short.MONEY or _saves(present, other))
    )


def _of_a_kind(mine: Hardware, its: Hardware) -> bool:
    """No bare metal, Mac or chips for somebody who has none, and no fewer chips of the kind for who has."""
    return (
        its.bare_metal == mine.bare_metal
        and its.gpus >= mine.gpus
        and its.accelerators >= mine.accelerators
        and (its.gpus > 0) == (mine.gpus > 0)
        and (its.accelerators > 0) == (mine.accelerators > 0)
        and (its.parts.series == "mac") == (mine.parts.series == "mac")
        and ("f" in its.parts.options) <= ("f" in mine.parts.options)
    )


def _keeps_up(mine: Hardware, its: Hardware, short: Short) -> bool:
    """Burstable only for who has it already or wants to save, and with no less CPU than now."""
    if short is Short.CPU:
        return cpu_share(its) is not None
    if its.burstable or its.parts.variant == "flex":
        has, gets = amount(mine, Short.CPU), amount(its, Short.CPU)
        if gets is None:
            return False
        return short is Short.MONEY or (has is not None and gets >= has)
    return True


def _young_enough(mine: Hardware, its: Hardware, known: Mapping[str, Age]) -> bool:
    """The same family, or no further behind than the present one, and at most one generation."""
    if mine.parts.family == its.parts.family:
        return True
    here, there = known.get(mine.parts.family), known.get(its.parts.family)
    return (there.behind if there else 0) <= max(1, here.behind if here else 0, 2)


def _saves(present: Offer, other: Offer) -> bool:
    return bool(present.on_demand and other.on_demand and other.on_demand.hourly < present.on_demand.hourly)


def _candidate(present: Offer, other: Offer, short: Short, known: Mapping[str, Age], arm: bool | None) -> Candidate:
    more = other.on_demand.hourly - present.on_demand.hourly if present.on_demand and other.on_demand else None
    share = more / present.on_demand.hourly if more is not None and present.on_demand else None
    why = (
        good(relief(present.hardware, other.hardware, short), Section.RUNS_OUT),
        *_move(present.hardware, other.hardware, arm),
        *_cautions(present.hardware, other.hardware, known),
    )
    return Candidate(other, why, more, share, _points(present, other, known))


def _points(present: Offer, other: Offer, known: Mapping[str, Age]) -> Decimal:
    """What it costs in units of the present price, with what else speaks against it counted as if it cost something."""
    mine, its = present.hardware, other.hardware
    base = present.on_demand.hourly if present.on_demand else Decimal(1)
    price = other.on_demand.hourly / base if other.on_demand else Decimal(0)
    age = known.get(its.parts.family)
    spare = Decimal(its.vcpus) / mine.vcpus + Decimal(its.memory_mib) / mine.memory_mib - 2
    return (
        price
        + SPARE * spare
        + BEHIND * (age.behind if age else 0)
        + OTHER_BUILD * (its.arm and not mine.arm)
        + FLEXIBLE * (its.burstable or its.parts.variant == "flex")
    )


def _order(each: Candidate) -> tuple[bool, Decimal, str]:
    """What this data has no price of comes last."""
    return each.offer.on_demand is None, each.points, each.offer.name


def _varied(ranked: Sequence[Candidate], family: str) -> list[Candidate]:
    """The best, but of one family two sizes only, so that the answer shows more than one way out; and whatever it
    costs, the next size of the present family, because that is what people take without looking."""
    shown = _best(ranked)
    kin = next((each for each in ranked if each.offer.hardware.parts.family == family), None)
    return shown if kin is None or kin in shown else [*shown[: SHOWN - 1], kin]


def _best(ranked: Sequence[Candidate]) -> list[Candidate]:
    seen: Counter[str] = Counter()
    shown: list[Candidate] = []
    for each in ranked:
        family = each.offer.hardware.parts.family
        if seen[family] < OF_A_FAMILY:
            seen[family] += 1
            shown.append(each)
        if len(shown) == SHOWN:
            break
    return shown


def _move(mine: Hardware, its: Hardware, arm: bool | None) -> Iterator[Reason]:
    if mine.parts.family == its.parts.family:
        yield good("The same family: stop it, change the size, start it.", Section.STOP)
    elif mine.arm == its.arm:
        yield good("Runs the same images as now.", Section.NAME)
    elif its.arm:
        words = "Graviton, an Arm processor: you need images built for arm64."
        yield (
            good("Graviton, an Arm processor, on which your software runs.", Section.NAME)
            if arm
            else warning(words, Section.NAME)
        )
    else:
        yield warning("An x86 processor: you need images built for x86-64.", Section.NAME)


def _cautions(mine: Hardware, its: Hardware, known: Mapping[str, Age]) -> Iterator[Reason]:
    share = cpu_share(its)
    if its.burstable and share is not None:
        yield warning(f"Burstable: it keeps up {share.normalize():f}% of each vCPU.", Section.CATEGORIES)
    elif share is not None and share < 100:
        yield warning(
            f"A flex type: {share.normalize():f}% of each vCPU all day, more most of the time.", Section.CATEGORIES
        )
    if mine.disk_gb and its.disk_gb < mine.disk_gb:
        has = f"only {its.disk_gb:,} GB of local disk" if its.disk_gb else "no local disk"
        yield warning(f"It has {has}; {mine.name} has {mine.disk_gb:,} GB.", Section.STOP)
    if (its.network_baseline_gbps or 0) < (mine.network_baseline_gbps or 0):
        yield warning("It keeps up less network than now.", Section.CATEGORIES)
    age = known.get(its.parts.family)
    if age and age.behind > 1:
        yield warning(f"{age.behind} generations behind {age.newest}.", Section.CATEGORIES)


def _words(present: Offer, short: Short, shown: Sequence[Candidate]) -> str:
    if not shown:
        if short is Short.MONEY and present.on_demand is None:
            return f"This data has no price for {present.name}, so nothing can be shown to be cheaper."
        if short is Short.MONEY:
            return f"Nothing here does as much as {present.name} for less. Look at other ways to pay for it instead."
        return f"Nothing here has more of it and takes nothing away from {present.name}. Two machines may do what one cannot."
    best = shown[0]
    if best.share is None:
        return f"{best.offer.name} would relieve it. Without both prices nobody can say here what that costs."
    if best.share == 0:
        return f"{best.offer.name} relieves it at the same price."
    way = "more" if best.share > 0 else "less"
    words = f"{best.offer.name} is the first to look at: it costs {percent(abs(best.share))} {way} than {present.name}."
    return f"{words}{_other_build(present, shown)}"


def _other_build(present: Offer, shown: Sequence[Candidate]) -> str:
    """Which one to take where the best needs images that nobody has yet."""
    if shown[0].offer.hardware.arm == present.hardware.arm:
        return ""
    same = next((each for each in shown if each.offer.hardware.arm == present.hardware.arm), None)
    return f" If nobody can build new images, take {same.offer.name}." if same else ""
