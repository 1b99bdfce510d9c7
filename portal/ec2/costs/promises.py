"""A commitment for a question. The shipped data holds no price of one, so the question names a saving that is usual."""

from decimal import Decimal

from portal.ec2.costs.draw import Draw
from portal.ec2.offers import OS, Commitment, Grade, Kind, Offer, Payment
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.commitments import Promise
from portal.ec2.purchase.cost import Cost, committed
from portal.ec2.purchase.estimates import MEASURED, SAVINGS
from portal.ec2.purchase.span import NOTHING, Span
from portal.ec2.purchase.usage import Usage

PLACES = Decimal("0.0001")
ONE_YEAR = Commitment(Kind.INSTANCE, 1, Payment.NONE)


def saving(draw: Draw) -> int:
    """Per cent off, as one year with nothing upfront normally brings."""
    least, most = SAVINGS[Kind.STANDARD, 1]
    return draw.number(least, most)


def rate(hourly: Decimal, per_cent: int) -> Decimal:
    """An hour of the promise, to the hundredth of a cent as AWS states it."""
    return (hourly * (100 - per_cent) / 100).quantize(PLACES)


def cost(offer: Offer, hourly: Decimal, usage: Usage) -> Cost:
    promise = Promise(ONE_YEAR, NOTHING, Span.of(hourly), Grade.ESTIMATE, MEASURED)
    return committed(Case(offer, usage, OS.LINUX), promise)
