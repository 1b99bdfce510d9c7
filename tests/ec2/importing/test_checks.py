"""What makes figures doubtful, and what is only told."""

import datetime
from decimal import Decimal

import pytest

from portal.ec2.importing.checks import check
from portal.ec2.importing.figures import ON_DEMAND, Cell, Figures, Origin, rates
from portal.ec2.importing.standing import Standing
from portal.ec2.models import Offer
from portal.ec2.offers import OS
from portal.ec2.overtaken import overtaken

NOVEMBER = datetime.date(2026, 11, 20)
SIZES = {"large": 1, "xlarge": 2, "2xlarge": 4, "4xlarge": 8, "8xlarge": 16}


def figures(prices, *, published=NOVEMBER, offer=Offer.INSTANCES, refused=()):
    """From {"m5.large": "0.096"} or {("m5.large", OS.WINDOWS): "0.188"}."""
    cells = {key if isinstance(key, tuple) else (key, OS.LINUX): Cell(Decimal(price)) for key, price in prices.items()}
    return Figures(offer, "us-east-1", "", Origin("a file", "AWS", published), cells, refused=refused)


def family(name="m5", unit="0.096", **other):
    return {f"{name}.{size}": Decimal(unit) * times for size, times in SIZES.items()} | {
        f"{name}.{size}": price for size, price in other.items()
    }


def standing(prices=(), *, published=None, offered=0, vcpus=()):
    now = figures(dict(prices))
    return Standing(
        edition=1 if prices else None,
        published=published,
        types=frozenset(now.types),
        rates=rates(now.prices, Offer.INSTANCES),
        offered=offered,
        described=dict(vcpus) or dict.fromkeys(now.types, 2),
    )


def found(figures, before=None):
    """{title: lines}, doubts with a mark."""
    findings = check(figures, before or Standing(described=dict.fromkeys(figures.types, 2)))
    return {f"{'! ' if each.is_doubt else ''}{each.title}": each.lines for each in findings}


def test_prices_in_proportion_that_do_not_move_are_beyond_doubt():
    assert found(figures(family()), standing(family(), published=NOVEMBER)) == {}


def test_prices_older_than_what_the_site_shows_are_doubted():
    assert list(found(figures(family()), standing(family(), published=datetime.date(2026, 11, 21)))) == [
        "! The site has newer prices, of 21 November 2026."
    ]


@pytest.mark.parametrize(("kept", "doubted"), [(18, False), (17, True)])
def test_a_tenth_fewer_types_is_doubted(kept, doubted):
    before = {f"c7i.{number}xlarge": "0.2" for number in range(1, 21)}
    now = dict(list(before.items())[:kept])

    titles = found(figures(now, offer=Offer.PLANS), standing(before))

    assert (f"! Types with a price: only {kept}, and 20 now. The file may be cut off." in titles) == doubted


def test_a_first_import_is_measured_by_what_the_region_offers():
    assert found(figures(family()), standing(offered=10, vcpus=dict.fromkeys(family(), 2))).keys() == {
        "Types that get their first price: 5."
    }
    assert "! Types with a price: only 5 of the 11 that the Region offers. The file may be cut off." in found(
        figures(family()), standing(offered=11)
    )


def test_what_the_file_cannot_mean_is_doubted():
    titles = found(figures(family(), refused=("m5.large, Linux: 1 and 2",)), standing(family()))

    assert list(titles.values()) == [("m5.large, Linux: 1 and 2",)]
    assert next(iter(titles)).startswith("! Prices left out because they cannot be right")


@pytest.mark.parametrize("factor", ["1.06", "1.10", "0.9"])
def test_a_price_of_dedicated_tenancy_stands_out_in_its_family(factor):
    wrong = family(xlarge=Decimal("0.192") * Decimal(factor))

    assert found(figures(wrong), standing(wrong)) == {
        "! Linux prices out of proportion to the other sizes of their family: 1 of 5.": ("m5.xlarge",)
    }


def test_one_odd_price_among_many_is_told_and_not_doubted():
    names = [f"{series}{number}i" for series in "cmr" for number in (5, 6, 7)]
    prices = {name: price for each in names for name, price in family(each).items()} | {"m5i.xlarge": "0.2112"}

    assert list(found(figures(prices), standing(prices))) == [
        "Linux prices out of proportion to the other sizes of their family: 1 of 45."
    ]


