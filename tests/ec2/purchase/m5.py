"""m5.large in us-east-1 as AWS priced it in July 2020, and what the tests make of it. Only its On-Demand price is in the
shipped data."""

import datetime
from dataclasses import replace
from decimal import Decimal

from portal.ec2.offers import Commitment, Figure, Grade, Hardware, Host, Kind, Offer, Payment, Rate, Source, Spot
from portal.ec2.purchase import Usage

SHIPPED = Source("apache-libcloud", datetime.date(2025, 3, 2))
PRICE_LIST = Source("AWS price list", datetime.date(2020, 7, 1))

RESERVED = {  # upfront, hourly
    "standard-1-none": ("0", "0.060"),
    "standard-1-partial": ("252", "0.029"),
    "standard-1-all": ("494", "0"),
    "standard-3-none": ("0", "0.041"),
    "standard-3-partial": ("505", "0.019"),
    "standard-3-all": ("949", "0"),
    "convertible-1-none": ("0", "0.071"),
    "convertible-3-none": ("0", "0.049"),
}
# Supposed to cost what the matching reservation does. AWS has no upfront row for a plan.
PLANS = {
    "instance-1-none": ("0", "0.0600"),
    "instance-1-partial": ("0", "0.0578"),
    "instance-1-all": ("0", "0.0564"),
    "compute-1-none": ("0", "0.0710"),
    "compute-1-partial": ("0", "0.0676"),
    "compute-1-all": ("0", "0.0659"),
    "instance-3-none": ("0", "0.0410"),
    "compute-3-none": ("0", "0.0490"),
    "compute-3-partial": ("0", "0.0455"),
    "compute-3-all": ("0", "0.0442"),
}


def make_hardware(name="m5.large", **fields):
    return replace(Hardware(name, 2, 1, 8192, ("x86_64",), "Intel"), **fields)


def make_offer(name="m5.large", hourly="0.096", **fields):
    """With the On-Demand price alone, as shipped."""
    figure = Figure(Decimal(hourly), Grade.CONFIRMED, SHIPPED) if hourly else None
    return Offer(make_hardware(name, **fields), figure)


def rates(table):
    return {
        Commitment.of(key): Rate(Decimal(upfront), Decimal(hourly), Grade.IMPORTED, PRICE_LIST)
        for key, (upfront, hourly) in table.items()
    }


def imported(saving=61, band="5-10%", host="2.552", capacity=32):
    """With everything that an import brings."""
    offer = make_offer()
    return replace(
        offer,
        on_demand=replace(offer.on_demand, grade=Grade.IMPORTED, source=PRICE_LIST),
        commitments=rates(RESERVED | PLANS),
        spot=Spot(saving, band, PRICE_LIST),
        host=Host(Figure(Decimal(host), Grade.IMPORTED, PRICE_LIST), capacity),
    )


def plan(hours_a_day=24, **fields):
    return Usage(hours_a_day=Decimal(hours_a_day), **fields)


def by_key(ways):
    return {way.key: way for way in ways}


def commitment(kind, years, payment=Payment.NONE):
    return Commitment(Kind(kind), years, payment)
