"""Importing from files and from the network: a new edition takes over whole, or the old prices stay."""

import gzip
import json
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.ec2.importing import fetch
from portal.ec2.models import Edition, HostPrice, InstanceType, Offer, Price, Region
from portal.ec2.offers import OS
from tests.ec2.importing import pricelist

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(tmp_path):
    """Writes a file and returns its path."""

    def write(content, name="index.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)

    return write


def run(place, **options):
    out = StringIO()
    call_command("import_ec2_prices", file=place, stdout=out, **options)
    return out.getvalue()


def shown(name="m5.large", os=OS.LINUX, region="us-east-1", offer=Offer.INSTANCES):
    return Price.objects.get(type=name, os=os, edition__region=region, edition__offer=offer, edition__active=True)


def price_list(large="0.0960000000", published="2026-11-20T18:03:05Z"):
    """Three sizes in proportion."""
    unit = Decimal(large)
    rows = [
        pricelist.on_demand(f"{unit * times:.10f}", f"m5.{size}", vcpus=2 * times, memory=f"{8 * times} GiB")
        for size, times in (("large", 1), ("xlarge", 2), ("2xlarge", 4))
    ]
    return pricelist.price_list(rows, published=published)


@pytest.fixture
def imported(put):
    """The prices that the site shows to begin with."""
    run(put(price_list(published="2026-11-01T00:00:00Z")))
    return Edition.objects.get(active=True)


def test_an_import_is_what_the_site_shows(put):
    told = run(put(pricelist.price_list(pricelist.m5_rows())))

    edition = Edition.objects.get()
    assert (edition.active, edition.imported, edition.offer) == (True, True, Offer.INSTANCES)
    assert f"{edition.published}" == "2026-11-20"
    assert edition.counts["types"] == 3
    assert shown().hourly == Decimal("0.096")
    assert shown().grade == "imported"
    assert shown().terms["standard-1-partial"] == ["252", "0.029"]
    assert shown(os=OS.WINDOWS).hourly == Decimal("0.188")
    assert HostPrice.objects.get(edition=edition).capacities == {"large": 48, "xlarge": 24}
    assert "Applied." in told


def test_types_and_regions_that_are_new_come_from_the_file(put):
    told = run(put(pricelist.price_list(pricelist.m5_rows())))

    region = Region.objects.get()
    assert (region.code, region.name) == ("us-east-1", "US East (N. Virginia)")
    assert {each.name for each in region.types.all()} == {"m5.large", "m5.xlarge", "m5.2xlarge"}
    large = InstanceType.objects.get(name="m5.large")
    assert (large.vcpus, large.memory_mib, large.architectures) == (2, 8192, ["x86_64"])
    assert (large.maker, large.source) == ("Intel", "from the price list")
    assert "described from the price list" in told


def test_a_type_that_is_known_keeps_its_description(put):
    InstanceType.objects.create(name="m5.large", vcpus=2, memory_mib=8192, maker="Intel", cores=1, source="a list")

    run(put(pricelist.price_list(pricelist.m5_rows())))

    large = InstanceType.objects.get(name="m5.large")
    assert (large.source, large.cores) == ("a list", 1)
    assert {each.code for each in large.regions.all()} == {"us-east-1"}


def test_a_new_edition_replaces_the_one_before_and_forgets_older_ones(put, imported):
    run(put(price_list("0.0970000000", "2026-11-10T00:00:00Z")))
    run(put(price_list("0.0980000000", "2026-11-20T00:00:00Z")))

    assert shown().hourly == Decimal("0.098")
    assert [each.active for each in Edition.objects.order_by("loaded")] == [False, True]
    assert not Edition.objects.filter(pk=imported.pk).exists()


def test_what_was_shipped_with_a_release_is_not_deleted(put):
    region = Region.objects.create(code="us-east-1", name="US East (N. Virginia)")
    shipped = Edition.objects.create(
        region=region, offer=Offer.INSTANCES, source="shipped", published="2025-03-02", active=True
    )

    run(put(price_list("0.0960000000", "2026-11-10T00:00:00Z")))
    run(put(price_list("0.0970000000", "2026-11-20T00:00:00Z")))

    shipped.refresh_from_db()
    assert not shipped.active
    assert shown().hourly == Decimal("0.097")


def test_other_regions_and_offers_stay_as_they_are(put, imported):
    run(put(pricelist.price_list([pricelist.on_demand("0.1070000000", region="eu-west-1")])))
    run(put(pricelist.plan_list([pricelist.plan_rate("0.0605")])))
    run(put(pricelist.advisor()))

    assert shown().edition == imported
    assert shown(region="eu-west-1").hourly == Decimal("0.107")
    assert shown(offer=Offer.PLANS).terms == {"compute-1-none": ["0", "0.0605"]}
    assert shown(offer=Offer.SPOT).terms == {"saving": 61, "band": "<5%"}
    assert shown(offer=Offer.SPOT).hourly is None


def test_a_dry_run_tells_everything_and_changes_nothing(put, imported):
    told = run(put(price_list("0.1960000000")), dry_run=True)

    assert "Prices that move by more than a fifth: 3." in told
    assert "m5.large, Linux, On-Demand: 0.096 → 0.196 (+104 %)" in told
    assert "dry run" in told
    assert [each.pk for each in Edition.objects.all()] == [imported.pk]


def test_the_file_that_is_shown_already_is_not_loaded_again(put, imported):
    assert "shows already" in run(put(price_list(published="2026-11-01T00:00:00Z")))
    assert [each.pk for each in Edition.objects.all()] == [imported.pk]


REFUSED = {
    "cut off in a line": lambda: price_list()[:-40],
    "cut off between lines": lambda: price_list().rsplit(b"\n", 2)[0] + b"\n",
    "gzip cut off": lambda: gzip.compress(price_list())[:-20],
    "older": lambda: price_list(published="2026-10-01T00:00:00Z"),
    "stated twice": lambda: price_list() + price_list().splitlines()[-1] + b"\n",
    "no decimal": lambda: price_list().replace(b'"0.0960000000"', b'"about 0.1"'),
    "out of proportion": lambda: price_list().replace(b'"0.1920000000"', b'"0.2035200000"'),
    "without prices": lambda: pricelist.price_list(pricelist.noise_rows()[:10]),
    "another service": lambda: pricelist.price_list(pricelist.m5_rows(), offer="AmazonRDS"),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff",
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_on_any_failure_the_last_prices_stay(put, imported, wrong):
    before = list(Price.objects.order_by("pk").values())

    with pytest.raises(CommandError):
        run(put(REFUSED[wrong]()))

    assert [each.pk for each in Edition.objects.filter(active=True)] == [imported.pk]
    assert list(Price.objects.order_by("pk").values()) == before
    assert list(Region.objects.values_list("code", flat=True)) == ["us-east-1"]


@pytest.mark.parametrize("wrong", ["cut off between lines", "older", "out of proportion"])
def test_doubts_can_be_overruled(put, imported, wrong):
    assert "DOUBT: " in run(put(REFUSED[wrong]()), anyway=True)
    assert not Edition.objects.filter(pk=imported.pk, active=True).exists()


def test_a_price_that_is_stated_twice_is_left_out_even_when_overruled(put, imported):
    run(put(REFUSED["stated twice"]()), anyway=True)

    assert {each.type_id for each in Price.objects.filter(edition__active=True)} == {"m5.large", "m5.xlarge"}


def test_a_file_far_smaller_than_what_the_region_offers_is_doubted(put):
    region = Region.objects.create(code="us-east-1", name="US East (N. Virginia)")
    names = [f"c5.{number}xlarge" for number in range(1, 10)]
    region.types.set(
        [InstanceType.objects.create(name=name, vcpus=2, memory_mib=1024, source="a list") for name in names]
    )

    with pytest.raises(CommandError, match="because of doubts"):
        run(put(price_list()))
    assert not Edition.objects.exists()


def test_figures_that_aws_has_cut_since_are_told(put):
    rows = [pricelist.on_demand("98.3200000000", "p5.48xlarge", vcpus=192, memory="2,048 GiB")]

    assert "AWS made cheaper in June 2025" in run(put(pricelist.price_list(rows, published="2025-04-04T00:00:00Z")))


def test_prices_of_types_that_nobody_describes_are_left_out(put, imported):
    rates = [pricelist.plan_rate("0.0605"), pricelist.plan_rate("0.5", name="x99.large")]

    assert "prices of types that nobody describes 1" in run(put(pricelist.plan_list(rates)))
    assert not InstanceType.objects.filter(name="x99.large").exists()


def test_prices_in_another_currency_are_no_prices_of_ours(put):
    rows = [row | {"Currency": "CNY", "Region Code": "cn-north-1"} for row in pricelist.m5_rows()]

    with pytest.raises(CommandError, match=r"holds no price of cn-north-1.*other currencies than US dollars"):
        run(put(pricelist.price_list(rows)))
    assert not Region.objects.exists()


def test_a_region_that_only_the_spot_file_knows_gets_its_name(put, imported):
    run(put(pricelist.advisor(regions=["ap-southeast-7"])), region="ap-southeast-7")

    assert Region.objects.get(code="ap-southeast-7").name == "Asia Pacific (Thailand)"


def test_a_folder_is_read_whole_and_other_files_in_it_are_passed_over(put, tmp_path):
    put(gzip.compress(pricelist.price_list(pricelist.m5_rows())), "offers/us-east-1/index.csv.gz")
    put(json.dumps({"regions": {}}).encode(), "offers/region_index.json")
    put(pricelist.plan_tree([pricelist.plan_rate("0.0605")]), "savingsPlan/us-east-1/index.json")
    put(pricelist.advisor(), "spot-advisor-data.json")
    put(b"not for us", "notes.txt")

    run(str(tmp_path))

    assert set(Edition.objects.filter(active=True).values_list("offer", flat=True)) == set(Offer)


def test_one_broken_file_of_a_folder_keeps_out_itself_alone(put, tmp_path):
    put(pricelist.price_list(pricelist.m5_rows()), "a.csv")
    put(pricelist.plan_list([pricelist.plan_rate("0.0605")])[:-30], "b.csv")

    with pytest.raises(CommandError, match=r"b\.csv.*cut off"):
        run(str(tmp_path))
    assert [each.offer for each in Edition.objects.filter(active=True)] == [Offer.INSTANCES]


def test_only_what_was_asked_for_is_taken(put, tmp_path):
    put(pricelist.price_list(pricelist.m5_rows()), "a.csv")
    put(pricelist.advisor(), "c.json")

    run(str(tmp_path), offer=["ec2"], region="us-east-1")

    assert [each.offer for each in Edition.objects.all()] == [Offer.INSTANCES]


def test_the_spot_file_reaches_only_regions_that_the_site_knows(put, imported):
    run(put(pricelist.advisor(regions=["us-east-1", "eu-west-1"])))

    assert [each.region_id for each in Edition.objects.filter(offer=Offer.SPOT)] == ["us-east-1"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Say which Region"),
        ({"file": "/nowhere/at/all"}, "does not exist"),
        ({"file": "."}, ""),
        ({"file": "x" * 5000}, "cannot be read"),
        ({"region": "Frankfurt"}, "no code of a Region"),
        ({"region": "us-west-2-lax-1"}, "no code of a Region"),
        ({"region": "us-east-1,../.."}, "no code of a Region"),
    ],
)
def test_a_mistaken_call_is_answered_in_words(options, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError, match=words or "holds no price file"):
        call_command("import_ec2_prices", **options)


# From the network


@pytest.fixture
def aws():
    """A server with files at AWS's own addresses; `files` maps a path to a body."""
    files = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body, claimed = files.get(self.path, (None, 0))
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(claimed))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.base = f"http://127.0.0.1:{server.server_port}"
    server.put = lambda path, body, claimed=None: files.__setitem__(path, (body, claimed or len(body)))
    yield server
    server.shutdown()
    server.server_close()


