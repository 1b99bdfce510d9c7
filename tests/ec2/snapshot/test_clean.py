"""Cells named after a Region and a family that exist are the file's own; the others are made for the rule."""

from decimal import Decimal

import pytest

from portal.ec2.offers import Grade, Hardware
from portal.ec2.snapshot import clean


def kinds(*names, **fields):
    return {
        name: Hardware(name=name, vcpus=2, cores=1, memory_mib=4096, architectures=("x86_64",), maker="Intel", **fields)
        for name in names
    }


def row(family, **prices):
    """Of a family; a size that begins with a digit is written with an underscore before it."""
    return {f"{family}.{size.removeprefix('_')}": Decimal(price) for size, price in prices.items()}


def priced(row):
    quotes, _ = clean.linux({"here": row}, kinds(*row))
    return {name: (str(quote.hourly), quote.grade) for name, quote in quotes.get("here", {}).items()}


def test_sizes_that_agree_are_confirmed_and_the_rest_is_derived():
    cells = row("c6a", large="0.0765", xlarge="0.153", _2xlarge="0.3366", _4xlarge="0.0", _16xlarge="2.6928")

    assert priced(cells) == {
        "c6a.large": ("0.0765", Grade.CONFIRMED),
        "c6a.xlarge": ("0.153", Grade.CONFIRMED),
        "c6a.2xlarge": ("0.30600", Grade.DERIVED),
        "c6a.4xlarge": ("0.61200", Grade.DERIVED),
        "c6a.16xlarge": ("2.44800", Grade.DERIVED),
    }


def test_agreement_within_four_in_a_thousand_is_enough_and_each_keeps_its_own_price():
    assert priced(row("i4i", large="0.172", xlarge="0.343", _24xlarge="8.2368")) == {
        "i4i.large": ("0.172", Grade.CONFIRMED),
        "i4i.xlarge": ("0.343", Grade.CONFIRMED),
        "i4i.24xlarge": ("8.2368", Grade.CONFIRMED),
    }


def test_what_is_missing_is_scaled_from_the_next_larger_size():
    cells = row("r3", large="0.166", xlarge="0", _2xlarge="0.665", _4xlarge="1.33")

    assert priced(cells)["r3.xlarge"] == ("0.33250", Grade.DERIVED)


def test_the_lowest_agreement_counts_however_many_agree_higher_up():
    cells = row("m7a", large="0.11592", xlarge="0.23184", _2xlarge="0.51005", _4xlarge="1.0201", _8xlarge="2.0402")

    assert priced(cells)["m7a.8xlarge"] == ("1.85472", Grade.DERIVED)


@pytest.mark.parametrize("cells", [row("m5", large="0.096"), row("m5", large="0.096", xlarge="0.211", _2xlarge="0")])
def test_where_no_two_sizes_agree_there_is_no_price(cells):
    assert priced(cells) == {}


def test_a_zero_is_never_a_price():
    assert priced(row("m5", large="0", xlarge="0", _2xlarge="0.0")) == {}


def test_a_size_that_the_file_does_not_know_gets_no_price():
    cells = row("m5", large="0.096", xlarge="0.192")
    quotes, _ = clean.linux({"here": cells}, kinds(*cells, "m5.2xlarge"))

    assert "m5.2xlarge" not in quotes["here"]


def test_metal_is_neither_confirmed_nor_derived():
    cells = row("m5", large="0.096", xlarge="0.192") | {"m5.metal": Decimal("4.608")}

    assert "m5.metal" not in priced(cells)


@pytest.mark.parametrize("family", ["t3", "t3a", "t4g"])
def test_linear_t_families_are_derived(family):
    cells = row(family, nano="0.0052", micro="0.0104", small="0", large="0.0882")

    assert priced(cells)[f"{family}.small"] == ("0.02080", Grade.DERIVED)
    assert priced(cells)[f"{family}.large"] == ("0.08320", Grade.DERIVED)


