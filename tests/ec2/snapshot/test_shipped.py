"""The snapshot that a release ships: what is in it, and above all what is not."""

from decimal import Decimal

import pytest

from portal.ec2.offers import OS, Grade
from portal.ec2.snapshot import file


@pytest.fixture(scope="module")
def shipped():
    return file.read_shipped()


@pytest.fixture(scope="module")
def types(shipped):
    return {each.name: each for each in shipped.types}


def test_its_counts_are_known(shipped):
    assert shipped.counts == {
        "types": 1395,
        "regions": 30,
        "offered": 21255,
        "refused_families": 19,
        "linux_confirmed": 7857,
        "linux_derived": 3544,
        "linux_refused": 2155,
        "windows_confirmed": 2935,
        "windows_derived": 4369,
        "windows_refused": 2463,
        "rhel_confirmed": 7424,
        "rhel_derived": 0,
        "rhel_refused": 6012,
        "suse_confirmed": 6535,
        "suse_derived": 0,
        "suse_refused": 6928,
    }


@pytest.mark.parametrize("os", OS)
def test_its_counts_are_those_of_its_prices(shipped, os):
    grades = [quote.grade for (_, each), row in shipped.prices.items() if each == os for quote in row.values()]

    assert grades.count(Grade.CONFIRMED) == shipped.counts[f"{os}_confirmed"]
    assert grades.count(Grade.DERIVED) == shipped.counts[f"{os}_derived"]


def test_it_is_small():
    assert file.SHIPPED.stat().st_size < 300_000


def test_between_four_and_five_pairs_in_ten_have_no_price(shipped):
    offered = shipped.counts["offered"]
    priced = shipped.counts["linux_confirmed"] + shipped.counts["linux_derived"]

    assert 0.4 < 1 - priced / offered < 0.5
    assert len(shipped.regions["us-east-1"].types) - len(shipped.prices["us-east-1", OS.LINUX]) == 673


def test_every_price_is_above_zero_and_for_a_type_that_the_region_offers(shipped):
    for (region, _), row in shipped.prices.items():
        assert set(row) <= set(shipped.regions[region].types)
        assert all(quote.hourly > 0 for quote in row.values())


@pytest.mark.parametrize(
    ("region", "os", "name", "price", "grade"),
    [
        ("us-east-1", OS.LINUX, "m5.large", "0.096", Grade.CONFIRMED),
        ("us-east-1", OS.LINUX, "t3.small", "0.0208", Grade.DERIVED),
        ("us-east-1", OS.LINUX, "c5.9xlarge", "1.53", Grade.DERIVED),
        ("us-east-1", OS.LINUX, "c6a.16xlarge", "2.448", Grade.DERIVED),
        ("ap-northeast-1", OS.LINUX, "m5.large", "0.124", Grade.CONFIRMED),
        ("us-east-1", OS.WINDOWS, "m5.large", "0.188", Grade.CONFIRMED),
        ("us-east-1", OS.RHEL, "m5.large", "0.125", Grade.CONFIRMED),
        ("us-east-1", OS.SUSE, "m5.large", "0.152", Grade.CONFIRMED),
    ],
)
def test_prices_that_are_known_elsewhere(shipped, region, os, name, price, grade):
    assert shipped.prices[region, os][name] == (Decimal(price), grade)


@pytest.mark.parametrize(
    ("region", "family"),
    [("us-west-1", "r4"), ("us-west-2", "m3"), ("us-east-2", "m5zn"), ("eu-west-3", "c6i"), ("eu-west-3", "c6g")],
)
def test_families_at_dedicated_prices_have_none(shipped, region, family):
    assert [name for name in shipped.prices[region, OS.LINUX] if name.startswith(f"{family}.")] == []


def test_nothing_is_derived_that_is_not_linear(shipped, types):
    derived = {
        name for (_, os), row in shipped.prices.items() for name, quote in row.items() if quote.grade == Grade.DERIVED
    }

    assert not [name for name in derived if types[name].gpus or types[name].accelerators]
    assert not {types[name].parts.family for name in derived} & {"c4", "d2", "t2"}


def test_a_dedicated_price_that_fits_another_size_by_chance_is_no_price(shipped):
    assert "inf2.8xlarge" not in shipped.prices["ap-southeast-1", OS.LINUX]


def test_metal_has_no_price(shipped, types):
    assert not [name for row in shipped.prices.values() for name in row if types[name].parts.is_metal]


def test_windows_has_no_price_on_arm_nor_on_t(shipped, types):
    windows = {name for (_, os), row in shipped.prices.items() if os == OS.WINDOWS for name in row}

    assert windows
    assert not [name for name in windows if types[name].arm or types[name].burstable]


def test_windows_costs_the_licence_more_than_linux(shipped, types):
    for region in shipped.regions:
        linux = shipped.prices[region, OS.LINUX]
        for name, quote in shipped.prices[region, OS.WINDOWS].items():
            due = linux[name].hourly + types[name].vcpus * Decimal("0.046")
            assert abs(quote.hourly / due - 1) <= Decimal("0.004")


def test_every_region_has_a_name_of_its_own(shipped):
    names = [place.name for place in shipped.regions.values()]

    assert shipped.regions["us-east-1"].name == "US East (N. Virginia)"
    assert all("(" in name for name in names)
    assert len(set(names)) == 30
