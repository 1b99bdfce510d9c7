"""What is read from a price file, in all shapes that AWS gives it, and what is refused."""

import datetime
import gzip
import io
import random
from decimal import Decimal

import pytest

from portal.ec2.importing import intake
from portal.ec2.importing.figures import Cell
from portal.ec2.importing.problems import Other, Refused
from portal.ec2.importing.stream import Feed
from portal.ec2.models import Offer
from portal.ec2.offers import OS
from tests.ec2.importing import pricelist

TODAY = datetime.date(2026, 11, 24)
LINUX = ("m5.large", OS.LINUX)


def read(content, *regions):
    return intake.read(Feed("prices", io.BytesIO(content), dated=TODAY), regions)


def figures(content, *regions):
    (only,) = read(content, *regions)
    return only


def same_as_csv(rows):
    return figures(pricelist.price_list(rows))


@pytest.fixture(params=["csv", "json", "csv.gz", "json.gz"])
def written(request):
    """Writes rows in each of the shapes."""
    shape = pricelist.price_list if "csv" in request.param else pricelist.price_tree
    return lambda rows: gzip.compress(shape(rows)) if "gz" in request.param else shape(rows)


def test_reads_one_price_for_each_type_and_system(written):
    found = figures(written(pricelist.m5_rows()))

    assert found.offer == Offer.INSTANCES
    assert (found.region, found.region_name) == ("us-east-1", "US East (N. Virginia)")
    assert found.origin.published == datetime.date(2026, 11, 20)
    assert {key: cell.hourly for key, cell in found.prices.items() if key[0] == "m5.large"} == {
        LINUX: Decimal("0.096"),
        ("m5.large", OS.WINDOWS): Decimal("0.188"),
        ("m5.large", OS.RHEL): Decimal("0.1248"),
        ("m5.large", OS.SUSE): Decimal("0.15225"),
    }
    assert found.types == {"m5.large", "m5.xlarge", "m5.2xlarge"}
    assert found.refused == ()


def test_reads_reserved_terms_from_their_two_rows(written):
    found = figures(written(pricelist.m5_rows()))

    assert found.prices[LINUX].terms == {
        "standard-1-none": ["0", "0.06"],
        "standard-1-partial": ["252", "0.029"],
        "standard-1-all": ["494", "0"],
        "standard-3-none": ["0", "0.041"],
        "standard-3-partial": ["505", "0.019"],
        "standard-3-all": ["949", "0"],
        "convertible-1-none": ["0", "0.071"],
        "convertible-3-all": ["1163", "0"],
    }
    assert found.prices["m5.large", OS.WINDOWS].terms == {}


def test_reads_dedicated_hosts_by_family_with_their_capacity(written):
    found = figures(written(pricelist.m5_rows()))

    assert found.hosts.keys() == {"m5"}
    assert found.hosts["m5"].hourly == Decimal("5.069")
    assert found.hosts["m5"].capacities == {"large": 48, "xlarge": 24}


def test_leaves_out_every_row_that_is_no_price_of_an_instance(written):
    found = figures(written([*pricelist.noise_rows(), *pricelist.m5_rows()]))

    clean = figures(written(pricelist.m5_rows()))
    assert found.prices == clean.prices
    assert found.hosts == clean.hosts
    assert found.refused == ()


def test_counts_what_it_leaves_out_by_the_reason():
    found = same_as_csv([*pricelist.noise_rows(), *pricelist.m5_rows()])

    assert found.left_out == {
        "Dedicated tenancy": 3,
        "capacity reservations": 2,
        "with SQL Server": 1,
        "with one’s own licence": 1,
        "Capacity Blocks": 1,
        "outside the Regions: Local Zones, Wavelength, Outposts": 1,
        "other operating systems": 2,
        "prices of zero": 1,
        "other currencies": 1,
        "host reservations": 1,
        "no instances: storage, transfer and the like": 2,
        "other terms and units": 1,
        "Reserved terms of another kind": 1,
    }


def test_the_order_of_rows_does_not_matter():
    rows = [*pricelist.noise_rows(), *pricelist.m5_rows()]
    random.Random(1).shuffle(rows)

    assert same_as_csv(rows).prices == same_as_csv(pricelist.m5_rows()).prices


def test_columns_are_read_by_name():
    columns = [*pricelist.COLUMNS[:1], "A New Column", *reversed(pricelist.COLUMNS[1:])]

    assert (
        figures(pricelist.price_list(pricelist.m5_rows(), columns=columns)).prices
        == same_as_csv(pricelist.m5_rows()).prices
    )


def test_a_file_without_region_codes_needs_to_be_told_its_region():
    columns = [name for name in pricelist.COLUMNS if name not in ("Region Code", "MarketOption")]
    content = pricelist.price_list(pricelist.m5_rows(), columns=columns)

    assert figures(content, "us-east-1").prices[LINUX].hourly == Decimal("0.096")
    with pytest.raises(Refused, match="say it with --region"):
        read(content)


