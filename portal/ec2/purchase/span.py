"""An amount, or the range in which it lies: figures in the data are exact, estimates are not."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from portal.ec2.money import an_hour, between, count, dollars, percent


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends are the same where the amount is known. Factors and divisors must be positive."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, amount: Decimal) -> "Span":
        return cls(amount, amount)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def __mul__(self, factor: Decimal) -> "Span":
        return Span(self.low * factor, self.high * factor)

    def __truediv__(self, divisor: Decimal) -> "Span":
        return Span(self.low / divisor, self.high / divisor)

    @property
    def rounded_up(self) -> "Span":
        """To whole numbers: months are over when they are over."""
        return Span(self.low.to_integral_value(ROUND_CEILING), self.high.to_integral_value(ROUND_CEILING))

    @property
    def dollars(self) -> str:
        return dollars(self.low) if self.exact else between(self.low, self.high)

    @property
    def an_hour(self) -> str:
        return self._text(an_hour)

    @property
    def count(self) -> str:
        return self._text(count)

    @property
    def ends(self) -> str:
        """After “between”: 416 and 577."""
        return f"{count(self.low)} and {count(self.high)}"

    @property
    def percent(self) -> str:
        return self._text(percent)

    def _text(self, write: Callable[[Decimal], str]) -> str:
        first, last = write(self.low), write(self.high)
        return first if first == last else f"{first} to {last}"


NOTHING = Span.of(Decimal(0))
