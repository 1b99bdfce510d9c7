"""A site with a few families of the shipped data, loaded in a moment."""

from dataclasses import replace
from functools import cache

from portal.ec2.load import load
from portal.ec2.names import read
from portal.ec2.snapshot.file import Place, Snapshot, read_shipped

FAMILIES = frozenset(
    "m5 m5d m7g m7gd m7i m7i-flex m8g c6g c7g c7gd c7i r6g r7g r7gd r7i t3 t3a t8i g5 p5 mac2 u-6tb1".split()
)
REGIONS = ("us-east-1", "eu-west-1", "ap-south-1")


@cache
def snapshot() -> Snapshot:
    whole = read_shipped()
    types = [each for each in whole.types if each.parts.family in FAMILIES]
    names = {each.name for each in types}
    return replace(
        whole,
        types=types,
        regions={
            code: Place(whole.regions[code].name, [name for name in whole.regions[code].types if name in names])
            for code in REGIONS
        },
        prices={
            (code, os): {name: quote for name, quote in quotes.items() if read(name).family in FAMILIES}
            for (code, os), quotes in whole.prices.items()
            if code in REGIONS
        },
        digest="small",
    )


def stocked() -> None:
    load(snapshot())
