"""The purchase panel of one type: what a page needs to draw it, in one piece."""

from dataclasses import dataclass

from portal.ec2.offers import OS, Offer
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.chart import Chart, chart
from portal.ec2.purchase.options import headline, options
from portal.ec2.purchase.usage import Usage
from portal.ec2.purchase.verdict import Verdict, verdict
from portal.ec2.purchase.way import Group, Way


@dataclass(frozen=True, slots=True)
class Panel:
    """`few` has one way of each group, with bars drawn to one scale; `ways` has all, for a table."""

    usage: Usage
    few: tuple[Way, ...]
    ways: tuple[Way, ...]
    verdict: Verdict
    chart: Chart | None


def panel(offer: Offer, usage: Usage, os: OS) -> Panel:
    ways = options(offer, usage, os)
    decided = verdict(offer, usage, os, ways)
    few = headline(ways, usage, decided.key)
    return Panel(usage, few, ways, decided, _chart(Case(offer, usage, os), few))


def _chart(case: Case, few: tuple[Way, ...]) -> Chart | None:
    """Of the commitment that is drawn as a bar, a Savings Plan before a Reserved Instance."""
    drawn = {way.group: way for way in few}
    for group in (Group.PLAN, Group.RESERVED):
        way = drawn.get(group)
        if way and way.commitment and way.cost and (found := chart(case, way.cost, way.commitment.years)):
            return found
    return None