def test_a_file_of_several_regions_is_taken_apart():
    rows = [*pricelist.m5_rows(), pricelist.on_demand("0.1070000000", region="eu-west-1")]

    found = {each.region: each.prices[LINUX].hourly for each in read(pricelist.price_list(rows))}

    assert found == {"us-east-1": Decimal("0.096"), "eu-west-1": Decimal("0.107")}
    assert figures(pricelist.price_list(rows), "eu-west-1").prices == {LINUX: Cell(Decimal("0.107"))}


def test_two_rows_for_one_price_are_told_and_neither_is_taken(written):
    rows = [*pricelist.m5_rows(), pricelist.on_demand("0.1060000000", EndingRange="Inf", RelatedTo="other")]
    rows[-1]["SKU"] = "ANOTHERSKU"

    found = figures(written(rows))

    assert found.refused == ("m5.large, Linux: 0.096 and 0.106",)
    assert found.prices[LINUX].hourly is None


def test_two_equal_rows_for_one_price_are_no_better():
    assert same_as_csv(pricelist.m5_rows() + pricelist.m5_rows()[:1]).refused == ("m5.large, Linux: 0.096 and 0.096",)


def test_two_fees_for_one_reserved_term_are_told_and_the_term_is_not_taken(written):
    again = pricelist.reserved("standard", 1, "Partial Upfront", upfront="260", hourly="0.0300000000")

    found = figures(written([*pricelist.m5_rows(), *again]))

    assert "standard-1-partial" not in found.prices[LINUX].terms
    assert "standard-1-all" in found.prices[LINUX].terms
    assert len(found.refused) == 1


def test_two_prices_for_one_host_are_told_and_neither_is_taken():
    found = same_as_csv([*pricelist.m5_rows(), pricelist.host("5.1000000000")])

    assert found.hosts == {}
    assert found.refused == ("Dedicated Host m5: 5.069 and 5.1",)


def test_a_windows_price_without_a_licence_is_told_and_not_taken():
    found = same_as_csv(
        [pricelist.on_demand("0.0960000000"), pricelist.on_demand("0.0960000000", os="Windows", RelatedTo="byol")]
    )

    assert found.prices.keys() == {LINUX}
    assert found.refused == ("m5.large, Windows: 0.096 is no more than Linux costs",)


def test_a_reserved_term_without_its_fee_is_left_out():
    rows = [pricelist.on_demand("0.0960000000"), *pricelist.reserved("standard", 1, "Partial Upfront", hourly="0.029")]

    found = same_as_csv(rows)

    assert found.prices[LINUX].terms == {}
    assert found.left_out == {"Reserved terms without all their prices": 1}


def test_older_words_for_a_term_are_understood():
    rows = pricelist.reserved("standard", 1, "AllUpfront", upfront="494", hourly="0.0000000000")
    rows = [row | {"LeaseContractLength": "1 yr"} for row in rows]

    assert same_as_csv(rows).prices == {LINUX: Cell(None, {"standard-1-all": ["494", "0"]})}


@pytest.mark.parametrize("price", ["", "0.09x", "-0.096", "NaN", "1e-2", "Infinity", "0,096", "٠.٩", "0.00000000001"])
def test_a_price_that_is_no_exact_decimal_is_an_error(price):
    with pytest.raises(Refused, match=r"^[0-9A-F]{16}\.JRTCKXETXF\.6YS6EN2CT7: "):
        same_as_csv([pricelist.on_demand(price)])


def test_an_upfront_fee_in_the_place_of_an_hourly_price_is_an_error():
    with pytest.raises(Refused, match="cannot be right"):
        same_as_csv([pricelist.on_demand("949000.0000000000")])


def test_a_price_of_many_places_that_are_zero_is_exact():
    assert same_as_csv([pricelist.on_demand("0.0960000000000000")]).prices[LINUX].hourly == Decimal("0.096")


def cut(content, share):
    return content[: int(len(content) * share)]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(written, share):
    with pytest.raises(Refused, match="cut off"):
        read(cut(written(pricelist.m5_rows()), share))


def test_a_line_with_too_few_columns_is_named():
    content = pricelist.price_list(pricelist.m5_rows()).replace(b',""\n', b"\n", 1)

    with pytest.raises(Refused, match="line 7: "):
        read(content)


def test_a_gzip_file_with_a_broken_end_is_refused():
    content = gzip.compress(pricelist.price_list(pricelist.m5_rows()))

    with pytest.raises(Refused, match="cut off or damaged"):
        read(content[:-8] + bytes(8))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no price list"),
        (b"\x00\xff\xfe\x89PNG" * 100, "is not text"),
        (b"<!doctype html><title>Sign in</title>", "is no price list"),
        (b"a,b\n1,2\n", "is no price list"),
        (b"SKU,Price\n1,2\n", "states no publication date"),
        (b'{"hello": "world"}', "is neither"),
        (b"[1, 2]", "is no price list"),
        (pricelist.price_list(pricelist.m5_rows(), offer="AmazonRDS"), "is the price list of AmazonRDS"),
        (pricelist.price_tree(pricelist.m5_rows(), offer="AmazonRDS"), "is neither"),
        (pricelist.price_list([], columns=["SKU", "PricePerUnit"]), "has no columns"),
        (pricelist.price_list([]), "holds no prices"),
        (pricelist.price_list(pricelist.noise_rows()[:10]), "holds no prices"),
        (b'{"offerCode": "AmazonEC2", "publicationDate": "2026-11-20", "products": []}', "is no price list"),
        (b'{"offerCode": "AmazonEC2", "publicationDate": "2026-11-20", "products": {"A": 3}, "terms": {}}', "shape"),
        (b'{"offerCode": "AmazonEC2", "publicationDate": "2026-11-20"}', "holds no products"),
        (b'{"spot_advisor": {}, "ranges": []}', "holds no prices"),
        (b'{"spot_advisor": {"us-east-1": {"Linux": {"m5.large": 3}}}, "ranges": []}', "no Spot advisor file"),
    ],
)
def test_a_wrong_file_is_refused_in_words(content, words):
    with pytest.raises(Refused, match=words):
        read(content)


