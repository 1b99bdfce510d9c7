"""How much of a Windows machine’s price is the licence?"""

from portal.ec2 import shipped
from portal.ec2.costs import stock
from portal.ec2.costs.asked import Asked, Template
from portal.ec2.costs.draw import Draw
from portal.ec2.money import an_hour
from portal.ec2.offers import OS


def make(draw: Draw) -> Asked:
    region = stock.region(draw)
    linux = shipped.offers(region, OS.LINUX)
    offer = draw.of([each for each in stock.machines(region, OS.WINDOWS) if linux[each.name].on_demand])
    with_licence, without = stock.hourly(offer), stock.hourly(linux[offer.name])
    licence = with_licence - without
    share = licence / with_licence * 100
    return Asked(
        f"In {stock.name(region)} {stock.a(offer).lower()} costs {stock.exactly(without)} an hour with Linux and {stock.exactly(with_licence)} "
        "with Windows, whose licence is in the price. What per cent of the Windows price is the licence?",
        (
            f"{stock.exactly(with_licence)} − {stock.exactly(without)} = {an_hour(licence)} an hour for the licence.",
            f"{an_hour(licence)} / {stock.exactly(with_licence)} = {share:.1f}%.",
            f"It is {an_hour(licence / offer.hardware.vcpus)} for each of the {offer.hardware.vcpus} vCPUs, in all of these families.",
        ),
        answer=f"{share:.1f}",
        tolerance="0.6",
        unit="per cent",
    )


TEMPLATE = Template("licence", make)
