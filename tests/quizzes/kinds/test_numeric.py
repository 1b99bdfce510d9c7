from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.quizzes.kinds.reading import again, errors, given, good, read

CONTENT = good("numeric", "{answer: 40, tolerance: 0.5, unit: machine hours}")
NUMBERS = st.decimals(-10_000, 10_000, places=3)


@pytest.mark.parametrize(
    "text", ["{answer: 40}", "{answer: -0.25, tolerance: 0.001, unit: USD}", "{answer: 0}", "{answer: 1.50}"]
)
def test_it_reads_back_what_it_dumps(text):
    content = good("numeric", text)

    assert again(content) == content
    assert content.right(content.key())


@drawn(st.decimals(-1_000_000, 1_000_000, places=4), st.decimals(0, 100, places=2))
def test_any_number_reads_back(answer, tolerance):
    content = good("numeric", f"{{answer: {answer:f}, tolerance: {tolerance:f}}}")

    assert again(content) == content
    assert content.right(content.key())
    assert errors(content.form(content.key())) is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("unit: USD", ["quiz.yaml:1: “answer” is missing"]),
        ("answer: forty", ["quiz.yaml:1: “answer” must be a number"]),
        ("answer: true", ["quiz.yaml:1: “answer” must be a number"]),
        ("answer: .inf", ["quiz.yaml:1: “answer” must be a number"]),
        ("answer: .nan", ["quiz.yaml:1: “answer” must be a number"]),
        ("answer: 1\ntolerance: .nan", ["quiz.yaml:2: “tolerance” must be a number"]),
        ("answer: 1\ntolerance: -1", ["quiz.yaml:2: “tolerance” must not be negative"]),
        ("answer: 1\nunit: 7", ["quiz.yaml:2: “unit” must be text: put 7 between quotes"]),
        ("answer: 1234567890123456", ["quiz.yaml:1: “answer” has more figures than a learner can type"]),
        ("answer: 0.00000000001", ["quiz.yaml:1: “answer” has more figures than a learner can type"]),
    ],
)
def test_mistakes_are_told_with_their_line(text, problems):
    assert read("numeric", text)[1] == problems


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ["Write a number first."]),
        ("forty", ["Use digits only, such as 12 or 12.5."]),
        ("4e1", ["Use digits only, such as 12 or 12.5."]),
        ("1_000", ["Use digits only, such as 12 or 12.5."]),
        ("٤٠", ["Use digits only, such as 12 or 12.5."]),
        ("4²", ["Use digits only, such as 12 or 12.5."]),
        ("40 USD", ["Use digits only, such as 12 or 12.5."]),
        ("9" * 20, ["Use digits only, such as 12 or 12.5."]),
        ("--4", ["Use digits only, such as 12 or 12.5."]),
        ("NaN", ["Use digits only, such as 12 or 12.5."]),
        ("1,000", ["Write a point for decimals and nothing between thousands: 1000 or 1.000?"]),
        ("1,234,567", ["Write a point for decimals and nothing between thousands: 1234567?"]),
        ("x" * 41, ["Use at most 40 characters."]),
    ],
)
def test_the_form_says_what_is_wrong(typed, told):
    assert errors(CONTENT.form({"number": typed})) == told


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("40", "40"),
        (" 40 ", "40"),
        ("40,25", "40.25"),
        ("+40", "+40"),
        ("−40", "-40"),
        ("1 000", "1000"),
        ("40 machine hours", "40"),
        ("40machinehours", "40"),
        ("0,500", "0.500"),
        ("12,5", "12.5"),
        ("1234,567", "1234.567"),
    ],
)
def test_comma_point_spaces_and_the_unit_are_understood(typed, stored):
    assert given(CONTENT, number=typed) == {"number": stored}


@drawn(NUMBERS, NUMBERS, st.decimals(0, 100, places=3))
def test_right_means_within_the_tolerance(answer, typed, tolerance):
    content = good("numeric", f"{{answer: {answer:f}, tolerance: {tolerance:f}}}")

    assert content.right({"number": f"{typed:f}"}) == (abs(typed - answer) <= tolerance)


@pytest.mark.parametrize(("typed", "right"), [("39.5", True), ("40.5", True), ("39.4999", False), ("40.5001", False)])
def test_the_bounds_belong_to_it(typed, right):
    assert CONTENT.right({"number": typed}) == right


def test_tenths_are_exact():
    assert good("numeric", "{answer: 0.3, tolerance: 0.1}").right({"number": "0.4"})
    assert good("numeric", "{answer: 7.59, tolerance: 0.01}").right({"number": "7.58"})


def test_nothing_is_wrong():
    assert not CONTENT.right({})
    assert not good("numeric", "{answer: 0, tolerance: 5}").right({})


def test_the_view_before_the_answer_holds_only_unit_and_limit():
    assert CONTENT.view({}, "seed", None) == {"unit": "machine hours", "limit": 40}


def test_the_view_after_the_answer():
    assert CONTENT.view({}, "seed", {"number": "41"}) == {
        "unit": "machine hours",
        "mine": "41",
        "right": 40,
        "tolerance": 0.5,
        "hit": False,
    }
    assert good("numeric", "{answer: 1}").view({}, "seed", {})["tolerance"] == ""


def test_what_was_picked_and_said():
    assert CONTENT.picks({"number": "41"}) == ["41"]
    assert CONTENT.picks({}) == []
    assert CONTENT.say({}, {"number": "41"}) == "41 machine hours"
    assert CONTENT.key() == {"number": "40"}
    assert CONTENT.contrast_key() == "40"
    assert CONTENT.answer == Decimal(40)
