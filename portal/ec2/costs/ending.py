"""The work ends before the term does: was it right to commit?"""

from portal.ec2.costs import promises, stock
from portal.ec2.costs.asked import Asked, Template
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH, dollars
from portal.ec2.purchase import Usage
from portal.ec2.purchase.words import months

YEAR = 12


def make(draw: Draw) -> Asked:
    """The work ends a month or more to either side of the point where both cost the same."""
    region = stock.region(draw)
    offer = draw.of(stock.machines(region))
    hourly, saved = stock.hourly(offer), promises.saving(draw)
    rate = promises.rate(hourly, saved)
    even = promises.cost(offer, rate, Usage()).calendar
    assert even is not None, "there is a price to compare with"
    lasts = draw.of([number for number in range(3, YEAR) if abs(number - even.low) >= 1])
    paid, due = hourly * HOURS_A_MONTH * lasts, rate * HOURS_A_MONTH * YEAR
    return Asked(
        f"{stock.a(offer)} runs day and night for {months(lasts)}, and then the work is over. In {stock.name(region)} it "
        f"costs {stock.exactly(hourly)} an hour On-Demand. Suppose a commitment for one year charges {stock.exactly(rate)} an hour to "
        "the end of its term. Nothing else could use the rest. What costs less?",
        (
            f"On-Demand: {lasts} × {HOURS_A_MONTH} × {stock.exactly(hourly)} = {dollars(paid)}.",
            f"The commitment: {YEAR} × {HOURS_A_MONTH} × {stock.exactly(rate)} = {dollars(due)}, whenever the work ends.",
            f"Both cost the same after {even.low:.1f} months.",
        ),
        answer="on-demand" if paid < due else "commitment",
        choices=(
            ("on-demand", f"On-Demand for {months(lasts)}"),
            ("commitment", "The commitment for one year"),
        ),
    )


TEMPLATE = Template("ending", make)
