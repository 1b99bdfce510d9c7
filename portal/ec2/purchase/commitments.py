"""Reserved Instances and Savings Plans: what each promise costs over its term, from the data or estimated."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from portal.ec2.money import HOURS_A_YEAR
from portal.ec2.offers import OS, Commitment, Grade, Kind, Offer, Payment, Rate, Source
from portal.ec2.purchase.estimates import LIKE, MEASURED, estimated
from portal.ec2.purchase.span import NOTHING, Span

YEARS = (1, 3)
UPFRONT = {Payment.NONE: Decimal(0), Payment.PARTIAL: Decimal("0.5"), Payment.ALL: Decimal(1)}
"""The part of a Savings Plan that is paid at once. AWS takes half to 99% for a partial payment (CreateSavingsPlan in
its API reference); half is what it asks for."""


@dataclass(frozen=True, slots=True)
class Promise:
    """`upfront` dollars at once and `hourly` dollars in every hour of the term, used or not."""

    commitment: Commitment
    upfront: Span
    hourly: Span
    grade: Grade
    source: Source

    @property
    def hours(self) -> Decimal:
        return HOURS_A_YEAR * self.commitment.years

    @property
    def rate(self) -> Span:
        """The effective hourly price, with the upfront payment spread over the term."""
        return self.hourly + self.upfront / self.hours

    @property
    def total(self) -> Span:
        return self.upfront + self.hourly * self.hours


def promises(offer: Offer, os: OS) -> Iterator[tuple[Commitment, Promise | None]]:
    """Every kind and term with the payments that the data knows. None stands for “no price in this data”."""
    for kind in Kind:
        for years in YEARS:
            found = list(_stated(offer, kind, years)) or list(_supposed(offer, kind, years, os))
            yield from ((each.commitment, each) for each in found)
            if not found:
                yield Commitment(kind, years, Payment.NONE), None


def _stated(offer: Offer, kind: Kind, years: int) -> Iterator[Promise]:
    for payment in Payment:
        commitment = Commitment(kind, years, payment)
        if rate := offer.commitments.get(commitment):
            yield _plan(commitment, rate) if kind in LIKE else _reservation(commitment, rate)


def _supposed(offer: Offer, kind: Kind, years: int, os: OS) -> Iterator[Promise]:
    """A plan like the Reserved Instance that it normally equals, else the measured range."""
    reserved = list(_stated(offer, LIKE[kind], years)) if kind in LIKE and os is OS.LINUX else []
    for each in reserved:
        commitment = Commitment(kind, years, each.commitment.payment)
        yield _spread(commitment, each.rate, Grade.ESTIMATE, each.source)
    if offer.on_demand and not reserved and (rate := estimated(kind, years, offer.on_demand.hourly, os)):
        yield _spread(Commitment(kind, years, Payment.NONE), rate, Grade.ESTIMATE, MEASURED)


def _reservation(commitment: Commitment, rate: Rate) -> Promise:
    return Promise(commitment, Span.of(rate.upfront), Span.of(rate.hourly), rate.grade, rate.source)


def _plan(commitment: Commitment, rate: Rate) -> Promise:
    return _spread(commitment, Span.of(rate.hourly), rate.grade, rate.source)


def _spread(commitment: Commitment, rate: Span, grade: Grade, source: Source) -> Promise:
    """A price that already holds the payment option, divided into what is due at once and what is due hourly."""
    part = UPFRONT[commitment.payment]
    made = partial(Promise, commitment, grade=grade, source=source)
    if not part:
        return made(upfront=NOTHING, hourly=rate)
    return made(upfront=rate * (HOURS_A_YEAR * commitment.years * part), hourly=rate * (1 - part))
