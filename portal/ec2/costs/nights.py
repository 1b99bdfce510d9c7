"""What does it save to switch machines off while nobody uses them?"""

from decimal import Decimal

from portal.ec2.advisor.words import plain
from portal.ec2.costs import stock
from portal.ec2.costs.asked import Asked, Template, in_dollars
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH, HOURS_A_WEEK, dollars
from portal.ec2.purchase import Usage

NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    machines, start, end = draw.number(2, 6), draw.of((6, 7, 8)), draw.of((18, 19, 20))
    hours = end - start
    usage, rate = Usage(hours_a_day=Decimal(hours), days_a_week=Decimal(5)), stock.hourly(offer)
    saved = usage.idle_hours * rate * machines
    off = HOURS_A_WEEK - 5 * hours
    return in_dollars(
        f"{NUMBERS[machines]} test servers of type {offer.name} run day and night at {stock.exactly(rate)} an hour each, On-Demand in "
        f"{stock.name(region)}. From now on they run from {start}:00 to {end}:00 on Monday to Friday only. How much does "
        f"that save in a month of {HOURS_A_MONTH} hours?",
        saved,
        "dollars",
        f"They run {hours} × 5 = {5 * hours} hours a week, so they are off in {off} of {HOURS_A_WEEK}.",
        f"{HOURS_A_MONTH} × {off} / {HOURS_A_WEEK} = {plain(usage.idle_hours)} hours a month for each.",
        f"{machines} × {plain(usage.idle_hours)} × {stock.exactly(rate)} = {dollars(saved)}.",
    )


TEMPLATE = Template("nights", make)
