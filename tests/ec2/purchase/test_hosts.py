from decimal import Decimal

import pytest

from portal.ec2.offers import Figure, Grade, Host
from portal.ec2.purchase.hosts import break_even, hosts_only, hours, rate
from tests.ec2.purchase.m5 import PRICE_LIST, make_hardware, plan


def make_host(hourly, capacity):
    return Host(Figure(Decimal(hourly), Grade.IMPORTED, PRICE_LIST), capacity)


@pytest.mark.parametrize(("instances", "each"), [(1, "9.00"), (2, "4.50"), (10, "0.90"), (11, "1.6364")])
def test_the_price_of_a_host_is_shared_and_the_next_host_is_whole(instances, each):
    assert rate(make_host("9.00", 10), instances).quantize(Decimal("0.0001")) == Decimal(each)


def test_a_host_draws_level_with_on_demand_at_a_number_of_instances():
    assert break_even(make_host("9.00", 10), Decimal("1.00")) == 9
    assert break_even(make_host("2.552", 32), Decimal("0.096")) == 27
    assert break_even(make_host("9.00", 8), Decimal("1.00")) is None


def test_a_mac_is_billed_to_the_end_of_the_day():
    mac, ours = make_hardware("mac2.metal"), make_hardware("m5.large")
    usage = plan(8, days_a_week=Decimal(7))

    assert hosts_only(mac)
    assert not hosts_only(ours)
    assert hours(mac, usage) == 730
    assert hours(ours, usage) == usage.hours
