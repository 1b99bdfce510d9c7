"""How large a commitment covers the machines that never stop?"""

from portal.ec2.costs import promises, stock
from portal.ec2.costs.asked import Asked, Template, in_dollars
from portal.ec2.costs.draw import Draw
from portal.ec2.money import an_hour, dollars


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    quiet, off = draw.number(3, 9), promises.saving(draw)
    busy, hourly = quiet + draw.number(2, 8), stock.hourly(offer)
    used = quiet * hourly
    commitment = used * (100 - off) / 100
    return in_dollars(
        f"Web servers of type {offer.name} cost {stock.exactly(hourly)} an hour each, On-Demand in {stock.name(region)}. {busy} "
        f"run in the day and {quiet} at night. A Savings Plan would take {off}% off. Which commitment an hour covers "
        f"just the {quiet} that never stop?",
        commitment,
        "dollars an hour",
        f"{quiet} × {stock.exactly(hourly)} = {an_hour(used)} an hour On-Demand.",
        f"A commitment is counted at the plan’s rates: {an_hour(used)} × {100 - off}% = {stock.exactly(commitment)} an hour.",
        f"With {dollars(used)} you would promise more than the quiet hours use, and lose the rest in each of them.",
    )


TEMPLATE = Template("plan-size", make)
