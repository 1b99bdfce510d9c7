"""Which way to pay, in words.

The rule: the way whose whole bill for the plan is lowest, and an estimate counts with its dearer end, so that nobody is
told to sign what may cost more. The words name shares and hours, no dollars, so they hold for a type without a price.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.ec2.money import count, percent
from portal.ec2.offers import OS, Commitment, Figure, Grade, Kind, Offer, Payment
from portal.ec2.purchase import hosts
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.cost import Cost
from portal.ec2.purchase.estimates import MEASURED
from portal.ec2.purchase.options import options
from portal.ec2.purchase.usage import Usage
from portal.ec2.purchase.way import Group, Way
from portal.ec2.purchase.words import MAC, a_commitment, compared, months, several_hours

ONE = Figure(Decimal(1), Grade.ESTIMATE, MEASURED)
TIES = (Group.ON_DEMAND, Group.SPOT, Group.PLAN, Group.RESERVED)
"""At the same cost, what binds least."""
LONGEST = 36
"""Months of the longest term."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`key` is that of a way in `options`; `words` are whole sentences, the reason first."""

    key: str
    group: Group
    label: str
    words: tuple[str, ...]

    @property
    def lesson(self) -> str:
        return self.group.lesson


def verdict(offer: Offer, usage: Usage, os: OS, ways: tuple[Way, ...] = ()) -> Verdict:
    """`ways` may be given if `options` made them for the same three."""
    case = Case(offer, usage, os)
    if offer.on_demand is None:
        # Every way is a share of On-Demand, so any price tells which share is smallest.
        case = replace(case, offer=replace(offer, on_demand=ONE, commitments={}, host=None))
        ways = ()
    return _decide(case, {way.key: way for way in ways or options(case.offer, usage, os)})


def _decide(case: Case, ways: dict[str, Way]) -> Verdict:
    if hosts.hosts_only(case.hardware):
        return _verdict(ways[Group.HOST], [MAC])
    if case.usage.licence_per_core:
        return _verdict(ways[Group.HOST], _for_licence(case))
    if case.usage.interruptible and case.hardware.spot and case.offer.spot is None:
        return _verdict(ways[Group.SPOT], _for_spot(case, None))
    priced = [(way, way.cost) for way in ways.values() if way.cost and _eligible(way, case.usage)]
    best, cost = min(priced, key=lambda each: _rank(case, *each))
    if best.group is Group.SPOT:
        return _verdict(best, _for_spot(case, cost))
    if best.commitment is None:
        return _verdict(best, _for_on_demand(case, priced))
    return _verdict(best, _for_commitment(case, best, best.commitment, cost, ways))


def _verdict(way: Way, words: Iterator[str] | list[str]) -> Verdict:
    return Verdict(way.key, way.group, way.label, tuple(words))


def _eligible(way: Way, usage: Usage) -> bool:
    """Nothing upfront, so that no learner is told to pay ahead for a per cent; no three years for shorter work."""
    if way.commitment is None:
        return way.group is Group.ON_DEMAND or (way.group is Group.SPOT and usage.interruptible)
    return way.commitment.payment is Payment.NONE and way.commitment.years * 12 <= max(12, usage.months)


def _rank(case: Case, way: Way, cost: Cost) -> tuple[Decimal, int, int]:
    """By the bill up to the end of the longest term: what comes after it can be decided when it comes."""
    bill = cost.whole if case.usage.months <= LONGEST else cost.month * Decimal(LONGEST)
    return bill.high, TIES.index(way.group), way.commitment.years if way.commitment else 0


def _for_licence(case: Case) -> Iterator[str]:
    yield "Your licence counts cores, and only a Dedicated Host shows you the sockets and cores that it counts."
    yield "You pay for the whole machine, full or empty, so plan how many instances share it."
    if case.offer.host and case.on_demand and (needed := hosts.break_even(case.offer.host, case.on_demand)):
        yield f"From {needed} of this type on one host it costs no more than On-Demand."


def _for_spot(case: Case, cost: Cost | None) -> Iterator[str]:
    if cost and cost.saving:
        yield f"Your work can restart, so take Spot: {compared(cost.saving)} than On-Demand for the same hours."
    else:
        yield "Your work can restart, so start with Spot: up to 90% off, says AWS."
        yield "This data has no Spot figures, so look at the current Spot price before you decide."
    if case.usage.redo_minutes > 60:
        lost = several_hours(case.usage.redo_minutes / 60)
        yield f"Save your progress often: as it stands, an interruption costs about {lost} of work."


def _for_on_demand(case: Case, priced: list[tuple[Way, Cost]]) -> Iterator[str]:
    promised = [(way.commitment, cost) for way, cost in priced if way.commitment]
    start = f"Pay On-Demand for your {count(case.usage.hours)} hours a month"
    if not promised:
        yield f"{start}."
        yield f"This data has no Reserved or Savings Plans prices for {case.os.label}, so nothing can be compared."
        return
    least = min(cost.whole.low for _, cost in promised)
    paid = next(cost.whole.low for way, cost in priced if way.group is Group.ON_DEMAND)
    yield f"{start}: nothing here {'is sure to cost less' if least < paid else 'costs less'}."
    commitment, cost = min(promised, key=lambda each: each[1].whole.high)
    yield _not_worth_it(case.usage, commitment, cost)


def _not_worth_it(usage: Usage, commitment: Commitment, cost: Cost) -> str:
    promise = a_commitment(commitment.years).capitalize()
    if cost.break_even is None or cost.saving is None or cost.calendar is None:
        return f"{promise} costs no less per hour here."
    if cost.saving.low > 0:
        return (
            f"{promise} is billed to its end. Such use {'' if cost.rate.exact else 'normally '}earns it back in "
            f"{cost.calendar.rounded_up.count} months, and your work lasts {usage.months}."
        )
    if cost.saving.high > 0:
        return f"{promise} starts to pay off somewhere between {cost.break_even.ends} hours a month, so measure first."
    varies = "" if cost.break_even.exact else ", depending on the type"
    return f"{promise} pays off above {cost.break_even.count} hours a month{varies}."


def _for_commitment(case: Case, best: Way, commitment: Commitment, cost: Cost, ways: dict[str, Way]) -> Iterator[str]:
    planned = f"{'' if case.usage.idle_hours else 'all '}{count(case.usage.hours)} hours a month"
    yield f"You plan {planned} for {months(case.usage.months)}, so a commitment pays: {best.compared} than On-Demand."
    if case.usage.months < commitment.years * 12:
        yield "It is billed to its end, and still costs less than On-Demand until your work ends."
    if not cost.rate.exact:
        yield "That is what such commitments normally save. Look up the exact price before you sign."
    if best.group is Group.PLAN:
        yield "A Savings Plan normally costs as much as the matching Reserved Instance and leaves you freer to change."
    yield from _upfront(commitment, cost, ways)
    if commitment.years > 1 and commitment.kind is not Kind.COMPUTE:
        yield "Three years outlive a generation of machines. A Compute Savings Plan costs more and lets you move on."
    yield "Measure for some weeks first: whatever changes, you pay a commitment to its end."


def _upfront(commitment: Commitment, cost: Cost, ways: dict[str, Way]) -> Iterator[str]:
    ahead = ways.get(replace(commitment, payment=Payment.ALL).key)
    if ahead and ahead.cost and ahead.cost.rate.exact and ahead.cost.rate.low < cost.rate.low:
        yield f"Paid all upfront it costs {percent(1 - ahead.cost.rate.low / cost.rate.low)} less again."
