from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.offers import OS
from portal.ec2.purchase import Group, options, panel, verdict
from tests.ec2.purchase.m5 import PLANS, RESERVED, by_key, imported, make_offer, plan, rates

LICENSED = plan(licence_per_core=True)
BATCH = plan(8, interruptible=True, redo_minutes=Decimal(180))
UNPRICED = make_offer(hourly=None)


@pytest.mark.parametrize(
    ("case", "offer", "usage", "key"),
    [
        ("a year round the clock", imported(), plan(), "instance-1-none"),
        ("three years round the clock", imported(), plan(months=36), "instance-3-none"),
        ("two years round the clock", imported(), plan(months=24), "instance-1-none"),
        ("four years and a bit", imported(), plan(months=50), "instance-3-none"),
        ("nights only", imported(), plan(8), "on-demand"),
        ("half a year", imported(), plan(months=6), "on-demand"),
        ("nine months, past the break-even", imported(), plan(months=9), "instance-1-none"),
        ("a batch that may restart", imported(), BATCH, "spot"),
        ("a batch, and a poor Spot market", imported(saving=10), plan(interruptible=True), "instance-1-none"),
        ("a licence per core", imported(), LICENSED, "host"),
        ("shipped: a year round the clock", make_offer(), plan(), "instance-1-none"),
        ("shipped: five years", make_offer(), plan(months=60), "instance-3-none"),
        ("shipped: within the range", make_offer(), plan(16), "on-demand"),
        ("shipped: nine months", make_offer(), plan(months=9), "on-demand"),
        ("shipped: a batch", make_offer(), BATCH, "spot"),
        ("shipped: a licence per core", make_offer(), LICENSED, "host"),
        ("unpriced: a year round the clock", UNPRICED, plan(), "instance-1-none"),
        ("unpriced: nights only", UNPRICED, plan(8), "on-demand"),
        ("unpriced: a batch", UNPRICED, BATCH, "spot"),
        ("a Mac", make_offer("mac2.metal", hourly=None), plan(), "host"),
    ],
)
def test_the_verdict(case, offer, usage, key):
    found = verdict(offer, usage, OS.LINUX)

    assert found.key == key, case
    assert found.words
    assert found.lesson == found.group.lesson


def test_a_type_that_is_not_on_spot_is_never_advised_there():
    offer = make_offer(spot=False)

    assert verdict(offer, BATCH, OS.LINUX).key == "on-demand"


def test_without_prices_of_commitments_on_demand_is_all_there_is():
    found = verdict(make_offer(), plan(), OS.WINDOWS)

    assert found.key == "on-demand"
    assert found.words == (
        "Pay On-Demand for your 730 hours a month.",
        "This data has no Reserved or Savings Plans prices for Windows, so nothing can be compared.",
    )


def test_the_words_give_the_reason():
    assert verdict(imported(), plan(8), OS.LINUX).words == (
        "Pay On-Demand for your 243 hours a month: nothing here costs less.",
        "A one-year commitment pays off above 456 hours a month.",
    )
    assert verdict(imported(), plan(months=6), OS.LINUX).words[1] == (
        "A one-year commitment is billed to its end. Such use earns it back in 8 months, and your work lasts 6."
    )
    assert (
        verdict(make_offer(), plan(16), OS.LINUX)
        .words[1]
        .startswith("A one-year commitment starts to pay off somewhere between 416 and 577 hours a month")
    )
    assert verdict(imported(), plan(), OS.LINUX).words[0] == (
        "You plan all 730 hours a month for 12 months, so a commitment pays: 38% less than On-Demand."
    )
    assert "Paid all upfront it costs 6% less again." in verdict(imported(), plan(), OS.LINUX).words
    assert verdict(imported(), BATCH, OS.LINUX).words[0].startswith("Your work can restart, so take Spot: 61% less")
    assert "3 hours of work" in verdict(imported(), BATCH, OS.LINUX).words[1]


def test_one_hour_is_spoken_of_as_one():
    batch = plan(8, interruptible=True, redo_minutes=Decimal(75))

    assert verdict(make_offer(), batch, OS.LINUX).words[-1].endswith("costs about 1 hour of work.")


def test_an_estimate_says_that_it_is_one():
    estimate = "That is what such commitments normally save. Look up the exact price before you sign."

    assert estimate in verdict(make_offer(), plan(), OS.LINUX).words
    assert estimate not in verdict(imported(), plan(), OS.LINUX).words
    assert (
        "Such use normally earns it back in 7 to 10 months" in verdict(make_offer(), plan(months=6), OS.LINUX).words[1]
    )


def test_a_commitment_that_never_pays_is_no_reason_to_wait():
    dear = replace(imported(), on_demand=replace(imported().on_demand, hourly=Decimal("0.030")))

    assert verdict(dear, plan(), OS.LINUX).words[1] == "A one-year commitment costs no less per hour here."


def test_of_two_that_cost_the_same_the_freer_is_advised():
    dearer_plan = rates(RESERVED | PLANS | {"instance-1-none": ("0", "0.0730")})
    offer = replace(imported(), commitments=dearer_plan)

    assert verdict(imported(), plan(), OS.LINUX).group is Group.PLAN
    assert verdict(offer, plan(), OS.LINUX).key == "standard-1-none"


@given(st.decimals("0.5", 24, places=1), st.integers(1, 48), st.sampled_from([imported(), make_offer()]))
def test_nobody_is_told_to_commit_to_what_may_cost_more(hours, months, offer):
    usage = plan(hours, months=months)

    found = verdict(offer, usage, OS.LINUX)

    ways = by_key(options(offer, usage, OS.LINUX))
    assert ways[found.key].cost.whole.high <= ways["on-demand"].cost.whole.low


@given(st.decimals("0.5", 24, places=1), st.integers(1, 48), st.booleans())
def test_a_type_without_a_price_gets_the_verdict_of_one_with(hours, months, interruptible):
    usage = plan(hours, months=months, interruptible=interruptible)

    assert verdict(UNPRICED, usage, OS.LINUX) == verdict(make_offer(), usage, OS.LINUX)


def test_the_panel_draws_the_way_that_it_advises():
    for usage in (plan(), plan(8), plan(months=36), BATCH, LICENSED):
        for offer in (imported(), make_offer(), UNPRICED):
            found = panel(offer, usage, OS.LINUX)
            assert found.verdict.key in {way.key for way in found.few}
            assert found.verdict == verdict(offer, usage, OS.LINUX)
