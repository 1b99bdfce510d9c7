"""From how many hours a month does a commitment cost less than On-Demand?"""

from portal.ec2.costs import promises, stock
from portal.ec2.costs.asked import HALF_A_PER_CENT, Asked, Template
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH, count, dollars
from portal.ec2.purchase import Usage


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    hourly = stock.hourly(offer)
    rate = promises.rate(hourly, promises.saving(draw))
    crossing = promises.cost(offer, rate, Usage()).break_even
    assert crossing is not None, "the rate is below On-Demand"
    hours = crossing.low
    return Asked(
        f"{stock.a(offer)} costs {stock.exactly(hourly)} an hour On-Demand in {stock.name(region)}. Suppose that a Savings Plan "
        f"for one year charges {stock.exactly(rate)} in each of the {HOURS_A_MONTH} hours of a month, used or not. From how "
        "many hours of use a month does the plan cost less?",
        (
            f"The plan costs {HOURS_A_MONTH} × {stock.exactly(rate)} = {dollars(rate * HOURS_A_MONTH)} a month, whatever runs.",
            f"{dollars(rate * HOURS_A_MONTH)} / {stock.exactly(hourly)} = {count(hours)} hours On-Demand for the same money.",
            f"That is {count(hours / HOURS_A_MONTH * 100)}% of the month, the price of the plan as a share of On-Demand.",
        ),
        answer=f"{hours:.0f}",
        tolerance=f"{hours * HALF_A_PER_CENT:.2f}",
        unit="hours",
    )


TEMPLATE = Template("break-even", make)
