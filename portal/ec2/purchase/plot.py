"""From hours and dollars to positions in a drawing, in per cent of it, so that a template writes them as they are."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.ec2.money import HOURS_A_MONTH, dollars, whole_dollars

LEFT, RIGHT, TOP, BOTTOM = (Decimal(number) for number in (8, 100, 10, 90))
"""The plot within the drawing. The rest holds the writing."""
STEPS = tuple(Decimal(number) for number in (8, 5, 4, 2, 1))


@dataclass(frozen=True, slots=True)
class Point:
    hours: Decimal
    dollars: Decimal
    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """From no hours to all of the month."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Tick:
    y: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """`top` dollars reach the upper edge of the plot, 730 hours its right one."""

    top: Decimal

    def point(self, hours: Decimal, amount: Decimal) -> Point:
        x = LEFT + (RIGHT - LEFT) * hours / HOURS_A_MONTH
        return Point(hours, amount, _rounded(x), self._y(amount))

    def line(self, fixed: Decimal, hourly: Decimal) -> Line:
        return Line(self.point(Decimal(0), fixed), self.point(HOURS_A_MONTH, fixed + hourly * HOURS_A_MONTH))

    def ticks(self) -> tuple[Tick, ...]:
        """Three to five lines at round sums, the axis among them."""
        rough = self.top * 2 / 5
        power = Decimal(1).scaleb(rough.adjusted())
        step = next(each * power for each in STEPS if each * power <= rough)
        write = whole_dollars if step >= 1 else dollars
        sums = (step * number for number in range(int(self.top / step) + 1))
        return tuple(Tick(self._y(each), write(each) if each else "$0") for each in sums)

    def _y(self, amount: Decimal) -> Decimal:
        return _rounded(BOTTOM - (BOTTOM - TOP) * amount / self.top)


def _rounded(position: Decimal) -> Decimal:
    return position.quantize(Decimal("0.01"), ROUND_HALF_UP)
