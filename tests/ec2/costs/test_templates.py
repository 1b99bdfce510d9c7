"""Every template: the same question from the same seed, an answer that is right, and a tempting one that is not."""

import re
from decimal import Decimal

import pytest

from portal.ec2 import shipped
from portal.ec2.costs import TEMPLATES
from portal.ec2.costs.asked import is_right
from portal.ec2.costs.draw import Draw
from portal.ec2.money import HOURS_A_MONTH
from portal.ec2.offers import OS

NAMES = sorted(TEMPLATES)
SEEDS = range(1, 60)
PRICE = re.compile(r"\$([\d,]+\.\d+)")


def asked(name, seed):
    return TEMPLATES[name].asked(seed)


def numbers(text):
    return [Decimal(each.replace(",", "")) for each in PRICE.findall(text)]


def right(question, said):
    return is_right(question.dump(), str(said))


def test_there_are_nine():
    assert len(TEMPLATES) == 9


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_makes_the_same_question_every_time(name):
    assert [asked(name, seed) for seed in SEEDS] == [asked(name, seed) for seed in SEEDS]


@pytest.mark.parametrize("name", NAMES)
def test_other_seeds_make_other_questions(name):
    assert len({asked(name, seed).text + str(asked(name, seed).choices) for seed in SEEDS}) > 40


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_its_answer_is_right_and_the_solution_ends_with_it(name, seed):
    question = asked(name, seed)

    assert right(question, question.answer)
    assert len(question.worked) >= 2
    if question.choices:
        assert question.answer in dict(question.choices)
        assert len(dict(question.choices)) == len(question.choices) > 1
    else:
        assert Decimal(question.answer) > 0
        assert not right(question, Decimal(question.answer) * Decimal("1.03"))


@pytest.mark.parametrize("name", ["schedule", "nights", "credits"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_month_of_720_hours_is_outside_the_tolerance(name, seed):
    question = asked(name, seed)

    assert not right(question, (Decimal(question.answer) * 720 / HOURS_A_MONTH).quantize(Decimal("0.01")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_schedule_can_be_reckoned_from_the_text_alone(seed):
    question = asked("schedule", seed)
    (rate,) = numbers(question.text)
    hours, days = map(int, re.search(r"runs (\d+) hours a day on (\d) days", question.text).groups())

    assert right(question, (rate * HOURS_A_MONTH * hours * days / 168).quantize(Decimal("0.01")))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_surplus_counts_for_every_vcpu(seed):
    question = asked("credits", seed)
    hourly, rate = numbers(question.text)
    vcpus = int(re.search(r"with (\d) vCPUs", question.text)[1])
    average, share = map(Decimal, re.findall(r"([\d.]+)%", question.text))
    surplus = (average - share) / 100 * rate

    assert right(question, ((hourly + vcpus * surplus) * HOURS_A_MONTH).quantize(Decimal("0.01")))
    assert not right(question, ((hourly + surplus) * HOURS_A_MONTH).quantize(Decimal("0.01")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_commitment_is_counted_in_the_plans_dollars(seed):
    question = asked("plan-size", seed)
    (rate,) = numbers(question.text)
    quiet, off = map(int, re.search(r"and (\d+) at night\. A Savings Plan would take (\d+)%", question.text).groups())

    assert right(question, (rate * quiet * (100 - off) / 100).quantize(Decimal("0.01")))
    assert not right(question, (rate * quiet).quantize(Decimal("0.01")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_break_even_is_the_plans_month_in_on_demand_hours(seed):
    question = asked("break-even", seed)
    hourly, rate = numbers(question.text)

    assert right(question, (rate * HOURS_A_MONTH / hourly).quantize(Decimal(1)))
    assert 416 <= Decimal(question.answer) <= 577  # between 43 and 21 % off


@pytest.mark.parametrize("seed", SEEDS)
def test_an_hour_of_a_plan_bills_the_commitment_and_what_it_does_not_cover(seed):
    question = asked("plan-hour", seed)
    hourly, rate, commitment = numbers(question.text)
    running = int(re.search(r"in this hour (\d+) of them", question.text)[1])
    more = max(Decimal(0), running - commitment / rate)

    assert right(question, (commitment + more * hourly).quantize(Decimal("0.01")))
    assert not right(question, (running * rate).quantize(Decimal("0.01")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_licence_is_a_share_of_the_windows_price(seed):
    question = asked("licence", seed)
    linux, windows = numbers(question.text)

    assert right(question, ((windows - linux) / windows * 100).quantize(Decimal("0.1")))
    assert not right(question, ((windows - linux) / linux * 100).quantize(Decimal("0.1")))


@pytest.mark.parametrize("seed", SEEDS)
def test_work_that_ends_is_compared_to_its_end(seed):
    question = asked("ending", seed)
    hourly, rate = numbers(question.text)
    months = int(re.search(r"for (\d+) months", question.text)[1])

    assert question.answer == ("on-demand" if hourly * months < rate * 12 else "commitment")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_unit_is_clearly_cheapest(seed):
    question = asked("unit-price", seed)
    unit = "GiB" if "memory cheapest" in question.text else "vCPU"
    prices = {}
    for name, label in question.choices:
        (price,) = numbers(label)
        prices[name] = price / Decimal(re.search(rf"(\d+) {unit}", label)[1].replace(",", ""))
    best, second, _ = sorted(prices.values())

    assert prices[question.answer] == best
    assert second > best * Decimal("1.02")


def test_both_ends_come_up():
    assert {asked("ending", seed).answer for seed in SEEDS} == {"on-demand", "commitment"}
    assert len({asked("unit-price", seed).answer.split(".")[0] for seed in SEEDS}) > 4


def test_every_price_is_one_of_the_shipped_data():
    texts = [asked("schedule", seed).text for seed in SEEDS]
    regions = {name: code for code, name in shipped.regions().items()}
    for text in texts:
        name, price, region = re.match(
            r"An? (\S+) costs \$([\d.]+) an hour On-Demand in (.+?)\. It runs", text
        ).groups()

        assert shipped.offers(regions[region], OS.LINUX)[name].on_demand.hourly == Decimal(price)


def test_a_draw_depends_on_its_seed_alone():
    def some():
        draw = Draw("schedule:1")
        return [draw.number(1, 6), draw.of("abc"), *draw.some(range(9), 3)]

    assert some() == some()
    assert {Draw(str(seed)).number(1, 6) for seed in range(60)} == set(range(1, 7))
    assert len(set(Draw("x").some(range(9), 9))) == 9
