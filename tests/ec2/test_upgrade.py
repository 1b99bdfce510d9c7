"""From a type that is short of something to where to move."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.reasons import Tone
from portal.ec2.offers import OS
from portal.ec2.upgrading import Short, Wish, answer, scatter
from tests.ec2.offers import make_arm, make_offer, shipped
from tests.ec2.small import stocked

HERE = make_offer("m5.large", "0.096", network_baseline_gbps=0.75)


def ask(short, *others, present=HERE, os=OS.LINUX, **said):
    offers = (present, *others)
    return answer(Wish(present, short, os, ages(each.hardware for each in offers), **said), offers)


def ask_shipped(name, short):
    return ask(short, *(offer for offer in shipped().values() if offer.name != name), present=shipped()[name])


def names(found):
    return [each.offer.name for each in found.candidates]


def said(found, number=0):
    return " ".join(reason.words for reason in found.candidates[number].reasons)


def test_short_of_memory_finds_the_shape_with_more_of_it_before_the_next_size():
    r5 = make_offer("r5.large", "0.126", memory_mib=16384)
    next_size = make_offer("m5.xlarge", "0.192", vcpus=4, memory_mib=16384)

    found = ask(Short.MEMORY, next_size, r5)

    assert names(found) == ["r5.large", "m5.xlarge"]
    assert said(found).startswith("16 GiB of memory, twice as much.")
    assert found.words == ("r5.large is the first to look at: it costs 31% more than m5.large.",)
    assert found.candidates[0].more == Decimal("0.030")


def test_nothing_is_taken_away():
    less_cpu = make_offer("r6i.medium", "0.06", vcpus=1, memory_mib=16384)
    less_memory = make_offer("c5.xlarge", "0.17", vcpus=4, memory_mib=4096)

    assert names(ask(Short.MEMORY, less_cpu)) == []
    assert names(ask(Short.CPU, less_memory)) == []


def test_short_of_cpu_on_a_burstable_type_leads_to_one_that_keeps_it_up():
    t3 = make_offer("t3.large", "0.0832", burstable=True)
    m6a = make_offer("m6a.large", "0.0864")

    found = ask(Short.CPU, m6a, present=t3)

    assert names(found) == ["m6a.large"]
    assert "All of its 2 vCPU all day, where t3.large keeps up 30% of each." in said(found)


def test_short_of_cpu_never_leads_to_a_baseline_nobody_knows():
    assert names(ask(Short.CPU, make_offer("t8i.2xlarge", "0.1", burstable=True, vcpus=8, memory_mib=32768))) == []


def test_short_of_network_looks_at_what_is_kept_up():
    only_bursts = make_offer("m6i.large", "0.1", network_baseline_gbps=0.78, network_peak_gbps=12.5)
    keeps_up = make_offer("m5n.large", "0.119", network_baseline_gbps=2.1, network_peak_gbps=25.0)
    unknown = make_offer("m4.large", "0.1")

    assert names(ask(Short.NETWORK, only_bursts, keeps_up, unknown)) == ["m5n.large"]


def test_short_of_money_finds_only_what_costs_less():
    found = ask(Short.MONEY, make_arm("m7g.large", "0.0816"), make_offer("m7i.large", "0.1008"))

    assert names(found) == ["m7g.large"]
    assert found.candidates[0].more == Decimal("-0.0144")
    assert "you need images built for arm64" in said(found)


def test_short_of_money_with_nothing_cheaper_points_to_other_ways_to_pay():
    assert "other ways to pay" in ask(Short.MONEY, make_offer("m7i.large", "0.1008")).words[0]


def test_short_of_money_without_a_price_says_that_nothing_can_be_told():
    assert "no price for m5.large" in ask(Short.MONEY, make_arm(), present=replace(HERE, on_demand=None)).words[0]


T3 = make_offer("t3.large", "0.0832", burstable=True)


def test_burstable_types_save_money_only_for_who_has_measured():
    assert names(ask(Short.MONEY, T3)) == []
    assert names(ask(Short.MONEY, T3, cpu=Decimal(40))) == []
    assert names(ask(Short.MONEY, T3, cpu=Decimal(10))) == ["t3.large"]


def test_who_has_not_measured_is_told_what_an_idle_cpu_would_save():
    told = ask(Short.MONEY, T3, make_offer("m6a.large", "0.0864")).words[-1]

    assert told.startswith("If its CPU stays under 30% on average, t3.large would do for 13% less.")


def test_burstable_types_warn():
    found = ask(Short.MONEY, T3, cpu=Decimal(10))

    warnings = [reason.words for reason in found.candidates[0].reasons if reason.tone is Tone.WARNING]
    assert "Burstable: it keeps up 30% of each vCPU." in warnings


def test_arm_can_be_ruled_out_and_windows_rules_it_out():
    arm = make_arm("r7g.large", "0.107", memory_mib=16384)

    assert names(ask(Short.MEMORY, arm)) == ["r7g.large"]
    assert names(ask(Short.MEMORY, arm, arm=False)) == []
    assert names(ask(Short.MEMORY, arm, os=OS.WINDOWS)) == []


def test_who_cannot_build_for_arm_is_told_the_other_one():
    arm = make_arm("r7g.large", "0.107", memory_mib=16384)
    x86 = make_offer("r7i.large", "0.13", memory_mib=16384)

    assert ask(Short.MEMORY, arm, x86).words[1] == "If nobody can build new images, take r7i.large."


def test_what_has_no_price_comes_last_and_is_no_bargain():
    unpriced = make_offer("r8i.large", None, memory_mib=16384)
    priced = make_offer("r5.large", "0.126", memory_mib=16384)

    found = ask(Short.MEMORY, unpriced, priced)

    assert names(found) == ["r5.large", "r8i.large"]
    assert found.candidates[1].more is None
    assert names(ask(Short.MONEY, make_offer("m8i.large", None))) == []


def test_a_lost_disk_and_a_slower_network_are_told():
    m5d = make_offer("m5d.large", "0.113", disk_gb=75, network_baseline_gbps=0.75)
    r5 = make_offer("r5.large", "0.126", memory_mib=16384, network_baseline_gbps=0.5)

    text = said(ask(Short.MEMORY, r5, present=m5d))

    assert "It has no local disk; m5d.large has 75 GB." in text
    assert "It keeps up less network than now." in text


def test_a_type_that_keeps_the_disk_comes_before_a_slightly_cheaper_one():
    m5d = make_offer("m5d.large", "0.113", disk_gb=75)
    with_disk = make_offer("m6id.large", "0.110", disk_gb=118)

    assert names(ask(Short.MONEY, make_offer("m6i.large", "0.105"), with_disk, present=m5d))[0] == "m6id.large"


def test_chips_are_kept_and_not_given_to_who_has_none():
    g5 = make_offer("g5.xlarge", "1.006", vcpus=4, memory_mib=16384, gpus=1, gpu_name="NVIDIA A10G")
    g5_more = make_offer("g5.2xlarge", "1.212", vcpus=8, memory_mib=32768, gpus=1, gpu_name="NVIDIA A10G")
    r5 = make_offer("r5.xlarge", "0.252", vcpus=4, memory_mib=32768)

    assert names(ask(Short.MEMORY, g5_more, r5, present=g5)) == ["g5.2xlarge"]
    assert names(ask(Short.MEMORY, g5_more)) == []


def test_metal_and_macs_are_no_next_step():
    metal = make_offer("r5.metal", "0.2", memory_mib=16384, bare_metal=True)

    assert names(ask(Short.MEMORY, metal)) == []


def test_the_next_size_of_the_family_is_always_shown_on_the_shipped_data():
    found = ask_shipped("m5.large", Short.MEMORY)

    assert "m5.xlarge" in names(found)
    assert len(found.candidates) == 8
    assert names(found)[0].startswith("r")


def test_the_picture_shows_where_you_are_and_every_priced_candidate():
    found = ask_shipped("t3.large", Short.CPU)
    drawn = scatter(found)

    numbers = {number for mark in drawn.marks for number in mark.label.split(", ")}
    priced = {str(number) for number, each in enumerate(found.candidates, 1) if each.offer.on_demand}
    assert numbers == priced
    for mark in (drawn.you, *drawn.marks, *drawn.cloud):
        assert 11 <= mark.x <= 100
        assert 0 <= mark.y <= 84
    assert drawn.across[0].label == "$0"
    assert "t3.large, where you are" in drawn.alt


def test_numbers_do_not_write_over_each_other():
    near = [
        make_offer(f"r5{letter}.large", f"0.1{number}", memory_mib=16384) for number, letter in enumerate("abdn", 20)
    ]
    drawn = scatter(ask(Short.MEMORY, *near))

    for one in drawn.marks:
        for other in drawn.marks:
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2
            assert one is other or apart or one.dy != other.dy


def test_the_numbers_in_the_text_are_those_of_the_list():
    unpriced = make_offer("r8i.large", None, memory_mib=16384)
    drawn = scatter(ask(Short.MEMORY, make_offer("r5.large", "0.126", memory_mib=16384), unpriced))

    assert "1 r5.large" in drawn.alt
    assert "r8i.large" not in drawn.alt


def test_without_prices_there_is_nothing_to_draw():
    assert scatter(ask(Short.MEMORY, make_offer("r8i.large", None, memory_mib=16384))) is None
    assert scatter(ask(Short.MEMORY, present=replace(HERE, on_demand=None))) is None


@pytest.fixture
def site(db):
    stocked()


def test_the_page_answers_and_keeps_the_work(client, site):
    page = client.get("/ec2/upgrade/?type=m5.large&short=memory&hours=8").content.decode()

    assert "You are here" in page
    assert "Where to move from m5.large" in page
    assert "at your 243 hours a month" in page
    assert "Compute only" in page
    assert '<input type="hidden" name="hours" value="8">' in page
    assert "/ec2/compare/?types=m5.large,r" in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 200, "Show where to move"),
        ("?type=m5.larg", 422, "m5.large"),
        ("?type=m5.large&short=patience", 422, "Choose one of the list."),
        (f"?type={'9' * 9000}", 422, "offers no type of this name"),
        ("?type=m5.large&short=cpu&region=mars&arm=maybe", 200, "could not be read"),
        ("?type=m5.large&short=money&cpu=lots", 200, "Enter a number from 0 to 100"),
        ("?type=u-6tb1.112xlarge&short=memory", 200, "takes nothing away"),
        ("?type=p5.48xlarge&short=money", 200, "no price for p5.48xlarge"),
    ],
)
def test_what_somebody_typed_is_answered_in_words(client, site, query, status, words):
    response = client.get(f"/ec2/upgrade/{query}")

    assert response.status_code == status
    assert words in response.content.decode()


def test_a_site_without_data_stands(client, db):
    assert client.get("/ec2/upgrade/?type=m5.large").status_code == 422
