from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.offers import OS, Grade
from portal.ec2.purchase.credits import NONE_DUE, RATES, above, break_even, surcharge
from tests.ec2.purchase.m5 import make_hardware, plan


def due(name, cpu, os=OS.LINUX, **fields):
    return surcharge(make_hardware(name, **fields), plan(cpu=Decimal(cpu)), os)


def test_cpu_above_the_baseline_is_charged_by_the_vcpu_hour():
    assert due("t3.large", 100).hourly + Decimal("0.0832") == Decimal("0.1532")
    assert due("t3.medium", 80).hourly * 730 == Decimal("43.8")
    assert above(2, Decimal(130), Decimal(30)) * 730 == 1460
    assert 1460 * RATES[OS.LINUX][0] == 73


@pytest.mark.parametrize("name", ["m5.large", "t2.large", "t3.large"])
def test_nothing_is_charged_at_the_baseline_nor_where_there_is_none(name):
    assert due(name, 100 if name != "t3.large" else 30) == NONE_DUE


def test_the_same_work_is_spread_over_the_vcpus_of_the_type():
    """60% of 2 vCPUs are 30% of 4, and more than one of 1 can give."""
    usage = plan(cpu=Decimal(60), vcpus=2)

    assert surcharge(make_hardware("t3.xlarge", vcpus=4), usage, OS.LINUX) == NONE_DUE
    assert surcharge(make_hardware("t3.large", vcpus=2), usage, OS.LINUX).hourly == Decimal("0.03")
    assert surcharge(make_hardware("t3.small", vcpus=1), usage, OS.LINUX).hourly == Decimal("0.04")


def test_nobody_is_charged_for_an_average_that_nobody_knows():
    assert surcharge(make_hardware("t3.large"), plan(), OS.LINUX) == NONE_DUE


def test_a_rate_without_a_source_is_no_figure():
    assert due("t4g.large", 60, architectures=("arm64",)).hourly is None
    assert due("t3.large", 60, OS.RHEL).hourly is None
    assert due("t3.large", 60, OS.WINDOWS).grade is Grade.ESTIMATE


@pytest.mark.parametrize(
    ("name", "vcpus", "on_demand", "fixed", "average"),
    [("t3.large", 2, "0.0832", "0.096", "42.8"), ("t3.xlarge", 4, "0.1664", "0.192", "52.8")],
)
def test_from_some_average_on_a_fixed_type_costs_no_more(name, vcpus, on_demand, fixed, average):
    level = break_even(make_hardware(name, vcpus=vcpus), Decimal(on_demand), Decimal(fixed), OS.LINUX)

    assert level == Decimal(average)
    paid = surcharge(make_hardware(name, vcpus=vcpus), plan(cpu=level), OS.LINUX)
    assert Decimal(on_demand) + paid.hourly == Decimal(fixed)


def test_there_is_no_such_average_without_a_rate():
    arm = make_hardware("t4g.large", architectures=("arm64",))

    assert break_even(arm, Decimal("0.0672"), Decimal("0.0816"), OS.LINUX) is None
    assert break_even(make_hardware("m5.large"), Decimal(1), Decimal(2), OS.LINUX) is None


@given(st.integers(0, 100))
def test_no_surcharge_is_below_nothing(cpu):
    assert due("t3.large", cpu).hourly >= 0
