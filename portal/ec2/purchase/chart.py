"""“When would committing pay off?”: a line for On-Demand, a line or a band for the commitment, and where they cross."""

from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.money import HOURS_A_MONTH, count, dollars, whole_dollars
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.cost import Cost
from portal.ec2.purchase.plot import RIGHT, Line, Point, Scale, Tick
from portal.ec2.purchase.span import Span
from portal.ec2.purchase.words import a_commitment, months

CLOSE = Decimal(14)
"""Two labels under the axis that are nearer than this would touch."""
RIGHT_THIRD = Decimal(70)


@dataclass(frozen=True, slots=True)
class Chart:
    """`cheapest` and `dearest` are the ends of the commitment's range, one line when it is known exactly, and the
    crossings belong to them. CPU above a baseline is in all lines, so that they cross where they would without it."""

    on_demand: Line
    cheapest: Line
    dearest: Line
    crossings: tuple[Point, ...]
    you: Point
    ticks: tuple[Tick, ...]
    on_demand_label: str
    commitment_label: str
    words: str
    alt: str

    @property
    def exact(self) -> bool:
        return self.cheapest == self.dearest

    @property
    def zone_from(self) -> Decimal:
        """From here to the right edge the commitment is sure to cost less."""
        return self.crossings[-1].x

    @property
    def zone_width(self) -> Decimal:
        return RIGHT - self.zone_from

    @property
    def crowded(self) -> bool:
        """The labels of the crossings would touch that of `you`: leave them out."""
        return any(abs(each.x - self.you.x) < CLOSE for each in self.crossings)

    @property
    def flip(self) -> bool:
        """No room to the right of `you`: write to the left of it."""
        return self.you.x > RIGHT_THIRD


def chart(case: Case, cost: Cost, years: int) -> Chart | None:
    """Of a commitment with this cost. None where there is no On-Demand price to cross, or it never does."""
    hourly, crossing = case.on_demand, cost.break_even
    if hourly is None or crossing is None or crossing.high > HOURS_A_MONTH:
        return None
    above = case.surcharge.hourly or Decimal(0)
    running, flat = hourly + above, cost.rate * HOURS_A_MONTH
    scale = Scale(max(running * HOURS_A_MONTH, flat.high + above * HOURS_A_MONTH))
    on_demand, cheapest, dearest = (
        scale.line(Decimal(0), running),
        scale.line(flat.low, above),
        scale.line(flat.high, above),
    )
    ends = (crossing.low,) if crossing.exact else (crossing.low, crossing.high)
    you = scale.point(case.usage.hours, running * case.usage.hours)
    return Chart(
        on_demand=on_demand,
        cheapest=cheapest,
        dearest=dearest,
        crossings=tuple(scale.point(hours, running * hours) for hours in ends),
        you=you,
        ticks=scale.ticks(),
        on_demand_label=f"On-Demand {_short(Span.of(you.dollars))}",
        commitment_label=f"{years}-year commitment {_short(flat)}",
        words=_words(case, crossing, years),
        alt=_alt(on_demand, Span(cheapest.end.dollars, dearest.end.dollars), crossing, you, years),
    )


def _words(case: Case, crossing: Span, years: int) -> str:
    plan = f"You plan {count(case.usage.hours)}"
    if case.usage.months < years * 12:
        plan += f", and for {months(case.usage.months)} only"
    promise = a_commitment(years)
    if crossing.exact:
        return f"Above about {crossing.count} hours a month, {promise} costs less than On-Demand. {plan}."
    return (
        f"From somewhere between {crossing.ends} hours a month, {promise} normally costs less than On-Demand. {plan}."
    )


def _alt(on_demand: Line, committed: Span, crossing: Span, you: Point, years: int) -> str:
    where = f"at {crossing.count} hours" if crossing.exact else f"between {crossing.ends} hours"
    return (
        f"On-Demand rises from $0 to {dollars(on_demand.end.dollars)} at {count(on_demand.end.hours)} hours, where "
        f"{a_commitment(years)} costs {committed.dollars}. They cross {where}. You are at {count(you.hours)} hours, "
        f"where On-Demand costs {dollars(you.dollars)}."
    )


def _short(amount: Span) -> str:
    """Without cents from ten dollars on: it stands beside a line."""
    if amount.low < 10:
        return amount.dollars
    first, last = whole_dollars(amount.low), whole_dollars(amount.high)
    return first if first == last else f"{first} to {last}"
