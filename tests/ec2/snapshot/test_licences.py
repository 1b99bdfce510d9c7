from decimal import Decimal

import pytest

from portal.ec2.offers import Grade, Hardware
from portal.ec2.snapshot import licences
from portal.ec2.snapshot.file import Quote


def kind(name, vcpus=2, architecture="x86_64", **fields):
    return Hardware(
        name=name, vcpus=vcpus, cores=1, memory_mib=4096, architectures=(architecture,), maker="Intel", **fields
    )


def linux(price, grade=Grade.CONFIRMED, name="m5.large"):
    return {"here": {name: Quote(Decimal(price), grade)}}


def windows(stated, *, price="0.096", hardware=None):
    hardware = hardware or kind("m5.large")
    cells = {"here": {hardware.name: Decimal(stated)}}
    quotes = licences.windows(linux(price, name=hardware.name), cells, {hardware.name: hardware})
    quote = quotes.get("here", {}).get(hardware.name)
    return quote and (str(quote.hourly), quote.grade)


@pytest.mark.parametrize("stated", ["0.188", "0.1884"])
def test_windows_is_confirmed_where_it_is_linux_and_licence(stated):
    assert windows(stated) == (stated, Grade.CONFIRMED)


@pytest.mark.parametrize("stated", ["0.096", "0.092", "0.1978", "0"], ids=["own licence", "licence", "dedicated", "no"])
def test_any_other_windows_cell_is_replaced_by_the_sum(stated):
    assert windows(stated) == ("0.188", Grade.DERIVED)


def test_a_derived_linux_price_carries_windows_too():
    cells = {"here": {"m5.large": Decimal("0.188")}}
    quotes = licences.windows(linux("0.09600", Grade.DERIVED), cells, {"m5.large": kind("m5.large")})

    assert quotes["here"]["m5.large"] == Quote(Decimal("0.188"), Grade.CONFIRMED)


def test_windows_has_no_price_where_linux_has_none():
    assert licences.windows({}, {"here": {"m5.large": Decimal("0.188")}}, {"m5.large": kind("m5.large")}) == {}


@pytest.mark.parametrize(
    ("hardware", "stated"),
    [
        (kind("t3.large", burstable=True), "0.1108"),
        (kind("m7g.large", architecture="arm64"), "0.188"),
        (kind("m7i-flex.large"), "0.1834"),
        (kind("r3.large"), "0.221"),
        (kind("c4.large"), "0.2"),
        (kind("g5.24xlarge", gpus=4), "0.2"),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_windows_is_not_derived_where_the_sum_does_not_hold(hardware, stated):
    assert windows(stated, hardware=hardware) is None


def test_a_gpu_type_may_be_confirmed():
    assert windows("0.188", hardware=kind("g5.24xlarge", gpus=4)) == ("0.188", Grade.CONFIRMED)


def rhel(*stated):
    """Types of 2 vCPUs at 0.1 on Linux, with these prices on RHEL."""
    names = [f"m{number}.large" for number in range(len(stated))]
    base = {"here": {name: Quote(Decimal("0.1"), Grade.CONFIRMED) for name in names}}
    cells = {"here": dict(zip(names, map(Decimal, stated), strict=True))}
    quotes = licences.surcharged(base, cells, {name: kind(name) for name in names})
    return [str(quote.hourly) for quote in quotes.get("here", {}).values()]


def test_only_the_commonest_surcharge_is_believed():
    assert rhel(*["0.1288"] * 5, "0.129", "0.136", "0.1", "0") == [*["0.1288"] * 5, "0.129"]


def test_a_surcharge_seen_on_a_few_machines_is_no_rule():
    assert rhel("0.1288", "0.1288", "0.1288", "0.136") == []


def test_cells_at_the_linux_price_do_not_make_no_surcharge_the_rule():
    assert rhel(*["0.1"] * 9, *["0.1288"] * 5) == ["0.1288"] * 5
