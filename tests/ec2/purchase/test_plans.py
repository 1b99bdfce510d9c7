from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.purchase.plans import settle

DOLLARS = st.decimals("0.01", 100, places=2)


def hour(commitment, instances):
    return settle(Decimal(commitment), Decimal(instances), rate=Decimal("0.70"), on_demand=Decimal("1.00"))


def test_a_quiet_hour_loses_what_it_leaves():
    settled = hour("6.00", "5")

    assert (settled.bill, settled.unused, settled.over) == (Decimal("6.00"), Decimal("2.5000").normalize(), 0)
    assert settled.utilisation.quantize(Decimal("0.001")) == Decimal("0.583")


def test_a_busy_hour_pays_on_demand_above_what_the_commitment_covers():
    settled = hour("6.00", "11.50")

    assert settled.over.quantize(Decimal("0.01")) == Decimal("2.93")
    assert (settled.unused, settled.utilisation) == (0, 1)


def test_a_commitment_is_stated_in_the_plans_own_dollars():
    assert hour("7.00", "10").bill == 7


@given(DOLLARS, st.integers(0, 200), DOLLARS, DOLLARS)
def test_the_commitment_is_always_due(commitment, instances, rate, on_demand):
    settled = settle(commitment, Decimal(instances), rate=rate, on_demand=on_demand)

    assert settled.bill >= commitment
    assert settled.unused * settled.over == 0
    assert 0 <= settled.utilisation <= 1
