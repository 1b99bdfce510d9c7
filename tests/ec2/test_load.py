"""The shipped data reaches the rows once, and gives way to what was imported later."""

import datetime
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from portal.ec2.catalogue import catalogue
from portal.ec2.load import is_loaded, load
from portal.ec2.models import Edition, InstanceType, Offer, Price, Region, Snapshot
from portal.ec2.offers import OS, Grade, Hardware, Source
from portal.ec2.snapshot.file import Place, Quote
from portal.ec2.snapshot.file import Snapshot as Shipped

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = datetime.date(2025, 3, 2), datetime.date(2026, 9, 1)
M5 = Hardware("m5.large", 2, 1, 8192, ("x86_64",), "Intel", source="a list")
M7G = Hardware("m7g.large", 2, 2, 8192, ("arm64",), "AWS", source="a list")


def shipped(published=SPRING, price="0.096", types=(M5, M7G), digest="one"):
    return Shipped(
        types=list(types),
        regions={"us-east-1": Place("US East (N. Virginia)", [each.name for each in types])},
        prices={("us-east-1", OS.LINUX): {"m5.large": Quote(Decimal(price), Grade.CONFIRMED)}},
        hardware=Source("a list", published),
        prices_source=Source("a price list", published),
        counts={"types": len(types)},
        digest=digest,
    )


def imported(published, price="0.1"):
    Edition.objects.filter(region="us-east-1", offer=Offer.INSTANCES).update(active=False)
    edition = Edition.objects.create(
        region_id="us-east-1", offer=Offer.INSTANCES, source="AWS", published=published, imported=True, active=True
    )
    Price.objects.create(edition=edition, type_id="m5.large", os=OS.LINUX, hourly=price, grade=Grade.IMPORTED)
    return edition


def price():
    return catalogue("us-east-1", OS.LINUX).offers["m5.large"].on_demand


def test_a_price_comes_with_its_grade_its_source_and_its_day():
    load(shipped())

    figure = price()
    assert figure.hourly == Decimal("0.096")
    assert figure.grade is Grade.CONFIRMED
    assert figure.source == Source("a price list", SPRING)


def test_a_type_without_a_price_is_there_without_a_price():
    load(shipped())

    offer = catalogue("us-east-1", OS.LINUX).offers["m7g.large"]
    assert offer.hardware == M7G
    assert offer.on_demand is None


def test_the_same_file_is_loaded_once():
    load(shipped())

    assert is_loaded("one")
    assert not is_loaded("two")


def test_a_newer_snapshot_replaces_the_older_one():
    load(shipped())
    load(shipped(AUTUMN, "0.09", digest="two"))

    assert price().hourly == Decimal("0.09")
    assert Edition.objects.count() == 1
    assert Snapshot.objects.get().digest == "two"


def test_imported_prices_that_are_as_new_stay():
    load(shipped())
    imported(AUTUMN)

    load(shipped(AUTUMN, "0.09", digest="two"))

    assert price().hourly == Decimal("0.1")
    assert Price.objects.get(edition__imported=False, type="m5.large").hourly == Decimal("0.09")


def test_imported_prices_that_are_older_give_way_and_are_kept():
    load(shipped())
    edition = imported(SPRING)

    load(shipped(AUTUMN, "0.09", digest="two"))

    assert price().hourly == Decimal("0.09")
    assert Edition.objects.filter(pk=edition.pk, active=False).exists()


def test_a_type_that_the_region_offers_no_longer_leaves_it():
    load(shipped())
    load(shipped(types=(M5,), digest="two"))

    assert set(catalogue("us-east-1", OS.LINUX).offers) == {"m5.large"}
    assert InstanceType.objects.filter(name="m7g.large").exists()


def test_a_type_that_only_a_price_list_names_stays_and_gets_its_description_later():
    load(shipped(types=(M5,)))
    InstanceType.objects.create(name="m7g.large", vcpus=2, memory_mib=8192, source="the price list")
    Region.objects.get().types.add("m7g.large")
    imported(AUTUMN)

    load(shipped(types=(M5,), digest="two"))
    assert "m7g.large" in catalogue("us-east-1", OS.LINUX).offers

    load(shipped(types=(M5, replace(M7G, cores=2)), digest="three"))
    assert catalogue("us-east-1", OS.LINUX).offers["m7g.large"].hardware.cores == 2


def test_the_command_loads_what_is_shipped_and_then_leaves_it_alone():
    first, second = StringIO(), StringIO()

    call_command("load_ec2_snapshot", stdout=first)
    call_command("load_ec2_snapshot", stdout=second)

    assert "1395 types in 30 Regions" in first.getvalue()
    assert not second.getvalue()
    assert len(catalogue("us-east-1", OS.LINUX).offers) > 1000


def test_a_second_start_asks_one_question(django_assert_num_queries):
    call_command("load_ec2_snapshot", stdout=StringIO())

    with django_assert_num_queries(1):
        call_command("load_ec2_snapshot", stdout=StringIO())