def test_a_file_of_another_region_is_told_from_a_broken_one():
    with pytest.raises(Other, match="holds no prices of eu-west-1"):
        read(pricelist.price_list(pricelist.m5_rows()), "eu-west-1")


PLAN_ROWS = [
    pricelist.plan_rate("0.0605"),
    pricelist.plan_rate("0.0585", kind="EC2Instance", payment="Partial Upfront"),
    pricelist.plan_rate("0.0363", kind="EC2Instance", years=3, payment="All Upfront"),
    pricelist.plan_rate("0.1525", os="Windows"),
    # No instance on shared hardware, or no licence in it:
    pricelist.plan_rate("0.0700", DiscountedUsageType="DedicatedUsage:m5.large"),
    pricelist.plan_rate("0.0605", DiscountedUsageType="UnusedBox:m5.large"),
    pricelist.plan_rate("0.0605", DiscountedUsageType="Reservation:m5.large"),
    pricelist.plan_rate("0.0605", DiscountedOperation="RunInstances:0800"),
    pricelist.plan_rate("0.5000", DiscountedOperation="RunInstances:0006"),
    pricelist.plan_rate("0.0316", DiscountedServiceCode="AmazonECS", DiscountedUsageType="Fargate-vCPU-Hours:perCPU"),
    pricelist.plan_rate("0.0780", DiscountedRegionCode="us-east-1-bos-1", DiscountedUsageType="BOS1-BoxUsage:m5.large"),
]


@pytest.mark.parametrize("shape", [pricelist.plan_list, pricelist.plan_tree])
def test_reads_the_rates_of_savings_plans(shape):
    found = figures(shape(PLAN_ROWS))

    assert (found.offer, found.region) == (Offer.PLANS, "us-east-1")
    assert found.prices[LINUX] == Cell(
        None,
        {
            "compute-1-none": ["0", "0.0605"],
            "instance-1-partial": ["0", "0.0585"],
            "instance-3-all": ["0", "0.0363"],
        },
    )
    assert found.prices["m5.large", OS.WINDOWS].terms == {"compute-1-none": ["0", "0.1525"]}
    assert found.refused == ()
    assert sum(found.left_out.values()) == 7


@pytest.mark.parametrize("shape", [pricelist.plan_list, pricelist.plan_tree])
def test_two_rates_of_one_plan_for_a_type_are_told_and_neither_is_taken(shape):
    found = figures(shape([*PLAN_ROWS, pricelist.plan_rate("0.0611")]))

    assert found.refused == ("m5.large, Linux, compute-1-none: 0.0605 and 0.0611",)
    assert "compute-1-none" not in found.prices[LINUX].terms


def test_plans_of_another_service_are_no_plans_of_ours():
    rows = [row | {"Product Family": "DatabaseSavingsPlans"} for row in PLAN_ROWS]

    with pytest.raises(Other, match="holds no prices"):
        read(pricelist.plan_list(rows))


def test_reads_savings_and_bands_of_spot():
    found = read(pricelist.advisor(regions=["us-east-1", "eu-west-1", "us-west-2-lax-1"]))

    assert [each.region for each in found] == ["us-east-1", "eu-west-1"]
    assert found[0].offer == Offer.SPOT
    assert found[0].origin.published == TODAY
    assert found[0].prices == {
        LINUX: Cell(None, {"saving": 61, "band": "<5%"}),
        ("m5.large", OS.WINDOWS): Cell(None, {"saving": 40, "band": ">20%"}),
    }


@pytest.mark.parametrize("saving", [100, -1, "61", 61.5])
def test_a_saving_that_is_no_share_is_told_and_not_taken(saving):
    found = figures(pricelist.advisor(saving=saving))

    assert LINUX not in found.prices
    assert found.refused == (f"m5.large, Linux: a saving of {saving} %",)


def test_the_digest_is_of_the_file_as_it_lies_there():
    content = gzip.compress(pricelist.price_list(pricelist.m5_rows()), mtime=1)
    other = gzip.compress(pricelist.price_list(pricelist.m5_rows()), mtime=2)

    assert figures(content).origin.digest == figures(content).origin.digest
    assert figures(content).origin.digest != figures(other).origin.digest
