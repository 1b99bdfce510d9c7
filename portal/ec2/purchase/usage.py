"""How long the learner's machine runs, and what it must withstand."""

from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.money import HOURS_A_DAY, HOURS_A_MONTH, HOURS_A_WEEK


@dataclass(frozen=True, slots=True)
class Usage:
    """One machine's plan. `redo_minutes` is the work and the start that an interruption costs; `cpu` the average use
    in per cent, None when nobody knows, of as many vCPUs as `vcpus` says, or of the type's own; `instances` how many
    alike would share a host."""

    hours_a_day: Decimal = HOURS_A_DAY
    days_a_week: Decimal = Decimal(7)
    months: int = 12
    interruptible: bool = False
    redo_minutes: Decimal = Decimal(0)
    cpu: Decimal | None = None
    vcpus: int | None = None
    licence_per_core: bool = False
    instances: int = 1

    def __post_init__(self) -> None:
        if not (0 < self.hours_a_day <= HOURS_A_DAY and 0 < self.days_a_week <= 7):
            raise ValueError("A machine runs more than 0 and at most 24 hours a day, on at most 7 days a week.")
        if self.months < 1 or self.instances < 1 or self.redo_minutes < 0:
            raise ValueError("A plan has at least one month and one instance, and redoes no less than nothing.")

    @property
    def hours(self) -> Decimal:
        """In a month."""
        return HOURS_A_MONTH * self.hours_a_day * self.days_a_week / HOURS_A_WEEK

    def average_on(self, vcpus: int) -> Decimal | None:
        """Per cent of each of these vCPUs: the same work uses a smaller share of more of them."""
        if self.cpu is None or self.vcpus is None:
            return self.cpu
        return min(self.cpu * self.vcpus / vcpus, Decimal(100))

    @property
    def share(self) -> Decimal:
        """Of all hours, from 0 to 1."""
        return self.hours / HOURS_A_MONTH

    @property
    def idle_hours(self) -> Decimal:
        """In a month: what a commitment bills and nobody uses."""
        return HOURS_A_MONTH - self.hours

    @property
    def whole_days(self) -> Decimal:
        """The hours of a month on whose days the machine runs, counted to midnight."""
        return HOURS_A_MONTH * self.days_a_week / 7