@pytest.mark.parametrize("name", ["t2", "t3", "c4", "d2", "d3en", "g5", "g6e", "p4d", "inf2", "u7i-12tb"])
def test_families_that_follow_no_proportion_are_not_measured(name):
    uneven = family(name, **{"4xlarge": Decimal("1.9")})

    assert found(figures(uneven), standing(uneven)) == {}


def test_metal_is_not_measured_against_sizes():
    prices = family() | {"m5.metal": Decimal(9)}

    assert found(figures(prices), standing(prices)) == {}


def test_windows_is_linux_and_a_licence_for_each_vcpu():
    prices = {"m5.large": "0.096", ("m5.large", OS.WINDOWS): "0.188", "c5.large": "0.085"}
    vcpus = {"m5.large": 2, "c5.large": 2, "t3.large": 2}

    assert found(figures(prices), standing(prices, vcpus=vcpus)) == {}
    odd = prices | {("c5.large", OS.WINDOWS): "0.2", "t3.large": "0.0832", ("t3.large", OS.WINDOWS): "0.1108"}
    assert found(figures(odd), standing(odd, vcpus=vcpus)) == {
        "Windows prices other than Linux and 0.046 for each vCPU: 1 of 2.": ("c5.large: 0.2, where 0.177 was expected",)
    }


@pytest.mark.parametrize(("price", "told"), [("0.1152", False), ("0.1153", True), ("0.0768", False), ("0.0767", True)])
def test_a_move_by_more_than_a_fifth_is_told(price, told):
    titles = found(figures({"m5.large": price}), standing({"m5.large": "0.096"}))

    assert ("Prices that move by more than a fifth: 1." in titles) == told


def test_moves_of_reserved_terms_count_the_fee_over_its_years():
    def with_term(upfront):
        cells = {("m5.large", OS.LINUX): Cell(Decimal("0.096"), {"standard-1-partial": [upfront, "0.029"]})}
        return Figures(Offer.INSTANCES, "us-east-1", "", Origin("a file", "AWS", NOVEMBER), cells)

    assert rates(with_term("252").prices, Offer.INSTANCES)["m5.large", OS.LINUX, "standard-1-partial"].quantize(
        Decimal("0.0001")
    ) == Decimal("0.0578")
    before = Standing(
        types=frozenset(["m5.large"]),
        rates=rates(with_term("252").prices, Offer.INSTANCES),
        described={"m5.large": 2},
    )
    assert found(with_term("400"), before) == {
        "Prices that move by more than a fifth: 1.": ("m5.large, Linux, standard-1-partial: 0.05777 → 0.07466 (+29 %)",)
    }


def test_what_is_new_and_what_is_gone_is_told():
    names = [f"c7i.{number}xlarge" for number in range(1, 21)]
    before = dict.fromkeys(names, "0.2")
    now = dict.fromkeys([*names[:19], "c7i.48xlarge"], "0.2")

    titles = found(figures(now, offer=Offer.PLANS), standing(before))

    assert titles["Types that get their first price: 1."] == ("c7i.48xlarge",)
    assert titles["Types that lose their price: 1."] == ("c7i.20xlarge",)


def test_prices_of_p4_and_p5_from_before_the_cut_are_marked():
    prices = {"p5.48xlarge": "98.32", "p4d.24xlarge": "32.7726", "p3.2xlarge": "3.06", "m5.large": "0.096"}
    titles = found(figures(prices, published=datetime.date(2025, 5, 31)), standing(prices))

    assert titles == {
        "Types that AWS made cheaper in June 2025, after these prices; they are marked: 2.": (
            "p4d.24xlarge",
            "p5.48xlarge",
        )
    }
    assert found(figures(prices, published=datetime.date(2025, 6, 1)), standing(prices)) == {}


@pytest.mark.parametrize(
    ("name", "is_old"),
    [("p4de.24xlarge", True), ("p5en.48xlarge", True), ("p3.2xlarge", False), ("p6-b200.48xlarge", False)],
)
def test_overtaken_goes_by_series_and_generation(name, is_old):
    assert overtaken(name, datetime.date(2025, 4, 4)) == is_old


def test_an_on_demand_price_is_a_rate_of_its_own():
    assert rates(figures({"m5.large": "0.096"}).prices, Offer.INSTANCES) == {
        ("m5.large", OS.LINUX, ON_DEMAND): Decimal("0.096")
    }
