"""What one way to pay costs: by the hour, the month, the year and for as long as the work lasts."""

from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.money import HOURS_A_MONTH
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.commitments import Promise
from portal.ec2.purchase.span import NOTHING, Span


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars for one instance. What does not apply, or lacks a price to compare with, is None."""

    rate: Span
    """The price of an hour: of one that it runs, or with a commitment of every hour of the term."""
    effective: Span
    """The month divided by the hours that it runs."""
    month: Span
    year: Span
    whole: Span
    """All months of the plan, and what a commitment still bills when the work has ended."""
    unused: Span = NOTHING
    """The part of the month that pays for hours nobody uses."""
    upfront: Span = NOTHING
    commitment: Span | None = None
    """All that is due once it is signed, used or not."""
    saving: Span | None = None
    """Share of the On-Demand month; below zero where this way costs more."""
    break_even: Span | None = None
    """Hours a month from which it costs less than On-Demand. None when it never does."""
    calendar: Span | None = None
    """Months of this use after which On-Demand would have cost more than the whole commitment."""
    payback: Span | None = None
    """Months until an upfront payment is earned back, running all the time."""


def running(case: Case, rate: Span, *, billed: Decimal | None = None, extra: Decimal = Decimal(0)) -> Cost:
    """Paid for as long as it runs. `billed` says how many hours a month that is, if not just those it is used."""
    hours = case.usage.hours
    billed = billed or hours
    month = rate * billed + Span.of(extra)
    return Cost(
        rate=rate,
        effective=month / hours,
        month=month,
        year=month * Decimal(12),
        whole=month * Decimal(case.usage.months),
        unused=rate * (billed - hours),
        saving=_saving(month, case.reference),
    )


def committed(case: Case, promise: Promise) -> Cost:
    """Paid for every hour of the term."""
    rate, usage = promise.rate, case.usage
    month = rate * HOURS_A_MONTH + Span.of(case.extra)
    return Cost(
        rate=rate,
        effective=month / usage.hours,
        month=month,
        year=month * Decimal(12),
        whole=_whole(case, promise),
        unused=rate * usage.idle_hours,
        upfront=promise.upfront,
        commitment=promise.total,
        saving=_saving(month, case.reference),
        break_even=_break_even(rate, case.on_demand),
        calendar=promise.total / (case.on_demand * usage.hours) if case.on_demand else None,
        payback=_payback(promise, case.on_demand),
    )


def _saving(month: Span, reference: Decimal | None) -> Span | None:
    return Span(1 - month.high / reference, 1 - month.low / reference) if reference else None


def _whole(case: Case, promise: Promise) -> Span:
    """Full terms, the first in any case; months left over are paid On-Demand, or by one more term if that is less."""
    term = promise.commitment.years * 12
    terms = max(1, case.usage.months // term)
    left = max(0, case.usage.months - terms * term)
    paid = promise.total * Decimal(terms) + Span.of(case.extra * case.usage.months)
    if not left:
        return paid
    if case.on_demand is None:
        return paid + promise.total
    rest = case.on_demand * case.usage.hours * left
    return paid + Span(min(promise.total.low, rest), min(promise.total.high, rest))


def _break_even(rate: Span, on_demand: Decimal | None) -> Span | None:
    if on_demand is None or rate.low >= on_demand:
        return None
    return rate * (HOURS_A_MONTH / on_demand)


def _payback(promise: Promise, on_demand: Decimal | None) -> Span | None:
    if not promise.upfront.high or on_demand is None or promise.rate.high >= on_demand:
        return None
    upfront, hourly = promise.upfront, promise.hourly
    return Span(
        upfront.low / (HOURS_A_MONTH * (on_demand - hourly.low)),
        upfront.high / (HOURS_A_MONTH * (on_demand - hourly.high)),
    )