@pytest.mark.parametrize("family", ["t2", "c4", "d2", "m1", "m3"])
def test_uneven_families_are_confirmed_but_never_derived(family):
    cells = row(family, large="0.1", xlarge="0.2", _2xlarge="0", small="0.03")

    assert set(priced(cells)) == {f"{family}.large", f"{family}.xlarge"}


@pytest.mark.parametrize("chip", ["gpus", "accelerators"])
def test_types_with_gpus_or_other_chips_are_never_derived(chip):
    cells = row("g5", _24xlarge="8.144", _48xlarge="16.288", _12xlarge="5.672", _8xlarge="0")
    types = {name: kinds(name, **{chip: int(clean.factor(name)) // 48})[name] for name in cells}

    quotes, _ = clean.linux({"here": cells}, types)

    assert set(quotes["here"]) == {"g5.24xlarge", "g5.48xlarge"}


def test_sizes_with_chips_in_another_proportion_do_not_agree():
    cells = row("inf2", _8xlarge="3.0305", _24xlarge="9.08689", _48xlarge="18.17377")
    chips = {"inf2.8xlarge": 1, "inf2.24xlarge": 6, "inf2.48xlarge": 12}
    types = {name: kinds(name, accelerators=count)[name] for name, count in chips.items()}

    quotes, _ = clean.linux({"here": cells}, types)

    assert set(quotes["here"]) == {"inf2.24xlarge", "inf2.48xlarge"}, "the Dedicated price of 8xlarge fits by chance"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (row("r4", large="0.163", xlarge="0.326", _4xlarge="1.1856", _8xlarge="2.608"), "r4.large"),
        (row("m3", large="0.133", xlarge="0.293", _2xlarge="0.585"), "m3.xlarge"),
        (row("m7gd", medium="0.0731", xlarge="0.2925", _4xlarge="1.1038", _8xlarge="2.34"), "m7gd.medium"),
    ],
    ids=["us-west-1", "us-west-2", "ap-northeast-1"],
)
def test_an_agreement_on_dedicated_prices_is_refused_when_a_size_undercuts_it(cells, wrong):
    quotes, refused = clean.linux({"here": cells}, kinds(*cells))

    assert quotes == {}
    assert [(ladder.region, ladder.family) for ladder in refused] == [("here", wrong.split(".")[0])]


def market(**factors):
    """Three families in some Regions at their usual ratio; `factors` make m5zn dearer in one of them."""
    usual = {"m5": Decimal("0.1"), "m5a": Decimal("0.09"), "m5zn": Decimal("0.2")}
    cells = {}
    for number, region in enumerate(["one", "two", "three", "four", "five"]):
        level = 1 + Decimal(number) / 10
        for family, price in usual.items():
            price *= level * Decimal(factors.get(region, 1) if family == "m5zn" else 1)
            cells.setdefault(region, {}).update({f"{family}.large": price, f"{family}.xlarge": 2 * price})
    return cells


@pytest.mark.parametrize("factor", ["1.06", "1.1"])
def test_a_family_dearer_than_its_relatives_by_the_dedicated_factor_is_refused(factor):
    cells = market(three=factor)
    quotes, refused = clean.linux(cells, kinds(*cells["one"]))

    assert [(ladder.region, ladder.family) for ladder in refused] == [("three", "m5zn")]
    assert set(quotes["three"]) == {"m5.large", "m5.xlarge", "m5a.large", "m5a.xlarge"}
    assert "m5zn.large" in quotes["one"]


@pytest.mark.parametrize("factor", ["1.03", "1.3", "0.62"])
def test_a_region_may_be_dearer_by_any_other_factor(factor):
    cells = market(three=factor)
    quotes, refused = clean.linux(cells, kinds(*cells["one"]))

    assert refused == []
    assert "m5zn.large" in quotes["three"]


def test_too_few_common_regions_say_nothing():
    cells = {region: market(three="1.1")[region] for region in ("one", "two", "three")}

    assert clean.linux(cells, kinds(*cells["one"]))[1] == []
