"""What a Region offers: read once, kept while it is true, complete with every kind of price."""

import datetime
from decimal import Decimal

import pytest

from portal.ec2.catalogue import catalogue, regions
from portal.ec2.load import load
from portal.ec2.models import Edition, HostPrice, Offer, Price, Region
from portal.ec2.offers import OS, Commitment, Grade, Kind, Payment, Source, Spot
from tests.ec2.test_load import AUTUMN, imported, shipped

pytestmark = pytest.mark.django_db

AWS = Source("AWS", AUTUMN)


@pytest.fixture
def data():
    load(shipped())


def edition(offer):
    return Edition.objects.create(
        region_id="us-east-1", offer=offer, source="AWS", published=AUTUMN, imported=True, active=True
    )


def test_a_second_look_asks_one_question(data, django_assert_num_queries):
    first = catalogue("us-east-1", OS.LINUX)

    with django_assert_num_queries(1):
        assert catalogue("us-east-1", OS.LINUX) is first


def test_an_import_is_seen_at_once(data):
    catalogue("us-east-1", OS.LINUX)

    imported(AUTUMN, "0.1")

    assert catalogue("us-east-1", OS.LINUX).offers["m5.large"].on_demand.hourly == Decimal("0.1")
    assert catalogue("us-east-1", OS.LINUX).imported


def test_systems_do_not_mix(data):
    assert catalogue("us-east-1", OS.WINDOWS).offers["m5.large"].on_demand is None


def test_commitments_spot_and_hosts_come_from_their_own_editions(data):
    instances = imported(AUTUMN)
    Price.objects.update(terms={"standard-1-partial": ["252", "0.029"]})
    HostPrice.objects.create(edition=instances, family="m5", hourly="4.5", capacities={"large": 48})
    Price.objects.create(
        edition=edition(Offer.PLANS),
        type_id="m5.large",
        os=OS.LINUX,
        grade=Grade.IMPORTED,
        terms={"compute-3-all": ["0", "0.044"]},
    )
    Price.objects.create(
        edition=edition(Offer.SPOT),
        type_id="m5.large",
        os=OS.LINUX,
        grade=Grade.IMPORTED,
        terms={"saving": 61, "band": "<5%"},
    )

    offer = catalogue("us-east-1", OS.LINUX).offers["m5.large"]

    assert offer.commitments[Commitment(Kind.STANDARD, 1, Payment.PARTIAL)].upfront == Decimal(252)
    assert offer.commitments[Commitment(Kind.COMPUTE, 3, Payment.ALL)].hourly == Decimal("0.044")
    assert offer.spot == Spot(61, "<5%", AWS)
    assert offer.host.capacity == 48
    assert offer.host.figure.hourly == Decimal("4.5")


def test_a_host_of_another_family_is_not_taken_for_it(data):
    HostPrice.objects.create(edition=imported(AUTUMN), family="m5d", hourly="5", capacities={"large": 48})

    assert catalogue("us-east-1", OS.LINUX).offers["m5.large"].host is None


def test_an_unknown_region_is_refused(data):
    with pytest.raises(Region.DoesNotExist):
        catalogue("us-east-9", OS.LINUX)


def test_regions_come_by_name(data):
    Region.objects.create(code="eu-west-1", name="Europe (Ireland)")

    assert list(regions().items()) == [("eu-west-1", "Europe (Ireland)"), ("us-east-1", "US East (N. Virginia)")]


def test_the_day_of_the_prices_is_told(data):
    assert catalogue("us-east-1", OS.LINUX).published == datetime.date(2025, 3, 2)
