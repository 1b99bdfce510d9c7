import pytest

from portal.search.spelling import Speller, slips

WORDS = {
    "elasticity": 3,
    "elastic": 9,
    "instance": 20,
    "instances": 4,
    "queue": 6,
    "balancer": 2,
    "lambda": 1,
    "spot": 5,
    "spots": 1,
}


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("", "", 0),
        ("spot", "spot", 0),
        ("spot", "spto", 1),
        ("spot", "sot", 1),
        ("spot", "spoot", 1),
        ("spot", "spit", 1),
        ("abc", "xyz", 3),
    ],
)
def test_slips_are_counted_with_swaps_as_one(one, other, number):
    assert slips(one, other) == number
    assert slips(other, one) == number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("elastisity", "elasticity"),
        ("elasitcity", "elasticity"),
        ("instnace", "instance"),
        ("intance", "instance"),
        ("qeue", "queue"),
        ("queu", "queue"),
        ("queuee", "queue"),
        ("balancr", "balancer"),
        ("balnacer", "balancer"),
        ("lamda", "lambda"),
        ("labmda", "lambda"),
        ("psot", "spot"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert Speller(WORDS).nearest(typed) == meant


@pytest.mark.parametrize("typed", ["xylophone", "zz", "sqs", "kubernetes"])
def test_what_is_too_far_stays(typed):
    assert Speller(WORDS).nearest(typed) is None


def test_of_two_equally_near_words_the_frequent_one_is_taken():
    assert Speller({"cat": 1, "cut": 7}).nearest("cot") == "cut"
