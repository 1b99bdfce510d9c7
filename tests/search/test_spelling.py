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
    assert slips(one, other, 3) == number
    assert slips(other, one, 3) == number


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


@pytest.mark.parametrize("name", ["m7g", "ec3", "t3"])
def test_short_names_with_digits_are_left_alone(name):
    assert Speller({"m6g": 3, "ec2": 9, "ecs": 2, "t4": 1}).nearest(name) is None


def test_words_run_together_are_parted_where_both_are_known():
    assert Speller({"auto": 3, "scaling": 4, "load": 2}).nearest("autoscaling") == "auto scaling"
    assert Speller({"auto": 3}).nearest("autoscaling") is None


def test_the_second_of_two_run_together_may_be_begun():
    assert Speller({"auto": 3, "scaling": 4}).nearest("autosca") == "auto sca"
    assert Speller({"auto": 3, "scaling": 4}).nearest("autosky") is None


def test_beginnings_are_completed_by_the_most_frequent_words():
    speller = Speller(WORDS)

    assert speller.completions("insta") == ["instance", "instances"]
    assert speller.completions("sp") == ["spot", "spots"]
    assert speller.completions("xy") == []


def test_accents_and_capitals_do_not_matter():
    speller = Speller({"cafe": 1})

    assert speller.knows("Café")
    assert speller.nearest("CÁFFE") == "cafe"


def test_beyond_the_limit_the_number_of_slips_is_only_too_large():
    assert slips("abcdefgh", "stuvwxyz", 2) > 2
