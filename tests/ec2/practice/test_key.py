"""What is right in a case: the three cards, what pays for them, and why another type is none of them."""

import json

from portal.ec2 import cases, shipped
from portal.ec2.advisor import advise
from portal.ec2.practice.key import against, solve
from portal.ec2.purchase import verdict

WEB = cases.read("work=web&vcpu=2&memory=8&cpu=50&arm=no")
NIGHT = cases.read("work=batch&vcpu=4&memory=8&hours=6&stop=yes&redo=15")


def test_the_types_are_those_of_the_advisors_cards():
    advice = advise(WEB, shipped.offers(WEB.region, WEB.os))

    key = solve(WEB)

    assert [fit.type for fit in key.fits] == list(dict.fromkeys(card.offer.name for card in advice.cards))
    assert [role for fit in key.fits for role in fit.roles] == ["best fit", "no rebuild", "lowest price"]
    assert key.complete


def test_a_type_with_two_roles_is_told_once_with_the_reasons_of_both():
    key = solve(cases.read("work=web&vcpu=2&memory=4&load=spiky&cpu=8&arm=no"))
    best = key.fits[0]

    assert best.roles == ("best fit", "lowest price")
    assert any(words.startswith("Nothing that fits") for words in best.why)
    assert any(words.startswith("Exact fit") for words in best.why)
    assert len(best.why) == len(set(best.why))
    assert key.complete


def test_the_way_to_pay_is_the_verdicts():
    offer = shipped.offers(NIGHT.region, NIGHT.os)[solve(NIGHT).fits[0].type]

    assert solve(NIGHT).pay == verdict(offer, NIGHT.usage, NIGHT.os).label == "Spot"
    assert {fit.ways for fit in solve(NIGHT).fits} == {("spot",)}


def test_a_savings_plan_and_a_reserved_instance_are_both_right_where_one_is():
    assert {fit.ways for fit in solve(WEB).fits} == {("plan", "reserved")}


def test_short_hours_are_paid_on_demand():
    short = cases.read("work=web&vcpu=2&memory=8&cpu=50&hours=8&days=5")

    assert {fit.ways for fit in solve(short).fits} == {("on-demand",)}


def test_against_a_type_stand_the_rules_that_reject_it():
    assert against(WEB, "m7g.large") == "An Arm processor, and your software does not run on Arm."
    assert "4 GiB" in against(WEB, "c7i.large")
    assert "baseline of 30%" in against(WEB, "t3.large")


def test_against_a_type_that_fits_stands_its_place_and_its_price():
    words = against(WEB, "m6i.large")

    assert words.startswith("It would do the work. Of ")
    assert "by size, generation and price: an hour of it costs" in words


def test_nothing_stands_against_one_of_the_three():
    assert {against(WEB, fit.type) for fit in solve(WEB).fits} == {""}


def test_it_reads_back_from_json_as_it_was_stored():
    dumped = solve(WEB).dump()

    assert json.loads(json.dumps(dumped)) == dumped


def test_a_workload_that_nothing_fits_is_not_complete():
    impossible = cases.read("memory=90000")

    assert solve(impossible).fits == ()
    assert not solve(impossible).complete
