"""The length of each bar, and of its parts."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from portal.ec2.purchase.cost import Cost
from portal.ec2.purchase.way import Bar, Group, Way

FULL = Decimal(100)
TENTH = Decimal("0.1")
ROOM = Decimal("1.2")
"""A whole host can cost ten times the rest. Its bar is cut where the others still fill most of the width."""
CUT_SHORT = "Bar cut short."


def draw(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """The ways with bars that can be compared with each other."""
    scale = _scale(ways)
    return tuple(_drawn(way, way.cost, scale) if way.cost and scale else way for way in ways)


def _scale(ways: tuple[Way, ...]) -> Decimal:
    """The dollars of a full bar."""
    rest = max((way.cost.month.high for way in ways if way.cost and way.group is not Group.HOST), default=Decimal(0))
    host = max((way.cost.month.high for way in ways if way.cost and way.group is Group.HOST), default=Decimal(0))
    return rest * ROOM if 0 < rest * ROOM < host else max(rest, host)


def _drawn(way: Way, cost: Cost, scale: Decimal) -> Way:
    cut = cost.month.high > scale
    used = _edge(cost.month.low - cost.unused.low, scale)
    paid = _edge(cost.month.low, scale)
    bar = Bar(used, paid - used, _edge(cost.month.high, scale) - paid, cut)
    words = way.words.removesuffix(f" {CUT_SHORT}")
    return replace(way, bar=bar, words=f"{words} {CUT_SHORT}" if cut else words)


def _edge(dollars: Decimal, scale: Decimal) -> Decimal:
    return min(FULL, dollars / scale * FULL).quantize(TENTH, ROUND_HALF_UP)
