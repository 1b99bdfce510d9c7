"""The machines that cost questions are about: common ones, with a price in the shipped data. Pure."""

from decimal import Decimal

from portal.ec2 import shipped
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURLY_PLACES, dollars
from portal.ec2.offers import OS, Offer

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2")
FAMILIES = ("c6i", "c7g", "c7i", "m6g", "m6i", "m7g", "m7i", "r6g", "r6i", "r7g", "r7i")
SIZES = ("large", "xlarge", "2xlarge", "4xlarge")
SPOKEN_WITH_A_VOWEL = "mr"
BURSTABLE = ("t3.medium", "t3.large", "t3.xlarge")


def region(draw: Draw) -> str:
    return draw.of(REGIONS)


def name(region: str) -> str:
    """US East (N. Virginia)"""
    return shipped.regions()[region]


def machines(region: str, os: OS = OS.LINUX) -> list[Offer]:
    """Those that have a price there, in order of their names."""
    return _priced(region, os, [f"{family}.{size}" for family in FAMILIES for size in SIZES])


def burstable(region: str) -> list[Offer]:
    return _priced(region, OS.LINUX, BURSTABLE)


def _priced(region: str, os: OS, names: tuple[str, ...] | list[str]) -> list[Offer]:
    offers = shipped.offers(region, os)
    return [offers[each] for each in names if each in offers and offers[each].on_demand]


def a(offer: Offer) -> str:
    """“An m7g.large”, “A c7g.large”: as the first letter is spoken."""
    return f"{'An' if offer.name[0] in SPOKEN_WITH_A_VOWEL else 'A'} {offer.name}"


def exactly(amount: Decimal) -> str:
    """With every place that AWS states, so that the learner can reckon with it: $0.08925."""
    return dollars(amount, max(HOURLY_PLACES, -int(amount.normalize().as_tuple().exponent)))


def hourly(offer: Offer) -> Decimal:
    assert offer.on_demand is not None, "machines have a price"
    return offer.on_demand.hourly
