"""The types to move to, ranked, each with what it brings, what it costs and what to look out for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.advisor.reasons import Reason, good, warning
from portal.ec2.advisor.teaching import Section
from portal.ec2.advisor.words import plain
from portal.ec2.money import percent
from portal.ec2.offers import Offer
from portal.ec2.upgrading.shortage import Short, cpu_share, relief
from portal.ec2.upgrading.wish import Wish, is_part_time

SHOWN, OF_A_FAMILY = 8, 2
SPARE, BEHIND, OTHER_BUILD = Decimal("0.10"), Decimal("0.14"), Decimal("0.08")
PART_TIME, LOST_DISK = Decimal("0.05"), Decimal("0.15")
"""Shares of the present price that a twofold surplus, a generation behind, a new build, a baseline and the loss of the
local disk are worth."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`more` is what it costs above the present type an hour, below zero where it saves, and `share` that as a share of
    the present price; None without both prices."""

    offer: Offer
    reasons: tuple[Reason, ...]
    more: Decimal | None
    share: Decimal | None
    points: Decimal

    @property
    def compared(self) -> str:
        """“23% more”, “the same”; nothing where that is unknown."""
        if self.share is None:
            return ""
        return f"{percent(abs(self.share))} {'more' if self.share > 0 else 'less'}" if self.share else "the same"


@dataclass(frozen=True, slots=True)
class Answer:
    """`cloud` are types that would relieve the shortage too and stand lower: the picture shows them small."""

    wish: Wish
    candidates: tuple[Candidate, ...]
    cloud: tuple[Offer, ...]
    words: tuple[str, ...]

    @property
    def present(self) -> Offer:
        return self.wish.present

    @property
    def short(self) -> Short:
        return self.wish.short


def answer(wish: Wish, offers: Iterable[Offer]) -> Answer:
    every = list(offers)
    ranked = _ranked(wish, every)
    shown = _varied(ranked, wish.hardware.parts.family)
    names = _names(shown)
    cloud = tuple(each.offer for each in ranked if each.offer.name not in names)
    return Answer(wish, tuple(shown), cloud, (*_words(wish, shown), *_if_idle(wish, shown, every)))


def _ranked(wish: Wish, offers: Iterable[Offer]) -> list[Candidate]:
    return sorted((_candidate(wish, each) for each in offers if wish.accepts(each)), key=_order)


def _candidate(wish: Wish, other: Offer) -> Candidate:
    now, then = wish.present.on_demand, other.on_demand
    more = then.hourly - now.hourly if now and then else None
    share = more / now.hourly if now and more is not None else None
    why = (
        good(relief(wish.hardware, other.hardware, wish.short), Section.RUNS_OUT),
        _move(wish, other),
        *_cautions(wish, other),
    )
    return Candidate(other, why, more, share, _points(wish, other))


def _points(wish: Wish, other: Offer) -> Decimal:
    """What it costs in units of the present price, with what else speaks against it counted as if it cost something."""
    mine, its = wish.hardware, other.hardware
    base = wish.present.on_demand.hourly if wish.present.on_demand else Decimal(1)
    price = other.on_demand.hourly / base if other.on_demand else Decimal(0)
    spare = Decimal(its.vcpus) / mine.vcpus + Decimal(its.memory_mib) / mine.memory_mib - 2
    return (
        price
        + SPARE * spare
        + BEHIND * wish.behind(its)
        + OTHER_BUILD * (its.arm and not mine.arm)
        + PART_TIME * is_part_time(its)
        + LOST_DISK * (its.disk_gb < mine.disk_gb)
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


def _move(wish: Wish, other: Offer) -> Reason:
    mine, its = wish.hardware, other.hardware
    if mine.parts.family == its.parts.family:
        return good("The same family: stop it, change the size, start it.", Section.STOP)
    if mine.arm == its.arm:
        return good("Runs the same images as now.", Section.NAME)
    if its.arm and wish.arm:
        return good("Graviton, an Arm processor, on which your software runs.", Section.NAME)
    if its.arm:
        return warning("Graviton, an Arm processor: you need images built for arm64.", Section.NAME)
    return warning("An x86 processor: you need images built for x86-64.", Section.NAME)


def _cautions(wish: Wish, other: Offer) -> Iterator[Reason]:
    mine, its = wish.hardware, other.hardware
    share = cpu_share(its)
    if share is not None and its.burstable:
        yield warning(f"Burstable: it keeps up {plain(share)}% of each vCPU.", Section.CATEGORIES)
    elif share is not None and share < 100:
        words = f"A flex type: {plain(share)}% of each vCPU all day, more most of the time."
        yield warning(words, Section.CATEGORIES)
    if its.disk_gb < mine.disk_gb:
        has = f"only {its.disk_gb:,} GB of local disk" if its.disk_gb else "no local disk"
        yield warning(f"It has {has}; {mine.name} has {mine.disk_gb:,} GB.", Section.STOP)
    if (its.network_baseline_gbps or 0) < (mine.network_baseline_gbps or 0):
        yield warning("It keeps up less network than now.", Section.CATEGORIES)
    age = wish.ages.get(its.parts.family)
    if age and age.behind > 1:
        yield warning(f"{age.behind} generations behind {age.newest}.", Section.CATEGORIES)


def _words(wish: Wish, shown: Sequence[Candidate]) -> Iterator[str]:
    name = wish.present.name
    if not shown:
        yield _nothing(wish)
        return
    best = shown[0]
    if best.share is None:
        yield f"{best.offer.name} would relieve it. Without both prices nobody can say here what that costs."
    elif best.share == 0:
        yield f"{best.offer.name} is the first to look at, at the same price as {name}."
    else:
        yield f"{best.offer.name} is the first to look at: it costs {best.compared} than {name}."
    yield from _other_build(wish, shown)


def _nothing(wish: Wish) -> str:
    name = wish.present.name
    if wish.short is not Short.MONEY:
        return f"Nothing here has more of it and takes nothing away from {name}. Two machines may do what one cannot."
    if wish.present.on_demand is None:
        return f"This data has no price for {name}, so nothing can be shown to be cheaper."
    return f"Nothing here does as much as {name} for less. Look at other ways to pay for it instead."


def _other_build(wish: Wish, shown: Sequence[Candidate]) -> Iterator[str]:
    """Which one to take where the best needs images that nobody has yet."""
    arm = wish.hardware.arm
    if shown[0].offer.hardware.arm == arm or (wish.arm and not arm):
        return
    same = next((each for each in shown if each.offer.hardware.arm == arm), None)
    if same:
        yield f"If nobody can build new images, take {same.offer.name}."


def _if_idle(wish: Wish, shown: Sequence[Candidate], offers: Iterable[Offer]) -> Iterator[str]:
    """A burstable type saves most, for who has measured that the CPU has little to do."""
    if wish.short is not Short.MONEY or wish.cpu is not None:
        return
    best = next((each for each in _ranked(wish.idler, offers) if is_part_time(each.offer.hardware)), None)
    share = cpu_share(best.offer.hardware) if best else None
    if best is None or best.more is None or share is None:
        return
    if all(each.more is None or best.more < each.more for each in shown):
        words = f"If its CPU stays under {plain(share)}% on average, {best.offer.name} would do for {best.compared}."
        yield f"{words} Measure that, and enter it above."


def _names(candidates: Iterable[Candidate]) -> set[str]:
    return {each.offer.name for each in candidates}
