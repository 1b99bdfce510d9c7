"""The page of one type: its name, its sizes, its siblings, its price in each Region."""

from decimal import Decimal

import pytest

from portal.ec2.advisor.lines import ages
from portal.ec2.decoder import SERIES, decode
from portal.ec2.elsewhere import everywhere
from portal.ec2.ladder import ladder
from portal.ec2.machine import machine
from portal.ec2.models import Edition, Offer, Price
from portal.ec2.names import OPTIONS, read
from portal.ec2.offers import OS, Hardware
from portal.ec2.siblings import difference, siblings
from portal.ec2.spelling import nearest
from tests.ec2.offers import make_arm, make_offer, shipped
from tests.ec2.small import stocked


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("m7gd.2xlarge", ["m", "7", "g", "d", ".2xlarge"]),
        ("c7i-flex.large", ["c", "7", "i", "-flex", ".large"]),
        ("u-6tb1.metal", ["u", "-6tb", "1", ".metal"]),
        ("u7in-16tb.224xlarge", ["u", "7", "i", "n", "-16tb", ".224xlarge"]),
        ("im4gn.large", ["im", "4", "g", "n", ".large"]),
        ("mac2-m2pro.metal", ["mac", "2", "-m2pro", ".metal"]),
        ("p6-b200.48xlarge", ["p", "6", "-b200", ".48xlarge"]),
    ],
)
def test_a_name_is_taken_apart_without_losing_a_letter(name, parts):
    decoded = decode(read(name))

    assert [part.letters for part in decoded] == parts
    assert "".join(parts) == name
    assert all(part.title for part in decoded)


def test_every_letter_of_every_shipped_name_has_words():
    for offer in shipped().values():
        name = offer.hardware.parts
        assert name.series in SERIES, name.text
        assert set(name.options) <= OPTIONS.keys(), name.text


def test_sizes_are_told_as_shares_of_an_xlarge():
    words = {size: decode(read(f"m5.{size}"))[-1].words for size in ("large", "xlarge", "2xlarge", "24xlarge")}

    assert words["large"].startswith("Half of an xlarge")
    assert "step that sizes are counted in" in words["xlarge"]
    assert words["2xlarge"].startswith("Twice an xlarge")
    assert words["24xlarge"].startswith("24 times an xlarge")


def sizes(**prices):
    return [make_offer(f"m9x.{size.lstrip('_')}", price) for size, price in prices.items()]


def test_a_ladder_whose_prices_keep_step():
    found = ladder(sizes(large="0.1", xlarge="0.2", _2xlarge="0.4"), "m9x")

    assert [step.linear for step in found.steps] == [True, True, True]
    assert found.words.startswith("Twice the size costs twice as much")


def test_a_step_out_of_line_is_named():
    found = ladder(sizes(large="0.1", xlarge="0.2", _2xlarge="0.44"), "m9x")

    assert {step.offer.hardware.parts.size: step.words for step in found.steps}["2xlarge"] == "out of step"
    assert "Prices do not keep step with the size here: 2xlarge." in found.words


def test_a_size_without_a_price_is_in_the_ladder_without_a_judgement():
    found = ladder(sizes(large="0.1", xlarge="0.2", _2xlarge=None), "m9x")

    assert [step.linear for step in found.steps].count(None) == 1
    assert "1 size has no price in this data." in found.words


def test_one_price_makes_no_ladder():
    assert ladder(sizes(large="0.1", xlarge=None), "m9x").words.startswith("Too few prices")


def test_bare_metal_is_not_compared_with_sizes():
    metal = make_offer("m9x.metal", "5", bare_metal=True, vcpus=96)

    assert ladder([*sizes(large="0.1", xlarge="0.2"), metal], "m9x").steps[-1].words == "not comparable"


def test_siblings_differ_in_one_thing_and_the_unpriced_come_last():
    mine = make_arm("m7gd.large", "0.1", disk_gb=118)
    found = siblings(
        mine.hardware,
        [
            mine,
            make_arm("m8gd.large", None),
            make_arm("m7g.large", "0.08"),
            make_arm("r7gd.large", "0.13", memory_mib=16384),
            make_arm("m6gd.large", "0.09"),
            make_arm("c8g.large", "0.07"),
            make_arm("m7gd.xlarge", "0.2"),
        ],
    )

    assert [(each.offer.name, each.words) for each in found] == [
        ("m7g.large", "Without local disk inside the host"),
        ("m6gd.large", "One generation older"),
        ("r7gd.large", "Other shape: 8 GiB to a vCPU"),
        ("m8gd.large", "One generation newer"),
    ]


def test_a_maker_is_known_even_where_the_name_has_no_letter_for_it():
    intel = Hardware("m5.large", 2, 1, 8192, ("x86_64",), "Intel")
    amd = Hardware("m5a.large", 2, 1, 8192, ("x86_64",), "AMD")

    assert difference(intel, amd) == "AMD processor instead of Intel"


def facts(hardware):
    return {fact.title: fact for fact in machine(hardware, ages([hardware]))}


