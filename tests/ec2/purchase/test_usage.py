from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.purchase import Usage


def test_all_hours_of_the_week_are_a_month_of_730():
    usage = Usage()

    assert (usage.hours, usage.share, usage.idle_hours) == (730, 1, 0)


def test_office_hours_leave_the_rest_of_the_month_idle():
    usage = Usage(hours_a_day=Decimal(8), days_a_week=Decimal(5))

    assert usage.hours.quantize(Decimal("0.01")) == Decimal("173.81")
    assert usage.hours + usage.idle_hours == 730


@given(st.decimals("0.1", 24, places=1), st.integers(1, 7))
def test_no_machine_runs_longer_than_the_month(hours, days):
    usage = Usage(hours_a_day=hours, days_a_week=Decimal(days))

    assert 0 < usage.hours <= 730
    assert usage.hours <= usage.whole_days <= 730


@pytest.mark.parametrize(
    "fields",
    [
        {"hours_a_day": Decimal(0)},
        {"hours_a_day": Decimal(25)},
        {"days_a_week": Decimal(8)},
        {"months": 0},
        {"instances": 0},
        {"redo_minutes": Decimal(-1)},
    ],
)
def test_an_impossible_plan_is_refused(fields):
    with pytest.raises(ValueError, match=r"\w"):
        Usage(**fields)
