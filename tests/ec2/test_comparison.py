"""Types side by side: what differs, what is best, and a page that never fails on what somebody typed."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.needs import needs
from portal.ec2.comparison import asked_names, compare, counts, only_differences
from portal.ec2.inshort import in_short
from portal.ec2.offers import OS, Commitment, Figure, Grade, Kind, Payment, Rate, Source, Spot
from portal.ec2.workload import Workload
from tests.ec2.offers import PRICE_LIST, make_arm, make_offer
from tests.ec2.small import stocked

INTEL = make_offer("c7i.2xlarge", "0.357", vcpus=8, cores=4, memory_mib=16384)
ARM = make_arm("c7g.2xlarge", "0.29", vcpus=8, cores=8, memory_mib=16384)
UNPRICED = make_offer("c8i.2xlarge", None, vcpus=8, cores=4, memory_mib=16384)
BURSTABLE = make_offer("t3.xlarge", "0.1664", vcpus=4, cores=2, memory_mib=16384, burstable=True)


def wanted(*offers, **said):
    return needs(Workload(**said), ages(each.hardware for each in offers))


def line(title, *offers, **said):
    found = [each for section in compare(offers, wanted(*offers, **said)) for each in section.lines]
    return next(each for each in found if each.title == title)


def words(*offers, **said):
    return " ".join(in_short(offers, wanted(*offers, **said)))


def test_a_month_is_that_of_the_learners_hours():
    cells = line("On-Demand", INTEL, ARM, hours=Decimal(12)).cells

    assert [cell.text for cell in cells] == ["$130.31", "$105.85"]


def test_the_cheapest_is_best_and_only_that():
    assert [cell.best for cell in line("On-Demand", INTEL, ARM).cells] == [False, True]


def test_nothing_is_best_where_all_are_alike():
    assert not any(cell.best for cell in line("vCPU", INTEL, ARM).cells)
    assert not line("vCPU", INTEL, ARM).differs


def test_two_that_share_the_best_are_both_marked():
    more = replace(ARM, hardware=replace(ARM.hardware, name="c6g.2xlarge"))

    assert [cell.best for cell in line("On-Demand", INTEL, ARM, more).cells] == [False, True, True]


def test_a_price_that_is_missing_is_said_and_never_best():
    cells = line("On-Demand", UNPRICED, INTEL, ARM).cells

    assert cells[0].text == "No price in this data"
    assert [cell.best for cell in cells] == [False, False, True]


def test_estimates_are_not_ranked():
    cells = line("Savings Plan, 1 year", INTEL, ARM).cells

    assert " to " in cells[0].text
    assert not any(cell.best for cell in cells)


def test_imported_plans_are_exact_and_ranked():
    plan = Commitment(Kind.INSTANCE, 1, Payment.NONE)
    offers = [
        replace(each, commitments={plan: Rate(Decimal(0), Decimal(hourly), Grade.IMPORTED, PRICE_LIST)})
        for each, hourly in ((INTEL, "0.22"), (ARM, "0.18"))
    ]

    cells = line("Savings Plan, 1 year", *offers).cells

    assert [cell.text for cell in cells] == ["$160.60", "$131.40"]
    assert [cell.best for cell in cells] == [False, True]
    assert cells[1].note == "Pays off above 453 hours"


def test_spot_has_a_line_only_where_there_are_figures():
    titles = [each.title for section in compare([INTEL, ARM], wanted(INTEL, ARM)) for each in section.lines]
    assert "Spot" not in titles

    spot = replace(ARM, spot=Spot(61, "<5%", PRICE_LIST))
    assert line("Spot", INTEL, spot).cells[1].note.startswith("61% less")


def test_what_all_figures_have_in_common_is_said_once():
    other = replace(ARM, on_demand=replace(ARM.on_demand, grade=Grade.DERIVED))

    same, mixed = line("On-Demand", INTEL, ARM), line("On-Demand", INTEL, other)

    assert same.origin == "imported: AWS price list, 1 November 2026"
    assert [cell.note for cell in same.cells] == ["", ""]
    assert mixed.origin == "AWS price list, 1 November 2026"
    assert [cell.note for cell in mixed.cells] == ["imported", "derived"]


def test_a_price_that_was_cut_since_is_marked():
    old = Figure(Decimal("98.32"), Grade.IMPORTED, Source("an old list", datetime.date(2025, 4, 1)))
    p5 = replace(make_offer("p5.48xlarge", "98.32", vcpus=192, gpus=8), on_demand=old)

    assert "AWS has cut this price since" in line("On-Demand", p5, INTEL).cells[0].note


def test_a_vcpu_is_not_a_core():
    cells = line("Cores", INTEL, ARM).cells

    assert [(cell.text, cell.note) for cell in cells] == [("4", "Two vCPUs share a core"), ("8", "Each vCPU is a core")]


def test_up_to_is_a_burst_and_the_baseline_decides():
    steady = make_offer("m5n.large", "0.119", network_baseline_gbps=2.1, network_peak_gbps=25.0)
    bursts = make_offer("m7i.large", "0.1", network_baseline_gbps=0.781, network_peak_gbps=12.5)

    cells = line("Network", steady, bursts).cells

    assert [cell.text for cell in cells] == ["2.1 Gbps", "0.78 Gbps"]
    assert cells[1].note == "Bursts to 12.5"
    assert cells[0].best


def test_a_baseline_nobody_knows_is_unknown():
    t8i = make_offer("t8i.small", None, burstable=True)

    assert line("CPU all day", t8i, INTEL).cells[0].text == "Unknown"


def test_needs_that_a_type_does_not_meet_are_told():
    cells = line("Your needs", INTEL, BURSTABLE, vcpus=8, memory=Decimal(16)).cells

    assert cells[0].text == "Met"
    assert (cells[1].text, cells[1].note) == ("Not met", "It has 4 vCPU, and the work needs 8.")


def test_windows_does_not_run_on_graviton():
    assert line("Your x86 build", INTEL, ARM, os=OS.WINDOWS).cells[1].text == "Does not run"


def test_only_lines_that_differ_can_be_shown():
    sections = compare([INTEL, ARM], wanted(INTEL, ARM))
    fewer = only_differences(sections)

    assert all(each.differs for section in fewer for each in section.lines)
    assert counts(fewer)["lines"] == counts(sections)["differing"]


def test_in_short_weighs_a_build_for_arm():
    assert words(INTEL, ARM) == (
        "If your software builds for Arm, take c7g.2xlarge: it costs 19% less than c7i.2xlarge for the same vCPU and "
        "memory. If it does not, c7i.2xlarge needs no change at all."
    )


def test_in_short_knows_that_the_software_runs_on_arm():
    assert words(INTEL, ARM, arm=True).startswith("c7g.2xlarge costs least: 19% less than c7i.2xlarge")


def test_in_short_says_what_less_money_does_not_buy():
    text = words(INTEL, BURSTABLE, cpu=Decimal(50))

    assert "t3.xlarge costs least: 53% less than c7i.2xlarge, with half the vCPU." in text
    assert "it keeps up 40% of each vCPU, then spends credits. Your 50% is over it." in text


def test_in_short_compares_by_the_vcpu():
    large = make_offer("m5.large", "0.096")
    big = make_offer("c5.2xlarge", "0.34", vcpus=8)

    assert "By the vCPU c5.2xlarge is cheaper, if you can use all 8 of them." in words(large, big)


def test_in_short_names_what_has_no_price():
    assert "no price for c8i.2xlarge, so that cannot be compared on money." in words(UNPRICED, INTEL, ARM)
    assert "no price for any of them" in words(UNPRICED, replace(UNPRICED, hardware=INTEL.hardware))


def test_names_come_one_by_one_or_with_commas_each_once():
    assert asked_names(["m5.large", "C7G.2xlarge, m5.large", ""]) == ("m5.large", "c7g.2xlarge")


@pytest.fixture
def site(db):
    stocked()


def test_both_ways_to_write_an_address_show_the_same(client, site):
    one = client.get("/ec2/compare/?types=c7g.2xlarge&types=c7i.2xlarge").content.decode()
    other = client.get("/ec2/compare/?types=c7g.2xlarge,c7i.2xlarge").content.decode()

    assert "<h1>Two types, side by side</h1>" in one
    assert [part for part in one.splitlines() if 'name="back"' not in part] == [
        part for part in other.splitlines() if 'name="back"' not in part
    ]


def test_the_work_is_carried_through(client, site):
    page = client.get("/ec2/compare/?types=m5.large,m7i.large&hours=8&work=batch").content.decode()

    assert "For batch work, 243 hours a month, Linux in US East (N. Virginia)." in page
    assert '/ec2/?work=batch&amp;hours=8"' in page
    assert "/ec2/types/m5.large/?work=batch&amp;hours=8" in page
    assert "Compute only" in page


def test_the_advisors_cards_are_named_only_for_work_that_was_described(client, site):
    plain = client.get("/ec2/compare/?types=c7g.2xlarge,c7i.2xlarge").content.decode()
    told = client.get("/ec2/compare/?types=c7g.2xlarge,c7i.2xlarge&work=batch&vcpu=8&memory=16").content.decode()

    assert "Best fit" not in plain
    assert "Best fit" in told


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 200, "Two to four types"),
        ("?types=m5.large", 422, "One type cannot be compared"),
        ("?types=m5.large,m7i.large,m7g.large,c7g.large,c7i.large", 422, "At most four types"),
        ("?types=m5.large,m5.larg", 404, "m5.large</a>"),
        ("?types=m5.large,%00%F0", 404, "No type is called"),
        (f"?types={'x' * 5000}", 404, "No type is called"),
        ("?types=m5.large,p5.48xlarge&region=eu-west-1", 404, "Europe (Ireland) does not offer"),
        ("?types=m5.large,m7i.large&region=mars&hours=-1&memory=wrong", 200, "could not be read"),
    ],
)
def test_what_somebody_typed_is_answered_in_words(client, site, query, status, words):
    response = client.get(f"/ec2/compare/{query}")

    assert response.status_code == status
    assert words in response.content.decode()
    assert 'name="types"' in response.content.decode()


def test_two_types_cost_as_many_queries_as_four(client, site, django_assert_num_queries):
    client.get("/ec2/compare/?types=m5.large,m7i.large")

    for types in ("m5.large,m7i.large", "m5.large,m7i.large,m7g.large,c7g.large"):
        with django_assert_num_queries(2):
            client.get(f"/ec2/compare/?types={types}")


def test_a_site_without_ec2_data_says_so_and_stands(client, db):
    assert client.get("/ec2/compare/?types=m5.large,m7i.large").status_code == 404
