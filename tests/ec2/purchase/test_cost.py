from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.ec2.offers import OS, Commitment, Figure, Grade, Rate
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.commitments import promises
from portal.ec2.purchase.cost import committed, running
from portal.ec2.purchase.span import Span
from tests.ec2.purchase.m5 import PRICE_LIST, imported, make_offer, plan

PRICES = st.decimals("0.001", 100, places=4)
UPFRONTS = st.decimals(0, 50_000, places=2)
HOURS = st.decimals("0.5", 24, places=1)


def cost_of(key, usage, offer=None):
    case = Case(offer or imported(), usage, OS.LINUX)
    promise = dict(promises(case.offer, OS.LINUX))[Commitment.of(key)]
    return committed(case, promise)


def priced(on_demand, upfront, hourly, years=1):
    key = f"standard-{years}-partial"
    rate = Rate(upfront, hourly, Grade.IMPORTED, PRICE_LIST)
    offer = replace(
        make_offer(),
        on_demand=Figure(on_demand, Grade.IMPORTED, PRICE_LIST),
        commitments={Commitment.of(key): rate},
    )
    return key, offer


def test_on_demand_is_paid_for_the_hours_that_run():
    cost = running(Case(imported(), plan(8, months=6), OS.LINUX), Span.of(Decimal("0.096")))

    assert cost.month.dollars == "$23.36"
    assert cost.year.dollars == "$280.32"
    assert cost.whole.low == cost.month.low * 6
    assert (cost.unused.low, cost.commitment, cost.break_even) == (0, None, None)
    assert cost.saving.low == 0


def test_a_commitment_is_paid_for_all_hours():
    cost = cost_of("standard-1-none", plan(8))

    assert cost.month.low == Decimal("43.8")
    assert cost.unused.dollars == "$29.20"
    assert cost.saving.percent == "−88%"
    assert cost.effective.an_hour == "$0.1800"


def test_the_break_even_of_m5_large_is_456_hours():
    cost = cost_of("standard-1-none", plan())

    assert cost.break_even.low == Decimal("456.25")
    assert (cost_of("standard-3-all", plan()).break_even.low / 730).quantize(Decimal("0.001")) == Decimal("0.376")


@pytest.mark.parametrize(("key", "months"), [("standard-1-all", "7.0"), ("standard-3-all", "13.5")])
def test_an_upfront_payment_is_earned_back(key, months):
    assert cost_of(key, plan()).payback.low.quantize(Decimal("0.1")) == Decimal(months)


def test_nothing_upfront_has_nothing_to_earn_back():
    assert cost_of("standard-1-none", plan()).payback is None


def test_work_that_ends_early_pays_the_term_to_its_end():
    cost = cost_of("standard-1-none", plan(months=6))

    assert cost.whole.low == Decimal("525.6")
    assert cost.calendar.low == Decimal("7.5")


def test_work_that_outlasts_the_term_goes_on_in_the_cheaper_way():
    two_months_more, ten_months_more = (cost_of("standard-1-none", plan(months=months)) for months in (14, 22))

    assert two_months_more.whole.low == Decimal("525.6") + 2 * Decimal("70.08")
    assert ten_months_more.whole.low == 2 * Decimal("525.6")


def test_a_commitment_dearer_than_on_demand_never_breaks_even():
    key, offer = priced(Decimal("0.05"), Decimal(500), Decimal("0.01"))

    cost = cost_of(key, plan(), offer)

    assert (cost.break_even, cost.payback) == (None, None)
    assert cost.saving.high < 0


def test_without_on_demand_there_is_a_cost_and_no_comparison():
    cost = cost_of("standard-1-none", plan(months=13), replace(imported(), on_demand=None))

    assert cost.month.low == Decimal("43.8")
    assert cost.whole.low == 2 * Decimal("525.6")
    assert (cost.saving, cost.break_even, cost.calendar, cost.payback) == (None, None, None, None)


@given(PRICES, UPFRONTS, PRICES, st.sampled_from([1, 3]), HOURS, st.integers(1, 60))
def test_no_bill_is_below_nothing_and_no_term_is_cheaper_than_its_commitment(
    on_demand, upfront, hourly, years, hours, months
):
    key, offer = priced(on_demand, upfront, hourly, years)

    cost = cost_of(key, plan(hours, months=months), offer)

    assert min(cost.rate.low, cost.month.low, cost.unused.low, cost.whole.low) >= 0
    assert cost.whole.low >= cost.commitment.low
    assert cost.month.low >= cost.unused.low


@given(PRICES, UPFRONTS, PRICES, st.sampled_from([1, 3]))
def test_at_full_use_each_hour_costs_the_effective_rate(on_demand, upfront, hourly, years):
    key, offer = priced(on_demand, upfront, hourly, years)

    cost = cost_of(key, plan(24, months=12 * years), offer)

    near = Decimal("1e-20")
    assert abs(cost.effective.low - cost.rate.low) < near
    assert cost.unused.low == 0
    assert abs(cost.whole.low - cost.month.low * 12 * years) < Decimal("1e-15")


@given(PRICES, UPFRONTS, PRICES, HOURS)
def test_it_saves_exactly_above_its_break_even(on_demand, upfront, hourly, hours):
    key, offer = priced(on_demand, upfront, hourly)
    usage = plan(hours)

    cost = cost_of(key, usage, offer)

    line = cost.rate.low / on_demand * 730
    assume(abs(usage.hours - line) > Decimal("0.001"))
    assert (cost.saving.low > 0) == (usage.hours > line)
    assert (cost.break_even is not None) == (cost.rate.low < on_demand)


@given(HOURS, st.integers(1, 60))
def test_an_estimate_lies_between_its_ends(hours, months):
    cost = cost_of("standard-1-none", plan(hours, months=months), make_offer())

    for span in (cost.rate, cost.effective, cost.month, cost.year, cost.whole, cost.saving, cost.break_even):
        assert span.low <= span.high
