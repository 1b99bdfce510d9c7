"""Whether figures can be believed. Pure.

A doubt keeps them out until somebody says that they are right all the same; a note only tells.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.importing.amounts import plain
from portal.ec2.importing.figures import ON_DEMAND, Figures, Rated, called, rates
from portal.ec2.importing.standing import Standing
from portal.ec2.models import Offer
from portal.ec2.names import read
from portal.ec2.offers import OS
from portal.ec2.overtaken import overtaken

FEWER = Decimal("0.9")
"""Of the types that have a price now. AWS retires a few a year."""
OFFERED = Decimal("0.5")
"""Of the types that the Region offers, where there is nothing better to compare with."""
MOVED = Decimal("0.2")
SAME = Decimal("0.004")
"""How far two prices may lie apart and still be in proportion: prices are rounded."""
UNEVEN = Decimal("0.05")
LICENCE_PER_VCPU = Decimal("0.046")
"""What Windows adds to Linux for types that are not burstable."""
UNEVEN_SERIES = frozenset("d f g p t dl inf trn vt u mac hpc".split())
UNEVEN_FAMILIES = frozenset(["c4"])


@dataclass(frozen=True, slots=True)
class Finding:
    title: str
    lines: tuple[str, ...] = ()
    is_doubt: bool = False


def check(figures: Figures, before: Standing) -> list[Finding]:
    """Doubts first."""
    each = [
        *_age(figures, before),
        *_counts(figures, before),
        *_refused(figures),
        *_linear(figures),
        *_windows(figures, before),
        *_moves(figures, before),
        *_new_and_gone(figures, before),
        *_overtaken(figures),
    ]
    return sorted(each, key=lambda finding: not finding.is_doubt)


def _age(figures: Figures, before: Standing) -> Iterator[Finding]:
    if before.published and figures.origin.published < before.published:
        yield Finding(f"The site has newer prices, of {before.published:%-d %B %Y}.", is_doubt=True)


def _counts(figures: Figures, before: Standing) -> Iterator[Finding]:
    """A file that was cut off between two lines, or of another Region, has too few."""
    types, priced = len(figures.types), len(before.types)
    if types < priced * FEWER:
        yield Finding(f"Types with a price: only {types}, and {priced} now. The file may be cut off.", is_doubt=True)
    elif figures.offer == Offer.INSTANCES and types < before.offered * OFFERED:
        yield Finding(
            f"Types with a price: only {types} of the {before.offered:,} that the Region offers. The file may be cut off.",
            is_doubt=True,
        )


def _refused(figures: Figures) -> Iterator[Finding]:
    if figures.refused:
        title = f"Prices left out because they cannot be right, or are stated twice: {len(figures.refused)}."
        yield Finding(title, figures.refused, is_doubt=True)


def _linear(figures: Figures) -> Iterator[Finding]:
    """Sizes of a family cost in proportion to their factor. Where many do not, prices of another kind are among them."""
    families: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for (name, os), cell in figures.prices.items():
        parts = read(name)
        if os == OS.LINUX and cell.hourly is not None and parts.factor and not _is_uneven(parts.family):
            families[parts.family][name] = cell.hourly / parts.factor
    checked = sum(len(units) for units in families.values())
    odd = [name for units in families.values() for name in _out_of_line(units)]
    if odd:
        title = f"Linux prices out of proportion to the other sizes of their family: {len(odd)} of {checked}."
        yield Finding(title, tuple(sorted(odd)), is_doubt=len(odd) > checked * UNEVEN)


def _is_uneven(family: str) -> bool:
    """Burstable, accelerated and dense-storage families, and C4, follow no such rule."""
    return family in UNEVEN_FAMILIES or read(family).series in UNEVEN_SERIES


def _out_of_line(units: dict[str, Decimal]) -> list[str]:
    """Those that do not agree with what most sizes agree on."""
    groups = [{name for name, unit in units.items() if abs(unit / each - 1) <= SAME} for each in units.values()]
    most = max(groups, key=len, default=set())
    return [name for name in units if name not in most]


def _windows(figures: Figures, before: Standing) -> Iterator[Finding]:
    """Told, not doubted: the licence of a few types costs otherwise."""
    agree, odd = 0, []
    for (name, os), cell in figures.prices.items():
        linux = figures.prices.get((name, OS.LINUX))
        vcpus = figures.hardware[name].vcpus if name in figures.hardware else before.described.get(name, 0)
        if os != OS.WINDOWS or linux is None or not linux.hourly or not cell.hourly or read(name).series == "t":
            continue
        expected = linux.hourly + vcpus * LICENCE_PER_VCPU
        if abs(cell.hourly / expected - 1) <= SAME:
            agree += 1
        else:
            odd.append(f"{name}: {plain(cell.hourly)}, where {plain(expected)} was expected")
    if odd:
        title = (
            f"Windows prices other than Linux and {LICENCE_PER_VCPU} for each vCPU: {len(odd)} of {agree + len(odd)}."
        )
        yield Finding(title, tuple(sorted(odd)))


def _moves(figures: Figures, before: Standing) -> Iterator[Finding]:
    now = rates(figures.prices, figures.offer)
    moved = [
        (at, before.rates[at], now[at])
        for at in sorted(now.keys() & before.rates.keys())
        if abs(now[at] / before.rates[at] - 1) > MOVED
    ]
    if moved:
        lines = tuple(_told(*each) for each in moved)
        yield Finding(f"Prices that move by more than a fifth: {len(moved)}.", lines)


def _told(at: Rated, old: Decimal, new: Decimal) -> str:
    name, os, what = at
    words = "On-Demand" if what == ON_DEMAND else what
    return f"{called((name, os))}, {words}: {_short(old)} → {_short(new)} ({(new / old - 1) * 100:+.0f} %)"


def _short(price: Decimal) -> str:
    return plain(price.quantize(Decimal("0.00001")))


def _new_and_gone(figures: Figures, before: Standing) -> Iterator[Finding]:
    yield from _named("Types that get their first price", figures.types - before.types)
    yield from _named("Types that lose their price", before.types - figures.types)
    unknown = figures.types & figures.hardware.keys() - before.described.keys()
    yield from _named("Types new to this site, described from the price list", unknown)


def _overtaken(figures: Figures) -> Iterator[Finding]:
    old = {name for name in figures.types if overtaken(name, figures.origin.published)}
    yield from _named("Types that AWS made cheaper in June 2025, after these prices; they are marked", old)


def _named(words: str, names: Iterable[str]) -> Iterator[Finding]:
    if found := tuple(sorted(names)):
        yield Finding(f"{words}: {len(found)}.", found)
