"""What does a burstable machine cost that is busier than its baseline?"""

from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.words import plain
from portal.ec2.costs import stock
from portal.ec2.costs.asked import Asked, Template, in_dollars
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH, an_hour, dollars
from portal.ec2.offers import OS
from portal.ec2.purchase import Usage
from portal.ec2.purchase.credits import RATES, above, surcharge


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    offer = draw.of(stock.burstable(region))
    share = burst.baseline(offer.name)
    assert share is not None, "the baselines of T3 are known"
    average = share + 5 * draw.number(2, 8)
    hourly, vcpus, (rate, _) = stock.hourly(offer), offer.hardware.vcpus, RATES[OS.LINUX]
    extra = surcharge(offer.hardware, Usage(cpu=average), OS.LINUX).hourly
    assert extra is not None, "T3 on Linux has a rate"
    month = (hourly + extra) * HOURS_A_MONTH
    surplus = above(vcpus, average, share)
    return in_dollars(
        f"{stock.a(offer)} with {vcpus} vCPUs costs {stock.exactly(hourly)} an hour in {stock.name(region)} and is set to "
        f"unlimited. All month it uses {plain(average)}% of its vCPUs on average. Its baseline is {plain(share)}%, and a "
        f"vCPU-hour above it costs {dollars(rate)}. What does the month of {HOURS_A_MONTH} hours cost in all?",
        month,
        "dollars",
        f"{vcpus} vCPUs × {plain(average - share)}% above the baseline = {plain(surplus)} vCPU-hours in every hour.",
        f"{plain(surplus)} × {dollars(rate)} = {an_hour(extra)} an hour for them.",
        f"({stock.exactly(hourly)} + {an_hour(extra)}) × {HOURS_A_MONTH} = {dollars(month)}.",
        _share(hourly, extra),
    )


def _share(hourly: Decimal, extra: Decimal) -> str:
    return f"The surplus is {(extra / (hourly + extra) * 100):.0f}% of the bill."


TEMPLATE = Template("credits", make)