def offers_index(*regions):
    return {
        "publicationDate": "2026-11-20T18:03:05Z",
        "regions": {
            code: {"regionCode": code, "currentVersionUrl": f"/offers/v1.0/aws/AmazonEC2/20261120/{code}/index.json"}
            for code in regions
        },
    }


def plans_index(*regions):
    where = "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261120/{}/index.json"
    return {"regions": [{"regionCode": code, "versionUrl": where.format(code)} for code in regions]}


def fetched(aws, **options):
    call_command("import_ec2_prices", base=aws.base, offer=["ec2", "savingsplans"], stdout=StringIO(), **options)


def test_fetches_the_files_of_a_region_from_their_official_addresses(aws):
    aws.put(fetch.INDEX[Offer.INSTANCES], json.dumps(offers_index("us-east-1", "eu-west-1")).encode())
    aws.put(fetch.INDEX[Offer.PLANS], json.dumps(plans_index("us-east-1", "eu-west-1")).encode())
    aws.put("/offers/v1.0/aws/AmazonEC2/20261120/us-east-1/index.csv", pricelist.price_list(pricelist.m5_rows()))
    aws.put(
        "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261120/us-east-1/index.csv",
        pricelist.plan_list([pricelist.plan_rate("0.0605")]),
    )

    fetched(aws, region="us-east-1")

    assert shown().hourly == Decimal("0.096")
    assert shown(offer=Offer.PLANS).terms == {"compute-1-none": ["0", "0.0605"]}


