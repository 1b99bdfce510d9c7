"""What is the bill for one hour of a Savings Plan?"""

from decimal import Decimal

from portal.ec2.advisor.words import plain
from portal.ec2.costs import promises, stock
from portal.ec2.costs.asked import Asked, Template, in_dollars
from portal.ec2.costs.draw import Draw
from portal.ec2.money import an_hour
from portal.ec2.purchase.plans import Hour, settle


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    hourly = stock.hourly(offer)
    rate = promises.rate(hourly, promises.saving(draw))
    covered = draw.number(4, 9)
    running = covered + draw.of((-3, -2, -1, 2, 3, 4))
    commitment = rate * covered
    hour = settle(commitment, Decimal(running), rate=rate, on_demand=hourly)
    return in_dollars(
        f"In {stock.name(region)} {stock.a(offer).lower()} costs {stock.exactly(hourly)} an hour On-Demand and {stock.exactly(rate)} with a "
        f"Savings Plan. The commitment is {stock.exactly(commitment)} an hour, and in this hour {running} of them run. What is "
        "the bill for the hour?",
        hour.bill,
        "dollars",
        f"{stock.exactly(commitment)} / {stock.exactly(rate)} = {plain(commitment / rate)} machines are covered.",
        _rest(hour, running - covered, hourly),
    )


def _rest(hour: Hour, more: int, hourly: Decimal) -> str:
    if more < 0:
        return (
            f"Fewer run, so the bill is the whole commitment, {an_hour(hour.bill)}: "
            f"{an_hour(hour.unused)} of it bought nothing and is lost."
        )
    return (
        f"The other {more} cost {more} × {stock.exactly(hourly)} = {an_hour(hour.over)} On-Demand, and with the commitment "
        f"{an_hour(hour.bill)}."
    )


TEMPLATE = Template("plan-hour", make)
