"""The chooser's page: both ways in, for browsers with htmx and without, on the shipped data and on broken addresses."""

import csv
import gzip
import io
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from portal.ec2 import results
from portal.ec2.models import Edition, InstanceType, Offer, Price, Region
from portal.ec2.offers import OS, Grade
from tests.ec2.small import stocked

pytestmark = pytest.mark.django_db

BATCH = "work=batch&vcpu=8&memory=16&hours=8&stop=yes"
LIMIT = 60_000
"""Bytes of compressed HTML."""


@pytest.fixture
def site():
    stocked()
    return Client()


def get(client, query="", status=200, **headers):
    response = client.get(f"/ec2/?{query}", headers=headers)
    assert response.status_code == status
    return unescape(response.content.decode())


def text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def part(html, pattern):
    return re.search(pattern, html, re.DOTALL)[0]


def rows(html):
    return re.findall(r'<th scope="row" class="c-type"><a href="[^"]*">([^<]+)</a>', html)


def picks(html):
    return re.findall(r"badge[^>]*>([^<]+)</span></div><h3[^>]*>([^<]+)</h3>", html)


def import_prices(**prices):
    """An import for Linux in N. Virginia with only these prices, a day ago."""
    Edition.objects.filter(region="us-east-1", offer=Offer.INSTANCES).update(active=False)
    edition = Edition.objects.create(
        region_id="us-east-1",
        offer=Offer.INSTANCES,
        source="AWS price list",
        published=date(2026, 11, 23),
        imported=True,
        active=True,
    )
    for name, hourly in prices.items():
        Price.objects.create(
            edition=edition, type_id=name.replace("_", "."), os=OS.LINUX, hourly=hourly, grade=Grade.IMPORTED
        )


def test_three_cards_in_their_order_and_the_best_without_a_price_beside_them(site):
    import_prices(c7g_2xlarge="0.29", c7i_2xlarge="0.357", c6g_2xlarge="0.272")

    html = get(site, BATCH)

    assert [title for title, _ in picks(html)] == ["Best fit", "No rebuild", "Lowest price", "Best without a price"]
    assert "Start with one of these three" in html


def test_a_card_prices_the_learners_own_hours_and_says_where_the_figure_comes_from(site):
    card = text(part(get(site, "work=cache&memory=16&hours=12"), r'<article class="pick pick--best".*?</article>'))

    hourly = Decimal(re.search(r"\$([\d.]+) an hour × 365 hours", card)[1])
    month = Decimal(re.search(r"\$([\d.,]+) a month On-Demand, compute only", card)[1])
    assert abs(hourly * 365 - month) < Decimal("0.02")
    assert re.search(r"(list price, confirmed within its family|derived): apache-libcloud 3.9.1, 2 March 2025", card)


def test_reasons_lead_to_the_lessons_and_cards_to_the_type_with_the_same_work(site):
    card = part(get(site, BATCH), r'<article class="pick pick--best".*?</article>')

    assert re.search(r'<a href="/lessons/ec2/[a-z-]+/#s-[a-z-]+">', card)
    assert re.search(r'<a href="/ec2/types/[^/]+/\?work=batch&vcpu=8&memory=16&hours=8&stop=yes">All details', card)


def test_near_misses_and_changes_come_with_their_rule(site):
    html = get(site, BATCH)

    assert "Close, but rejected" in html
    assert "Burstable: an average of 100% is not under its baseline of 40%." in html
    changes = part(html, r"What would change this answer.*?</ul>")
    address = re.search(r'href="/ec2/\?([^"]*)">Try it', changes)[1]
    assert get(site, address)


def test_the_ways_to_pay_are_those_of_the_best_fit_or_of_the_type_that_was_picked(site):
    best = dict(picks(get(site, BATCH)))["Best fit"]

    assert f"to pay for {best}" in text(get(site, BATCH))
    assert "to pay for c7i.2xlarge" in text(get(site, f"{BATCH}&type=c7i.2xlarge"))
    assert f"to pay for {best}" in text(get(site, f"{BATCH}&type=m5.large")), "which does not fit"


def test_the_ways_to_pay_say_what_they_know(site):
    html = get(site, BATCH)
    panel = text(part(html, r'<section id="pay".*?</section>'))

    for words in (
        "Cost for one month at 243 hours.",
        "Compute only: volumes, data transfer",
        "Up to 90% off, says AWS. This data has no Spot figures.",
        "No price in this data",
        "Estimate: Range measured over AWS’s Linux list prices, 4 April 2025.",
        "71% to 137% more",
        "Whole commitment",
    ):
        assert words in panel
    assert re.search(r'<svg class="plot" role="img" aria-label="On-Demand rises from \$0 to', html)


def test_without_a_price_in_the_data_there_are_still_types_reasons_and_a_verdict(site):
    html = get(site, "work=training")

    assert picks(html)
    assert "The best that fit, without prices" in html
    assert "no type that fits as well has a price in this data" in text(html)
    assert "No price in this data" in part(html, r'class="picks".*?</article>')
    assert not re.search(r"\$0(\.0+)?\b", text(part(html, r'class="picks".*?</section>')))


