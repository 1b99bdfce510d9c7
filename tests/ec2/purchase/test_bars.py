from decimal import Decimal

from portal.ec2.offers import OS
from portal.ec2.purchase import headline, options
from tests.ec2.purchase.m5 import by_key, imported, make_offer, plan

THIRD = plan(8)  # of the month


def drawn(offer, usage=THIRD):
    return by_key(headline(options(offer, usage, OS.LINUX), usage))


def test_the_hatched_part_is_what_nobody_uses():
    bar = drawn(imported())["standard-1-none"].bar

    assert (bar.used, bar.unused, bar.spread, bar.cut) == (Decimal("27.8"), Decimal("55.5"), 0, False)
    assert (bar.unused_from, bar.spread_from) == (Decimal("27.8"), Decimal("83.3"))


def test_a_whole_host_is_cut_short_so_that_the_others_can_be_read():
    ways = drawn(imported())

    assert (ways["host"].bar.used, ways["host"].bar.cut) == (100, True)
    assert ways["host"].words.count("Bar cut short.") == 1
    assert ways["on-demand"].bar.used == Decimal("44.4")


def test_a_host_that_fits_is_not_cut():
    ways = drawn(imported(host="0.100", capacity=1))

    assert not ways["host"].bar.cut
    assert ways["standard-1-none"].bar.spread_from == 100


def test_an_estimate_shows_its_range():
    bar = drawn(make_offer(), plan())["standard-1-none"].bar

    assert (bar.used, bar.unused, bar.spread) == (57, 0, 22)
