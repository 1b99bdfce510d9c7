from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.money import Unit, an_hour, between, count, dollars, per, percent, price, whole_dollars

AMOUNTS = st.decimals(0, 10**7, places=10)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("27.144", "$27.14"),
        ("27.145", "$27.15"),
        ("1234567.5", "$1,234,567.50"),
        ("0", "$0.00"),
        ("0.004", "under $0.01"),
        ("-3.2", "−$3.20"),
    ],
)
def test_dollars_have_cents_and_separated_thousands(amount, text):
    assert dollars(Decimal(amount)) == text


def test_an_hourly_price_has_four_places():
    assert an_hour(Decimal("0.034")) == "$0.0340"
    assert an_hour(Decimal("32.7726")) == "$32.7726"
    assert an_hour(Decimal("0.00002")) == "under $0.0001"


@given(AMOUNTS.filter(bool))
def test_what_costs_something_is_never_shown_as_nothing(amount):
    for text in (dollars(amount), an_hour(amount), whole_dollars(amount)):
        assert any(figure in text for figure in "123456789")


def test_a_month_is_a_twelfth_of_a_year():
    hourly = Decimal("0.096")

    assert [price(hourly, unit) for unit in Unit] == ["$0.0960", "$2.30", "$70.08", "$840.96"]
    assert per(hourly, Unit.MONTH) * 12 == per(hourly, Unit.YEAR)


def test_a_range_is_written_once_where_its_ends_look_alike():
    assert between(Decimal("39.95"), Decimal("55.36")) == "$39.95 to $55.36"
    assert between(Decimal("112.27"), Decimal("131.40")) == "$112 to $131"
    assert between(Decimal("1.001"), Decimal("1.002")) == "$1.00"


def test_shares_and_counts_are_whole_numbers():
    assert percent(Decimal("0.614")) == "61%"
    assert percent(Decimal("0.001")) == "under 1%"
    assert percent(Decimal("7.8")) == "780%"
    assert count(Decimal("1459.6")) == "1,460"
