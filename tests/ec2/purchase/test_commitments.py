from dataclasses import replace
from decimal import Decimal

import pytest

from portal.ec2.offers import OS, Commitment, Grade
from portal.ec2.purchase.commitments import promises
from tests.ec2.purchase.m5 import PLANS, RESERVED, imported, make_offer, rates

EFFECTIVE = {  # an hour, and the saving over 0.096 in per cent, as worked by hand
    "standard-1-none": ("0.0600", "37.5"),
    "standard-1-partial": ("0.0578", "39.8"),
    "standard-1-all": ("0.0564", "41.3"),
    "standard-3-none": ("0.0410", "57.3"),
    "standard-3-partial": ("0.0382", "60.2"),
    "standard-3-all": ("0.0361", "62.4"),
    "convertible-1-none": ("0.0710", "26.0"),
    "convertible-3-none": ("0.0490", "49.0"),
    "compute-1-partial": ("0.0676", "29.6"),
    "compute-1-all": ("0.0659", "31.4"),
    "compute-3-partial": ("0.0455", "52.6"),
    "compute-3-all": ("0.0442", "54.0"),
}


def found(offer, os=OS.LINUX):
    return {commitment.key: promise for commitment, promise in promises(offer, os)}


@pytest.mark.parametrize("key", EFFECTIVE)
def test_the_effective_hourly_price_spreads_the_upfront_payment(key):
    rate, saving = (Decimal(text) for text in EFFECTIVE[key])

    promise = found(imported())[key]

    assert promise.rate.low.quantize(Decimal("0.0001")) == rate
    assert (100 * (1 - promise.rate.low / Decimal("0.096"))).quantize(Decimal("0.1")) == saving
    assert promise.grade is Grade.IMPORTED


def test_everything_is_due_whether_used_or_not():
    all_ = found(imported())

    assert all_["standard-1-none"].total.low == Decimal("525.6")
    assert all_["standard-1-partial"].total.low == 252 + Decimal("254.04")
    assert all_["standard-3-all"].total.low == 949


def test_a_plan_paid_upfront_is_divided_from_its_one_rate():
    all_ = found(imported())

    assert all_["compute-1-none"].upfront.low == 0
    assert all_["compute-1-partial"].upfront.low == Decimal("0.0676") * 8760 / 2
    assert all_["compute-1-all"].upfront.low == Decimal("0.0659") * 8760
    assert all_["compute-1-all"].hourly.low == 0


def test_without_an_import_commitments_are_the_measured_range():
    all_ = found(make_offer(hourly="0.100"))

    ends = {key: (promise.rate.low, promise.rate.high) for key, promise in all_.items()}
    assert {key: (f"{low:.3f}", f"{high:.3f}") for key, (low, high) in ends.items()} == {
        "standard-1-none": ("0.057", "0.079"),
        "standard-3-none": ("0.032", "0.069"),
        "convertible-1-none": ("0.065", "0.095"),
        "convertible-3-none": ("0.037", "0.083"),
        "instance-1-none": ("0.057", "0.079"),
        "instance-3-none": ("0.032", "0.069"),
        "compute-1-none": ("0.065", "0.095"),
        "compute-3-none": ("0.037", "0.083"),
    }
    assert {promise.grade for promise in all_.values()} == {Grade.ESTIMATE}


def test_a_plan_is_supposed_to_cost_what_the_matching_reservation_does():
    all_ = found(replace(imported(), commitments=rates(RESERVED)))

    assert all_["instance-1-all"].rate.low == all_["standard-1-all"].rate.low
    assert all_["compute-3-none"].rate.low == Decimal("0.049")
    assert all_["instance-1-all"].grade is Grade.ESTIMATE
    assert all_["standard-1-all"].grade is Grade.IMPORTED


def test_a_reservation_is_never_supposed_from_a_plan():
    all_ = found(replace(imported(), commitments=rates(PLANS)))

    assert all_["instance-1-none"].rate.exact
    assert not all_["standard-1-none"].rate.exact


@pytest.mark.parametrize("os", [OS.WINDOWS, OS.RHEL, OS.SUSE])
def test_a_price_with_a_licence_in_it_gets_no_estimate(os):
    assert set(found(make_offer(), os).values()) == {None}


def test_without_on_demand_there_is_nothing_to_estimate_from():
    all_ = found(make_offer(hourly=None))

    assert set(all_.values()) == {None}
    assert Commitment.of("compute-3-none").key in all_
