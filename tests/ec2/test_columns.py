"""The columns of the table of types, and the CSV that is made of them."""

import csv
import datetime
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.ec2.browse import Filters
from portal.ec2.columns import COLUMNS, Per, columns
from portal.ec2.money import Unit
from portal.ec2.offers import Figure, Grade, Source
from portal.ec2.sheet import sheet
from tests.ec2.offers import make_arm, make_offer

BY_KEY = {column.key: column for column in COLUMNS}


def text(key, offer, unit=Unit.HOUR, per=Per.TYPE):
    return BY_KEY[key].text(offer, unit, per)


@pytest.mark.parametrize(
    ("unit", "per", "shown"),
    [
        (Unit.HOUR, Per.TYPE, "$0.0960"),
        (Unit.DAY, Per.TYPE, "$2.30"),
        (Unit.MONTH, Per.TYPE, "$70.08"),
        (Unit.YEAR, Per.TYPE, "$840.96"),
        (Unit.HOUR, Per.VCPU, "$0.0480"),
        (Unit.MONTH, Per.GIB, "$8.76"),
    ],
)
def test_the_price_in_every_unit(unit, per, shown):
    assert text("price", make_offer("m5.large", "0.096"), unit, per) == shown


def test_a_price_is_sorted_exactly_as_it_is_shown_by():
    offer = make_offer("m5.large", "0.096")

    assert BY_KEY["price"].value(offer, Per.GIB) == Decimal("0.012")


def test_what_is_unknown_is_empty_and_never_nought():
    bare = make_offer("t8i.small", None, burstable=True, cores=None, disk_gb=0)

    assert [text(key, bare) for key in ("price", "cores", "disk", "network", "ebs", "spot", "gpus")] == [""] * 7
    assert text("baseline", bare) == "unknown"


def test_a_vcpu_is_not_a_core():
    assert (text("vcpus", make_offer()), text("cores", make_offer())) == ("2", "1")
    assert (text("vcpus", make_arm()), text("cores", make_arm())) == ("2", "2")


def test_machines_in_words():
    burstable = make_offer("t3.medium", burstable=True)
    mac = make_offer("mac2.metal", maker="Apple", architectures=("arm64_mac",))
    inferentia = make_offer("inf2.xlarge", accelerators=1, accelerator_name="AWS Inferentia2")

    assert text("baseline", burstable) == "20%"
    assert text("processor", make_arm()) == "Graviton, Arm"
    assert text("processor", make_offer()) == "Intel, x86"
    assert text("processor", mac) == "Apple, Arm"
    assert text("gpus", inferentia) == "1 × AWS Inferentia2"
    assert text("ratio", make_offer()) == "4"
    assert text("spot", make_offer(saving=61, band="<5%")) == "61%, <5%"


def test_the_spot_column_waits_for_an_import():
    assert "spot" not in [column.key for column in columns(spot=False)]
    assert "spot" in [column.key for column in columns(spot=True)]


def test_every_column_explains_itself():
    for column in COLUMNS:
        assert column.title
        assert column.help.endswith(".")


def read(offers, filters=None, *, spot=False):
    return list(csv.reader(io.StringIO(sheet(offers, columns(spot=spot), filters or Filters()), newline="")))


def test_the_csv_says_what_each_price_is_and_where_it_comes_from():
    listed = Figure(Decimal("0.096"), Grade.DERIVED, Source("a list", datetime.date(2025, 3, 2)))

    head, first, second = read(
        [replace(make_offer("m5.large"), on_demand=listed), make_offer("m8i.large", None)], Filters(unit=Unit.MONTH)
    )

    assert head[-4:] == ["On-Demand, a month, US dollars, compute only", "The price is", "Source", "Stated for"]
    assert first[0] == "m5.large"
    assert first[-4:] == ["70.08", "derived", "a list", "2025-03-02"]
    assert second[-4:] == ["", "no price in this data", "", ""]


def test_the_csv_has_numbers_that_add_up():
    _, row = read([make_offer("u7i.224xlarge", "152.88")], Filters(unit=Unit.YEAR))

    assert row[-4] == "1339228.80"


def test_a_price_that_was_cut_since_says_so():
    old = Figure(Decimal("98.32"), Grade.IMPORTED, Source("AWS", datetime.date(2025, 3, 2)))

    _, row = read([replace(make_offer("p5.48xlarge"), on_demand=old)])

    assert row[-3] == "imported. AWS has cut this price since"


def test_no_cell_is_a_formula():
    _, row = read([make_offer("=cmd|'/c calc'!a1", gpus=1, gpu_name="@home")])

    assert row[0] == "'=cmd|'/c calc'!a1"
