import datetime

import pytest

from portal.ec2.ages import is_old, months_between

MARCH = datetime.date(2025, 3, 2)


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (datetime.date(2025, 3, 2), False),
        (datetime.date(2025, 9, 1), False),
        (datetime.date(2025, 9, 2), True),
        (datetime.date(2026, 11, 24), True),
    ],
)
def test_prices_are_old_after_six_months(today, old):
    assert is_old(MARCH, today) is old


def test_only_whole_months_count():
    assert months_between(datetime.date(2026, 1, 31), datetime.date(2026, 2, 28)) == 0