def test_nothing_fits_is_told_with_a_way_on(site):
    html = get(site, "memory=90000")

    assert "Nothing fits all of it" in html
    assert "0</span> matches" in html


def test_old_prices_are_told_with_two_steps(site):
    notice = text(part(get(site), r'<div class="notice notice--warning">.*?</ol>'))

    assert re.search(r"These prices are \d+ months old", notice)
    assert "import_ec2_prices --region us-east-1 --dry-run" in notice


def test_prices_of_yesterday_are_not_called_old(site):
    import_prices(m7i_large="0.1")

    assert "months old" not in get(site)


def test_an_import_shows_at_once_though_results_are_kept(site):
    before = get(site, "way=browse&q=m7i.large")
    import_prices(m7i_large="0.5")

    after = get(site, "way=browse&q=m7i.large")

    assert "$0.1008" in before
    assert "$0.5000" in after
    assert "imported</td>" in after


def test_spot_and_its_column_appear_with_an_import(site):
    import_prices(m7i_large="0.1")
    edition = Edition.objects.create(
        region_id="us-east-1", offer=Offer.SPOT, source="AWS", published=date(2026, 11, 23), imported=True, active=True
    )
    terms = {"saving": 61, "band": "<5%"}
    Price.objects.create(edition=edition, type_id="m7i.large", os=OS.LINUX, grade=Grade.IMPORTED, terms=terms)

    html = get(site, "way=browse&q=m7i.large")

    assert ">61%, <5%</td>" in html
    assert "Spot saving" in html


def test_both_ways_hand_the_state_to_each_other(site):
    html = get(site, f"{BATCH}&region=eu-west-1&os=rhel&min_vcpu=4&sort=-memory&unit=month")
    ways = part(html, r'<nav id="ways".*?</nav>')
    address = re.search(r'href="/ec2/\?(way=browse[^"]*)"', ways)[1]

    browse = get(site, address)

    assert 'name="min_vcpu" value="4"' in browse
    assert '<option value="eu-west-1" selected>' in browse
    assert '<input type="hidden" name="work" value="batch" form="chooser">' in browse
    assert 'aria-sort="descending"><a id="sort-memory"' in browse
    assert re.search(r'href="/ec2/\?([^"]*)"', part(browse, r'<nav id="ways".*?</nav>'))[1].startswith(
        "region=eu-west-1&os=rhel&work=batch&vcpu=8&memory=16"
    )


def test_all_types_are_filtered_sorted_and_counted(site):
    html = get(site, "way=browse&family=m7g,c7i&min_vcpu=8&max_vcpu=16&sort=-memory")

    assert rows(html) == ["m7g.4xlarge", "c7i.4xlarge", "m7g.2xlarge", "c7i.2xlarge"]
    assert "4 types." in text(html)
    assert re.search(r'show=metal[^"]*#all">\d+ bare metal', get(site, "way=browse"))


def test_who_browses_may_have_one_types_prices_shown(site):
    assert 'id="pay"' not in get(site, "way=browse")
    assert "to pay for m5.large" in text(get(site, "way=browse&type=M5.large"))
    assert 'id="pay"' not in get(site, "way=browse&type=m99.large")


def test_a_missing_price_reads_so_and_comes_last(site):
    html = get(site, "way=browse&family=t8i,t3")

    assert rows(html)[-1].startswith("t8i.")
    assert "no price in this data</td>" in html
    assert "$0.0000" not in html


def test_pages_of_the_table(site):
    first, second = get(site, "way=browse"), get(site, "way=browse&page=2")

    assert len(rows(first)) == 50
    assert not set(rows(first)) & set(rows(second))
    assert 'aria-label="Page 2"' in first
    assert 'id="page-2"' in part(second, r'<a id="page-2"[^>]*aria-current="page"')


def test_the_csv_holds_exactly_what_the_table_shows(site):
    query = "way=browse&family=m7g,t8i,c7i&sort=-vcpus&unit=month&per=vcpu&region=eu-west-1"
    shown = [name for page in (1, 2) for name in rows(get(site, f"{query}&page={page}"))][:200]

    response = site.get(f"/ec2/types.csv?{query}&page=2")

    head, *lines = csv.reader(io.StringIO(response.content.decode(), newline=""))
    assert [line[0] for line in lines] == list(dict.fromkeys(shown))
    assert head[-4] == "On-Demand, a month a vCPU, US dollars, compute only"
    assert response.headers["Content-Disposition"] == 'attachment; filename="ec2-eu-west-1-linux.csv"'


def test_the_csv_of_a_workload_holds_its_matches(site):
    html = get(site, BATCH)

    lines = site.get(f"/ec2/types.csv?{BATCH}").content.decode().splitlines()

    assert f"All {len(lines) - 1} matches" in html