def test_a_region_that_does_not_exist_is_answered_with_those_that_do(aws):
    aws.put(fetch.INDEX[Offer.INSTANCES], json.dumps(offers_index("us-east-1", "eu-west-1")).encode())
    aws.put(fetch.INDEX[Offer.PLANS], json.dumps(plans_index("us-east-1")).encode())

    with pytest.raises(CommandError, match=r"no prices of “us-nowhere-1”\. Its Regions: eu-west-1, us-east-1"):
        fetched(aws, region="us-nowhere-1")


def test_a_connection_that_breaks_off_changes_nothing(aws):
    content = pricelist.price_list(pricelist.m5_rows())
    aws.put("/index.csv", content[: content.index(b"\n", 9000) + 1], claimed=len(content))

    with pytest.raises(CommandError, match="cannot be read"):
        run(f"{aws.base}/index.csv")
    assert not Edition.objects.exists()


def test_a_missing_file_and_a_server_that_is_not_there_are_told(aws):
    with pytest.raises(CommandError, match="answers 404"):
        run(f"{aws.base}/index.csv")
    with pytest.raises(CommandError, match="cannot be reached"):
        run("http://127.0.0.1:1/index.csv")
    aws.put(fetch.INDEX[Offer.INSTANCES], b"<html>Sign in to the hotel</html>")
    aws.put(fetch.INDEX[Offer.PLANS], b"{}")
    with pytest.raises(CommandError, match="is no index of Regions"):
        fetched(aws, region="us-east-1")


def test_a_packed_file_is_unpacked_on_its_way(aws):
    aws.put("/index.csv.gz", gzip.compress(pricelist.price_list(pricelist.m5_rows())))

    run(f"{aws.base}/index.csv.gz")

    assert shown().hourly == Decimal("0.096")
