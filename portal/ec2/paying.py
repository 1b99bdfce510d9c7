"""The purchase panel as a page shows it: bars with the origin of each figure, and every way in a table. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.ec2 import addresses
from portal.ec2.offers import OS, Offer
from portal.ec2.origin import said
from portal.ec2.picks import spec
from portal.ec2.purchase import COMPUTE_ONLY, Usage, Way, panel
from portal.ec2.purchase.chart import Chart
from portal.ec2.purchase.verdict import Verdict

NUMBERS = {1: "One way", 2: "Two ways", 3: "Three ways", 4: "Four ways", 5: "Five ways"}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A way with its bar. `origin` says what its figure is made of; empty where it has none."""

    way: Way
    origin: str
    lesson: str
    best: bool


@dataclass(frozen=True, slots=True)
class Paying:
    name: str
    spec: str
    number: str
    hours: str
    months: int
    idle: bool
    rows: tuple[Row, ...]
    table: SafeString
    verdict: Verdict
    verdict_lesson: str
    chart: Chart | None
    compute_only: str = COMPUTE_ONLY

    @property
    def hatched(self) -> bool:
        return any(row.way.bar and row.way.bar.unused for row in self.rows)

    @property
    def ranges(self) -> bool:
        return any(row.way.bar and row.way.bar.spread for row in self.rows)


def paying(offer: Offer, usage: Usage, os: OS) -> Paying:
    shown = panel(offer, usage, os)
    return Paying(
        name=offer.name,
        spec=spec(offer.hardware),
        number=NUMBERS.get(len(shown.few), f"{len(shown.few)} ways"),
        hours=f"{usage.hours:,.0f}",
        months=usage.months,
        idle=bool(usage.idle_hours),
        rows=tuple(_row(way, offer.name, shown.verdict.key) for way in shown.few),
        table=_table(shown.ways, offer.name, shown.verdict.key),
        verdict=shown.verdict,
        verdict_lesson=addresses.section(shown.verdict.lesson),
        chart=shown.chart,
    )


def _row(way: Way, name: str, advised: str) -> Row:
    return Row(way, _origin(way, name), addresses.section(way.group.lesson), way.key == advised)


def _origin(way: Way, name: str) -> str:
    if not way.grade or not way.source:
        return ""
    words = said(way.grade, way.source, name)
    return f"{words[:1].upper()}{words[1:]}."


def _table(ways: tuple[Way, ...], name: str, advised: str) -> SafeString:
    return mark_safe("".join(_line(way, name, advised) for way in ways))


def _line(way: Way, name: str, advised: str) -> str:
    cells = "".join(f'<td class="r">{escape(text)}</td>' for text in _figures(way))
    style = ' class="is-best"' if way.key == advised else ""
    return (
        f'<tr{style}><th scope="row">{escape(way.label)}<small>{escape(way.note)}</small></th>{cells}'
        f"<td>{escape(_origin(way, name) or 'No price in this data.')}</td></tr>"
    )


def _figures(way: Way) -> Iterator[str]:
    """An hour, a month, a year, upfront, everything promised, the saving, and the hours from which it pays."""
    cost = way.cost
    if cost is None:
        yield from (NOTHING,) * 7
        return
    yield cost.effective.an_hour
    yield cost.month.dollars
    yield cost.year.dollars
    yield cost.upfront.dollars if cost.upfront.high else NOTHING
    yield cost.commitment.dollars if cost.commitment else NOTHING
    yield way.compared or NOTHING
    yield f"{cost.break_even.count} h" if cost.break_even else NOTHING