def test_the_comparison_carries_the_work(site):
    form = part(get(site, BATCH), r'<form id="compare".*?</form>')

    assert 'action="/ec2/compare/"' in form
    assert '<input type="hidden" name="work" value="batch">' in form
    assert 'type="checkbox" name="types" value=' in form
    assert len(re.findall(r"aria-label=\"Compare [^\"]+\" checked", form)) >= 2


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("region=mars", "region"),
        ("vcpu=-3", "vcpu"),
        ("vcpu=two", "vcpu"),
        ("memory=1e400", "memory"),
        ("hours=25", "hours"),
        ("os=dos", "os"),
        ("work=%00%ff", "work"),
        ("gpu=" + "9" * 100_000, "gpu"),
        ("way=browse&min_vcpu=x", "min_vcpu"),
        ("way=browse&family=zzz", "family"),
        ("way=browse&show=all", "show"),
        ("unit=fortnight", "unit"),
    ],
)
def test_what_cannot_be_read_has_its_message_beside_the_field(site, query, field):
    for headers in ({}, {"HX-Request": "true"}):
        html = get(site, query, 422, **headers)
        assert re.search(rf'<p class="err" id="p-{field}"[^>]*>[A-Z][^<]+\.</p>', html)


@pytest.mark.parametrize(
    "query",
    ["q=" + "x" * 10_000_000, "type=" + "%F0%9F%92%A9" * 1000, "way=sideways", "sort=;drop", "page=99999", "page=-1"],
)
def test_no_address_breaks_the_page(site, query):
    assert site.get(f"/ec2/?{query}").status_code in (200, 422)
    assert site.get(f"/ec2/types.csv?{query}").status_code == 200


def test_what_was_typed_is_shown_again(site):
    assert 'name="vcpu" value="two <b>"' in get(site, "vcpu=two <b>", 422)
    assert b"two <b>" not in site.get("/ec2/?vcpu=two <b>").content


def test_a_name_from_a_file_is_escaped(site):
    evil = InstanceType.objects.create(
        name='m9.<script>"&', vcpus=2, memory_mib=1024, architectures=["x86_64"], maker="<i>", source="a file"
    )
    Region.objects.get(pk="us-east-1").types.add(evil)
    import_prices()

    page = site.get("/ec2/?way=browse&family=m9").content.decode()

    assert "m9.&lt;script&gt;" in page
    assert "<script>&quot;" not in page
    assert "<i>" not in page


def test_htmx_is_sent_the_results_and_what_changes_beside_them(site):
    response = site.get(f"/ec2/?{BATCH}&disk=&page=1", headers={"HX-Request": "true"})
    html = response.content.decode()

    assert '<div id="results">' in html
    assert "<html" not in html
    assert '<form id="chooser"' not in html, "the fields stay, and with them the reader’s place"
    for place in ('id="stamp"', 'id="ways"', 'id="needs-count"', 'id="p-vcpu"', "innerHTML:#announcer"):
        assert place in html
    assert re.search(r"\d+ types match\. Best fit: ", html)
    assert response.headers["HX-Push-Url"] == "/ec2/?work=batch&vcpu=8&memory=16&hours=8&stop=yes"
    assert "HX-Request" in response.headers["Vary"]


def test_history_and_boosted_links_get_the_whole_page(site):
    for header in ("HX-Boosted", "HX-History-Restore-Request"):
        assert "<html" in get(site, BATCH, **{"HX-Request": "true", header: "true"})


def test_every_field_belongs_to_one_form_and_no_state_is_lost(site):
    html = get(site, f"{BATCH}&min_vcpu=4&sort=-memory&type=c7i.2xlarge")
    form = part(html, r'<form id="chooser".*?</form>')

    inside = re.findall(r' name="([^"]+)"', form)
    beside = re.findall(r'name="([^"]+)"[^>]*form="chooser"', html)
    assert {"work", "vcpu", "region", "os", "hours", "stop"} <= set(inside)
    assert set(beside) == {"q", "unit", "per", "sort", "min_vcpu", "type"}
    assert not set(inside) & set(beside)


def test_a_site_without_ec2_data_says_how_to_get_it(client):
    html = get(client)

    assert "load_ec2_snapshot" in html
    assert get(client, "way=browse")


def test_looking_writes_nothing_and_sets_no_cookie(site):
    response = site.get(f"/ec2/?{BATCH}")

    assert not response.cookies


def test_kept_results_ask_three_questions(site, django_assert_max_num_queries):
    get(site, BATCH)

    with django_assert_max_num_queries(3):
        get(site, BATCH)


def test_messages_are_never_kept(site):
    results.kept.clear()

    get(site, "vcpu=twelve", 422)

    assert "twelve" not in get(site)


@pytest.mark.slow
def test_the_page_of_the_whole_data_is_light():
    call_command("load_ec2_snapshot", stdout=io.StringIO())
    client = Client()

    for query in (BATCH, "way=browse&show=metal&show=gpu&show=previous&show=mac"):
        assert len(gzip.compress(client.get(f"/ec2/?{query}").content, 1)) < LIMIT
