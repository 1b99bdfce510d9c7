"""The picture of an upgrade: price against what is short, with “you are here”. Positions are in per cent of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from portal.ec2.advisor.words import plain
from portal.ec2.money import an_hour, dollars
from portal.ec2.offers import Offer
from portal.ec2.upgrading.answer import Answer
from portal.ec2.upgrading.shortage import Short, amount

LEFT, RIGHT, TOP, BOTTOM = (Decimal(number) for number in (11, 96, 8, 84))
"""The plot within the drawing. The rest holds the writing."""
NEAR_X, NEAR_Y = Decimal(3), Decimal(4)
"""Marks nearer than this would cover each other: they become one, with both numbers."""
CLOUD = 60
LEVELS = (-10, 21, -25, 36)
"""Pixels above or below a mark at which its number may stand, so that neighbours do not write over each other."""
LETTER, ROW = Decimal("2.2"), Decimal(12)
"""The width of a digit on a phone, and how near in height two marks share their levels."""
STEPS = tuple(Decimal(number) for number in (8, 5, 4, 2, 1))


@dataclass(frozen=True, slots=True)
class Mark:
    """`dy` is where its label stands, in pixels below it."""

    x: Decimal
    y: Decimal
    label: str = ""
    dy: int = 0

    @property
    def flip(self) -> bool:
        """No room to the right of it: write to the left."""
        return self.x > 78

    @property
    def width(self) -> Decimal:
        return LETTER * (len(self.label) + 1)


@dataclass(frozen=True, slots=True)
class Tick:
    at: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Scatter:
    """Candidates are marked with their numbers in the list."""

    you: Mark
    marks: tuple[Mark, ...]
    cloud: tuple[Mark, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The dollars at the right edge and the amount at the top one."""

    dollars: Decimal
    amount: Decimal
    short: Short

    def mark(self, offer: Offer, label: str = "") -> Mark | None:
        """None where something is unknown or lies outside."""
        has = amount(offer.hardware, self.short)
        if offer.on_demand is None or has is None or offer.on_demand.hourly > self.dollars or has > self.amount:
            return None
        return Mark(self.x(offer.on_demand.hourly), self.y(has), label)

    def x(self, price: Decimal) -> Decimal:
        return _rounded(LEFT + (RIGHT - LEFT) * price / self.dollars)

    def y(self, has: Decimal) -> Decimal:
        return _rounded(BOTTOM - (BOTTOM - TOP) * has / self.amount)


def scatter(found: Answer) -> Scatter | None:
    """None where the present type or all others have no price: there is nothing to draw."""
    frame = _frame(found)
    you = frame.mark(found.present, found.present.name) if frame else None
    if frame is None or you is None:
        return None
    numbered = enumerate(found.candidates, 1)
    marks = [mark for number, each in numbered if (mark := frame.mark(each.offer, str(number)))]
    return Scatter(
        you=you,
        marks=tuple(_labelled(_apart(marks))),
        cloud=tuple(mark for offer in found.cloud[:CLOUD] if (mark := frame.mark(offer))),
        across=tuple(Tick(frame.x(each), _price(each)) for each in _ticks(frame.dollars)),
        up=tuple(Tick(frame.y(each), plain(each)) for each in _ticks(frame.amount)),
        title=f"Dollars an hour against {found.short.axis}",
        alt=_alt(found),
    )


def _frame(found: Answer) -> _Frame | None:
    """Wide enough for the present type and every candidate."""
    shown = [found.present, *(each.offer for each in found.candidates)]
    prices = [offer.on_demand.hourly for offer in shown if offer.on_demand]
    amounts = [has for offer in shown if offer.on_demand and (has := amount(offer.hardware, found.short))]
    if len(prices) < 2 or not amounts:
        return None
    return _Frame(max(prices) * Decimal("1.1"), max(amounts) * Decimal("1.1"), found.short)


def _apart(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Each mark, or one for several that lie too close."""
    groups: list[list[Mark]] = []
    for mark in marks:
        near = (each for each in groups if abs(each[0].x - mark.x) < NEAR_X and abs(each[0].y - mark.y) < NEAR_Y)
        group = next(near, None)
        if group is None:
            groups.append([mark])
        else:
            group.append(mark)
    for group in groups:
        yield Mark(group[0].x, group[0].y, ", ".join(each.label for each in group))


def _labelled(marks: Iterable[Mark]) -> Iterator[Mark]:
    """From left to right, each label at the first level where it touches none before it."""
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.x, mark.y)):
        taken = {each.dy for each in placed if _touch(each, mark)}
        free = next((level for level in LEVELS if level not in taken), LEVELS[0])
        placed.append(replace(mark, dy=free))
    return iter(placed)


def _touch(one: Mark, other: Mark) -> bool:
    return abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < ROW


def _ticks(top: Decimal) -> Iterator[Decimal]:
    """Nothing, and two to five round numbers up to the top."""
    rough = top * 2 / 5
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(each * power for each in STEPS if each * power <= rough)
    yield from (step * number for number in range(int(top / step) + 1))


def _price(amount: Decimal) -> str:
    if amount == 0:
        return "$0"
    return dollars(amount) if amount >= Decimal("0.02") else an_hour(amount)


def _alt(found: Answer) -> str:
    names = _listed(each.offer.name for each in found.candidates if each.offer.on_demand)
    return f"{found.present.name}, where you are, and by their numbers in the list {names}. The list has every figure."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def _rounded(position: Decimal) -> Decimal:
    return position.quantize(Decimal("0.01"), ROUND_HALF_UP)
