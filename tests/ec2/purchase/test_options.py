import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from portal.ec2.offers import OS, Grade, Payment
from portal.ec2.purchase import Group, headline, options
from portal.ec2.purchase.span import Span
from portal.ec2.purchase.words import compared
from tests.ec2.purchase.m5 import PLANS, RESERVED, by_key, imported, make_offer, plan

LESSONS = Path(__file__).parents[3] / "lessons"
NIGHTS = plan(8, interruptible=True)


def ways_of(offer, usage=NIGHTS, os=OS.LINUX):
    return by_key(options(offer, usage, os))


def test_every_way_is_there_with_its_figure_once_imported():
    ways = ways_of(imported())

    assert set(ways) == {"spot", "on-demand", "host"} | set(RESERVED) | set(PLANS)
    assert all(way.cost for way in ways.values())
    assert {way.grade for way in ways.values()} == {Grade.IMPORTED}


def test_every_way_is_there_without_an_import_too():
    ways = ways_of(make_offer())

    assert [key for key, way in ways.items() if way.cost is None] == ["spot", "host"]
    assert ways["on-demand"].grade is Grade.CONFIRMED
    assert ways["standard-1-none"].grade is ways["instance-1-none"].grade is Grade.ESTIMATE
    assert "Up to 90% off, says AWS." in ways["spot"].words
    assert "No price in this data." in ways["host"].words


def test_a_type_without_a_price_says_so_everywhere():
    ways = ways_of(make_offer(hourly=None))

    assert not any(way.cost or way.bar or way.grade for way in ways.values())
    assert ways["on-demand"].words == "No price in this data."
    assert ways["standard-1-none"].words == (
        "No price in this data. Such commitments normally cost 21% to 43% less than On-Demand."
    )


def test_the_words_say_what_the_figures_mean():
    ways = ways_of(imported())

    assert ways["standard-1-none"].words == "Cheaper per hour, but you would pay for 487 hours you don’t use."
    assert ways["instance-1-none"].words == "Same price as Reserved here, with more freedom to change."
    assert ways["host"].words.startswith("Only for licences tied to hardware, or rules against sharing. From 27 of")
    assert ways["spot"].words.startswith("Your work can restart, so the discount costs you little.")
    assert "5% to 10%" in ways["spot"].words


def test_labels_and_notes_tell_the_ways_apart():
    ways = ways_of(imported())

    assert (ways["standard-1-none"].label, ways["standard-1-none"].note) == (
        "Reserved, 1 year",
        "Any size in M5, nothing upfront",
    )
    assert (ways["compute-3-all"].label, ways["compute-3-all"].note) == (
        "Compute Savings Plan, 3 years",
        "Any type in any Region, all upfront",
    )
    assert len({(way.label, way.note) for way in ways.values()}) == len(ways)
    assert ways_of(make_offer(), os=OS.SUSE)["on-demand"].note == "No term, pay by the hour"
    assert ways_of(make_offer(), os=OS.WINDOWS)["standard-1-none"].note == "Fixed type, nothing upfront"


def test_a_comparison_is_written_with_the_reference():
    ways = ways_of(imported())

    assert ways["on-demand"].compared == "Reference"
    assert ways["spot"].compared == "61% less"
    assert ways["standard-1-none"].compared == "88% more"
    assert ways_of(make_offer(), plan(16))["standard-1-none"].compared == "15% less to 19% more"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [("0", "0", "the same"), ("0.21", "0.43", "21% to 43% less"), ("-1.37", "-0.71", "71% to 137% more")],
)
def test_a_range_is_compared_from_its_nearer_end(low, high, text):
    assert compared(Span(Decimal(low), Decimal(high))) == text


def test_without_on_demand_an_imported_commitment_is_compared_with_nothing():
    ways = ways_of(replace(imported(), on_demand=None))

    assert ways["standard-1-none"].cost.month.dollars == "$43.80"
    assert ways["standard-1-none"].compared == ""
    assert ways["standard-1-none"].words.startswith("This data has no On-Demand price to compare it with.")
    assert ways["host"].words.startswith("Only for licences tied to hardware, or rules against sharing. Bar")
    assert ways["spot"].words.endswith("No price in this data.")


def test_a_host_may_never_draw_level():
    assert "Even with all 8 places taken" in ways_of(imported(capacity=8))["host"].words


