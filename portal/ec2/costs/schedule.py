"""What does a machine cost that runs some hours of the day?"""

from decimal import Decimal

from portal.ec2.advisor.words import plain
from portal.ec2.costs import stock
from portal.ec2.costs.asked import Asked, Template, in_dollars
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH, HOURS_A_WEEK, dollars
from portal.ec2.purchase import Usage


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    hours, days = draw.number(6, 14), draw.of((5, 6))
    usage, rate = Usage(hours_a_day=Decimal(hours), days_a_week=Decimal(days)), stock.hourly(offer)
    month = rate * usage.hours
    return in_dollars(
        f"{stock.a(offer)} costs {stock.exactly(rate)} an hour On-Demand in {stock.name(region)}. It runs {hours} hours a day "
        f"on {days} days a week. What does it cost in a month of {HOURS_A_MONTH} hours?",
        month,
        "dollars",
        f"{hours} × {days} = {hours * days} of the week’s {HOURS_A_WEEK} hours.",
        f"{HOURS_A_MONTH} × {hours * days} / {HOURS_A_WEEK} = {plain(usage.hours)} hours a month.",
        f"{plain(usage.hours)} × {stock.exactly(rate)} = {dollars(month)}.",
    )


TEMPLATE = Template("schedule", make)
