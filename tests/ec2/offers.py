"""Offers for tests: made up field by field, or as shipped."""

import datetime
from dataclasses import replace
from decimal import Decimal
from functools import cache

from portal.ec2.offers import OS, Figure, Grade, Hardware, Host, Offer, Source, Spot
from portal.ec2.snapshot.file import read_shipped

PRICE_LIST = Source("AWS price list", datetime.date(2026, 11, 1))


def figure(hourly):
    return Figure(Decimal(hourly), Grade.IMPORTED, PRICE_LIST)


def make_offer(name="m7i.large", hourly="0.1008", *, saving=None, band="5-10%", host=None, capacity=16, **fields):
    """2 vCPU and 8 GiB of an Intel type, if nothing else is said. `hourly` None is a price that is not in the data."""
    hardware = replace(Hardware(name, 2, 1, 8192, ("x86_64",), "Intel", hosts=True), **fields)
    return Offer(
        hardware,
        on_demand=figure(hourly) if hourly else None,
        spot=None if saving is None else Spot(saving, band, PRICE_LIST),
        host=None if host is None else Host(figure(host), capacity),
    )


def make_arm(name="m7g.large", hourly="0.0816", **fields):
    return make_offer(name, hourly, **{"architectures": ("arm64",), "maker": "AWS", "cores": 2, **fields})


def catalogue(*offers):
    return {offer.name: offer for offer in offers}


@cache
def shipped(region="us-east-1", os=OS.LINUX):
    """What the Region offers, with the prices that are shipped."""
    snapshot = read_shipped()
    hardware = {each.name: each for each in snapshot.types}
    quotes = snapshot.prices.get((region, os), {})
    return {
        name: Offer(
            hardware[name],
            Figure(quotes[name].hourly, quotes[name].grade, snapshot.prices_source) if name in quotes else None,
        )
        for name in snapshot.regions[region].types
    }


def imported(*, region="us-east-1", prices=None, spot=None, hosts=None):
    """The shipped types of the Region with these prices and no others, as after an import of a small file."""
    prices, spot, hosts = prices or {}, spot or {}, hosts or {}
    return {
        name: Offer(
            offer.hardware,
            on_demand=figure(prices[name]) if name in prices else None,
            spot=Spot(*spot[name], PRICE_LIST) if name in spot else None,
            host=Host(figure(hosts[name]), 16) if name in hosts else None,
        )
        for name, offer in shipped(region).items()
    }
