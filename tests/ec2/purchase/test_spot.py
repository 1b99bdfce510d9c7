from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.offers import Spot
from portal.ec2.purchase.spot import band_words, effective, interruptions, rate
from tests.ec2.purchase.m5 import PRICE_LIST

PRICE = Decimal("0.290")


@pytest.mark.parametrize(
    ("band", "share", "words"),
    [
        ("<5%", "0.05", "fewer than 5%"),
        ("5-10%", "0.10", "5% to 10%"),
        ("15-20%", "0.20", "15% to 20%"),
        (">20%", "1", "more than 20%"),
        ("", "1", ""),
    ],
)
def test_a_band_counts_with_its_worst_end(band, share, words):
    assert interruptions(band) == Decimal(share)
    assert band_words(band) == words


def test_spot_costs_what_the_saving_leaves():
    assert rate(PRICE, Spot(61, "<5%", PRICE_LIST)) == Decimal("0.1131")


def test_work_done_again_makes_spot_dearer():
    spot = Spot(50, "5-10%", PRICE_LIST)

    a_day_lost = effective(Decimal("0.100"), spot, Decimal(24 * 60))

    assert a_day_lost == Decimal("0.050") * (1 + Decimal("0.10") * 24 / 730)
    assert effective(Decimal("0.100"), spot, Decimal(0)) == Decimal("0.050")


@given(st.integers(0, 99), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_more_is_redone_the_dearer(saving, minutes, more):
    spot = Spot(saving, ">20%", PRICE_LIST)

    less, later = (effective(PRICE, spot, Decimal(each)) for each in (minutes, minutes + more))

    assert 0 < less <= later