def test_facts_tell_vcpus_from_cores_and_bursts_from_what_is_kept_up():
    found = facts(shipped()["m7i.large"].hardware)

    assert found["Cores"].text == "1"
    assert "two threads of one core" in found["Cores"].help
    assert found["Network"].text == "0.78 Gbps, up to 12.5"
    assert "is a burst" in found["Network"].help


def test_facts_of_burstable_types_tell_their_baseline_or_that_nobody_knows_it():
    assert facts(shipped()["t3.large"].hardware)["CPU baseline"].text == "30% of each vCPU"
    assert "36 CPU credits an hour" in facts(shipped()["t3.large"].hardware)["CPU baseline"].help
    assert facts(shipped()["t8i.small"].hardware)["CPU baseline"].text == "Unknown"


def test_a_flex_type_has_no_credits():
    found = facts(shipped()["m7i-flex.large"].hardware)

    assert found["CPU all day"].text == "40% of each vCPU"
    assert "CPU baseline" not in found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("m7gd.2xlrge", "m7gd.2xlarge"),
        ("M7GD.2XLARGE ", "m7gd.2xlarge"),
        ("m7g.hugo", "m7g.large"),
        ("c7j.large", "c7i.large"),
    ],
)
def test_a_slip_finds_what_was_meant(typed, meant):
    assert meant in nearest(typed, list(shipped()))


def test_nonsense_finds_nothing_and_ends_soon():
    assert nearest("?" * 100_000, list(shipped())) == []


@pytest.fixture
def site(db):
    stocked()


def test_the_cheapest_region_comes_first_and_the_unpriced_last(site):
    Price.objects.filter(edition__region="us-east-1", type="m7gd.2xlarge", os=OS.LINUX).delete()

    found = everywhere("m7gd.2xlarge", OS.LINUX)

    assert [(there.code, there.dearer) for there in found] == [
        ("ap-south-1", 0),
        ("eu-west-1", 68),
        ("us-east-1", None),
    ]


def test_only_regions_that_offer_it_are_listed(site):
    offering = {there.code for there in everywhere("p5.48xlarge", OS.LINUX)}

    assert "us-east-1" in offering
    assert "eu-west-1" not in offering


def test_systems_do_not_mix(site):
    linux, windows = everywhere("m5.large", OS.LINUX), everywhere("m5.large", OS.WINDOWS)

    assert linux[0].figure.hourly < windows[0].figure.hourly


def test_the_page_shows_all_there_is(client, site):
    page = client.get("/ec2/types/m7gd.2xlarge/?hours=8").content.decode()

    for words in (
        "Local disk inside the host",
        "list price, confirmed within its family: apache-libcloud 3.9.1, 2 March 2025",
        'to pay for <span class="mono">m7gd.2xlarge</span>',
        "Sizes of m7gd in US East (N. Virginia)",
        "Without local disk inside the host",
        "Asia Pacific (Mumbai)",
        "compute only",
        "243 hours",
    ):
        assert words in page, words
    assert 'href="/ec2/types/m7gd.xlarge/?hours=8"' in page
    assert 'href="/ec2/?hours=8"' in page


def test_imported_prices_say_so(client, site):
    edition = Edition.objects.get(region="us-east-1", offer=Offer.INSTANCES)
    Edition.objects.filter(pk=edition.pk).update(imported=True, source="AWS price list")
    Price.objects.filter(edition=edition, type="m5.large", os=OS.LINUX).update(grade="imported", hourly=Decimal("0.1"))

    page = client.get("/ec2/types/m5.large/").content.decode()

    assert "imported: AWS price list, 2 March 2025" in page
    assert "$0.1000" in page


def test_a_price_that_is_missing_is_never_nothing(client, site):
    page = client.get("/ec2/types/g5.xlarge/").content.decode()

    assert "No price in this data for Linux in US East (N. Virginia)." in page
    assert "$0.00" not in page


def test_a_type_that_the_region_lacks_is_shown_with_the_regions_that_have_it(client, site):
    response = client.get("/ec2/types/p5.48xlarge/?region=eu-west-1")

    assert response.status_code == 200
    assert "Europe (Ireland) does not offer this type." in response.content.decode()
    assert "US East (N. Virginia) <span class=faint>us-east-1" in response.content.decode()


@pytest.mark.parametrize("name", ["m7gd.2xlrge", "x" * 3000, "<b>", "m5.large'"])
def test_an_unknown_type_is_not_found_and_near_ones_are_named(client, site, name):
    response = client.get(f"/ec2/types/{name}/")

    assert response.status_code == 404
    assert "No type is called" in response.content.decode()
    if name.startswith("m7gd"):
        assert 'href="/ec2/types/m7gd.2xlarge/"' in response.content.decode()


def test_a_page_costs_few_queries(client, site, django_assert_num_queries):
    client.get("/ec2/types/m5.large/")

    with django_assert_num_queries(4):
        client.get("/ec2/types/m5.large/")
