from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.offers import OS, Figure, Grade
from portal.ec2.purchase import panel
from portal.ec2.purchase.plot import Scale
from tests.ec2.purchase.m5 import PRICE_LIST, imported, make_offer, plan


def chart_of(offer, usage):
    return panel(offer, usage, OS.LINUX).chart


def test_the_lines_cross_where_the_commitment_breaks_even():
    chart = chart_of(imported(), plan(8))

    (crossing,) = chart.crossings
    assert crossing.hours == Decimal("456.25")
    assert crossing.y == chart.cheapest.start.y == chart.cheapest.end.y
    assert chart.exact
    assert (chart.on_demand.start.x, chart.on_demand.start.y) == (8, 90)
    assert (chart.on_demand.end.x, chart.on_demand.end.y) == (100, 10)
    assert chart.zone_from + chart.zone_width == 100


def test_the_learners_mark_lies_on_the_on_demand_line():
    chart = chart_of(imported(), plan(8))

    assert (chart.you.x, chart.you.dollars.quantize(Decimal("0.01"))) == (Decimal("38.67"), Decimal("23.36"))
    assert chart.on_demand_label == "On-Demand $23"
    assert chart.commitment_label == "1-year commitment $44"
    assert (chart.flip, chart.crowded) == (False, False)
    assert chart_of(imported(), plan(24)).flip
    assert chart_of(imported(), plan(15)).crowded


def test_the_words_are_the_chart():
    chart = chart_of(imported(), plan(8, months=6))

    assert chart.words == (
        "Above about 456 hours a month, a one-year commitment costs less than On-Demand. "
        "You plan 243, and for 6 months only."
    )
    assert chart.alt == (
        "On-Demand rises from $0 to $70.08 at 730 hours, where a one-year commitment costs $43.80. They cross at 456 "
        "hours. You are at 243 hours, where On-Demand costs $23.36."
    )


def test_an_estimate_is_a_band_that_crosses_twice():
    chart = chart_of(make_offer(), plan(8))

    assert not chart.exact
    assert [round(each.hours) for each in chart.crossings] == [416, 577]
    assert chart.zone_from == chart.crossings[1].x
    assert chart.words.startswith("From somewhere between 416 and 577 hours a month,")
    assert "$39.95 to $55.36. They cross between 416 and 577 hours." in chart.alt


def test_cpu_above_a_baseline_moves_no_crossing():
    calm, busy = (chart_of(make_offer("t3.large", "0.0832"), plan(8, cpu=Decimal(cpu))) for cpu in (10, 100))

    assert [each.hours for each in calm.crossings] == [each.hours for each in busy.crossings]
    assert busy.cheapest.end.dollars > busy.cheapest.start.dollars


def test_there_is_no_chart_without_prices_that_cross():
    cheap = replace(imported(), on_demand=Figure(Decimal("0.030"), Grade.IMPORTED, PRICE_LIST))

    assert chart_of(make_offer(hourly=None), plan()) is None
    assert chart_of(cheap, plan()) is None
    assert panel(make_offer(), plan(), OS.WINDOWS).chart is None


@pytest.mark.parametrize(
    ("top", "labels"),
    [
        ("212", ["$0", "$80", "$160"]),
        ("3.07", ["$0", "$1", "$2", "$3"]),
        ("0.9", ["$0", "$0.20", "$0.40", "$0.60", "$0.80"]),
        ("71759", ["$0", "$20,000", "$40,000", "$60,000"]),
    ],
)
def test_the_lines_behind_stand_at_round_sums(top, labels):
    assert [tick.label for tick in Scale(Decimal(top)).ticks()] == labels


@given(st.decimals("0.0001", 500, places=4), st.decimals("0.5", 24, places=1))
def test_everything_lies_within_the_drawing(hourly, hours):
    chart = chart_of(make_offer(hourly=str(hourly)), plan(hours))

    points = [*chart.crossings, chart.you, chart.on_demand.end, chart.cheapest.end, chart.dearest.start]
    assert all(8 <= point.x <= 100 and 10 <= point.y <= 90 for point in points)
    assert 3 <= len(chart.ticks) <= 6
    assert all(10 <= tick.y <= 90 for tick in chart.ticks)
