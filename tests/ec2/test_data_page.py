"""The page that tells what the data holds, lacks and where it comes from."""

import datetime

import pytest

from portal.ec2.models import Edition, InstanceType, Offer, Price
from portal.ec2.offers import OS, Grade
from portal.ec2.tally import tally
from tests.ec2.small import snapshot, stocked


@pytest.fixture
def site(db):
    stocked()


def test_counts_are_those_of_the_rows(site):
    found = tally()

    assert found.types == InstanceType.objects.count() == len(snapshot().types)
    assert found.offered == sum(len(place.types) for place in snapshot().regions.values())
    assert found.priced(OS.LINUX) == Price.objects.filter(os=OS.LINUX, edition__active=True).count()
    east = next(place for place in found.places if place.code == "us-east-1")
    assert east.with_price(OS.LINUX) == len(snapshot().prices["us-east-1", OS.LINUX])
    assert east.of_grade(OS.LINUX, Grade.CONFIRMED) + east.of_grade(OS.LINUX, Grade.DERIVED) == east.with_price(
        OS.LINUX
    )


def test_gaps_are_counted_and_named(site):
    found = tally()

    assert "t8i.small" in found.baselines.names
    assert found.baselines.number == len(found.baselines.names)
    assert "g5" in found.without_price.names
    assert "Asia Pacific (Thailand)" in found.missing_regions
    assert "US East (N. Virginia)" not in found.missing_regions
    all_of_them, unpriced = found.kinds["metal"]
    assert 0 < unpriced <= all_of_them


def test_only_what_is_shown_is_counted(site):
    before = tally().priced(OS.LINUX)
    Edition.objects.filter(region="ap-south-1").update(active=False)

    assert tally().priced(OS.LINUX) < before


def test_the_page_names_sources_licences_dates_and_the_two_steps(client, site):
    page = client.get("/ec2/data/?region=eu-west-1").content.decode()

    for words in (
        "moto 5.2.5",
        "apache-libcloud 3.9.1",
        "Apache-2.0",
        "2 March 2025",
        "List price, confirmed within its family",
        "Local Zones and Wavelength",
        "manage.py import_ec2_prices --region eu-west-1 --dry-run",
        "manage.py import_ec2_prices --region eu-west-1<",
        "Nothing yet. All prices are the shipped ones.",
    ):
        assert words in page, words


def test_old_prices_are_called_old(client, site):
    assert 'months old. <a href="#s-update">' in client.get("/ec2/data/").content.decode()


def test_imports_are_listed(client, site):
    Edition.objects.create(
        region_id="us-east-1",
        offer=Offer.SPOT,
        source="AWS Spot advisor",
        published=datetime.date(2026, 11, 1),
        imported=True,
        active=True,
    )

    page = client.get("/ec2/data/").content.decode()

    assert "AWS Spot advisor" in page
    assert "1 November 2026" in page
    assert "Nothing yet." not in page


def test_a_site_without_data_says_what_to_do(client, db):
    response = client.get("/ec2/data/")

    assert response.status_code == 200
    assert "manage.py load_ec2_snapshot" in response.content.decode()