def test_a_commitment_that_costs_no_less_per_hour_says_so():
    dear = replace(imported(), on_demand=replace(imported().on_demand, hourly=Decimal("0.050")))

    assert ways_of(dear)["standard-1-none"].words == "Costs no less per hour than On-Demand."


def test_spot_is_no_choice_for_work_that_must_not_be_interrupted():
    assert "must not be interrupted" in ways_of(imported(), plan(8))["spot"].words


def test_a_type_that_is_not_on_spot_has_no_spot_price():
    offer = imported()
    way = ways_of(replace(offer, hardware=replace(offer.hardware, spot=False)))["spot"]

    assert (way.cost, way.words) == (None, "AWS does not offer this type on Spot.")


def test_a_mac_is_sold_as_a_host_only():
    assert list(ways_of(make_offer("mac2.metal"))) == ["host"]


def test_cpu_above_the_baseline_is_in_every_bill_but_the_hosts():
    busy, calm = (ways_of(make_offer("t3.large", "0.0832"), plan(cpu=Decimal(cpu))) for cpu in (100, 30))

    assert busy["on-demand"].cost.effective.low == Decimal("0.1532")
    for key in ("on-demand", "standard-1-none", "compute-3-none"):
        assert busy[key].cost.month.low - calm[key].cost.month.low == Decimal("51.1")
    assert "$0.0700 an hour for CPU above the baseline" in busy["on-demand"].words
    assert busy["standard-1-none"].cost.break_even == calm["standard-1-none"].cost.break_even


def test_a_sum_that_lacks_a_part_is_no_list_price():
    arm = make_offer("t4g.large", "0.0672", architectures=("arm64",))

    way = ways_of(arm, plan(cpu=Decimal(90)))["on-demand"]

    assert way.grade is Grade.ESTIMATE
    assert "no price for it" in way.words


def test_an_estimate_is_normal_and_not_sure():
    assert ways_of(make_offer(), plan())["standard-1-none"].words == "Normally cheaper for your hours."
    assert ways_of(imported(), plan())["standard-1-none"].words == "Cheaper for your hours."


def test_a_licence_that_counts_cores_is_not_for_spot():
    usage = plan(8, interruptible=True, licence_per_core=True)

    assert ways_of(imported(), usage)["spot"].words == "Not on a Dedicated Host, which your licence needs."


def test_the_headline_has_one_way_of_each_group_cheapest_first_unpriced_last():
    few = headline(options(imported(), NIGHTS, OS.LINUX), NIGHTS)
    unpriced = headline(options(make_offer(), plan(), OS.LINUX), plan())

    assert [way.key for way in few] == ["spot", "on-demand", "standard-1-none", "instance-1-none", "host"]
    assert [way.key for way in unpriced][2:] == ["on-demand", "spot", "host"]


def test_the_headline_shows_three_years_for_long_work_and_always_the_chosen_way():
    ways = options(imported(), plan(months=36), OS.LINUX)

    long = headline(ways, plan(months=36))
    chosen = headline(ways, plan(), chosen="compute-1-all")

    assert {way.commitment.years for way in long if way.commitment} == {3}
    assert "compute-1-all" in {way.key for way in chosen}
    assert all(way.commitment.payment is Payment.NONE for way in long if way.commitment)


@pytest.mark.parametrize("group", Group)
def test_every_group_is_taught_in_a_section_that_exists(group):
    lesson, section = group.lesson.split("#")

    text = (LESSONS / f"{lesson}.md").read_text()

    assert section in {slugify(heading, "-") for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)}


@given(st.decimals("0.5", 24, places=1), st.integers(1, 7), st.booleans(), st.integers(1, 48), st.booleans())
def test_bars_fit_their_width(hours, days, interruptible, months, complete):
    usage = plan(hours, days_a_week=Decimal(days), interruptible=interruptible, months=months)

    ways = options(imported() if complete else make_offer(), usage, OS.LINUX)

    for way in ways:
        if way.bar:
            assert min(way.bar.used, way.bar.unused, way.bar.spread) >= 0
            assert way.bar.used + way.bar.unused + way.bar.spread <= 100
            assert way.bar.cut == way.words.endswith("Bar cut short.")
    assert any(way.bar.used + way.bar.unused + way.bar.spread >= 83 for way in ways if way.bar)
