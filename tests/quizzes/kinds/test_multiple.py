import pytest
from django.http import QueryDict
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.quizzes.kinds.reading import again, errors, good, html_of, read

IDS = ["bucket", "list", "disk", "memory"]


def written(rights):
    lines = [
        f"  - {{id: {id}, text: The {id}, why: Why {id}{', correct: true' if id in rights else ''}}}" for id in IDS
    ]
    return "choices:\n" + "\n".join(lines)


CONTENT = good("multiple", written({"bucket", "list"}))
SUBSETS = st.sets(st.sampled_from(IDS))


def post(choices):
    return QueryDict("&".join(f"choices={choice}" for choice in choices))


def test_it_reads_back_what_it_dumps():
    assert again(CONTENT) == CONTENT


def test_two_or_more_are_right_and_one_is_wrong():
    assert read("multiple", written({"list"}))[1] == [
        "quiz.yaml:1: at least 2 of the choices must say “correct: true”, here 1 do"
    ]
    assert read("multiple", written(set(IDS)))[1] == ["quiz.yaml:1: at least one choice must be wrong"]
    assert read("multiple", written({"list", "disk", "memory"}))[1] == []
    nine = "".join(f"  - {{id: c{n}, text: Text {n}, correct: true, why: W.}}\n" for n in range(9))
    assert read("multiple", f"choices:\n{nine}")[1] == ["quiz.yaml:1: at least one choice must be wrong"]


def test_four_choices_are_the_fewest():
    three = "\n".join(written({"bucket", "list"}).splitlines()[:-1])

    assert read("multiple", three)[1] == ["quiz.yaml:1: there must be 4 to 9 choices, here are 3"]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ([], ["Choose two answers first."]),
        (["disk"], ["Choose two: you have chosen one."]),
        (["disk", "disk"], ["Choose two: you have chosen one."]),
        (["disk", "list", "memory"], ["Choose two: you have chosen three."]),
        (["disk", "cloud"], ["Choose from these answers."]),
        (["disk", "memory"], None),
    ],
)
def test_how_many_is_enforced(choices, told):
    assert errors(CONTENT.form(post(choices))) == told


def test_how_many_is_printed():
    assert CONTENT.view(html_of(CONTENT), "seed", None)["number"] == "TWO"


@drawn(st.permutations(IDS), st.sets(st.sampled_from(IDS), min_size=2, max_size=2))
def test_the_order_of_clicking_does_not_matter(order, chosen):
    form = CONTENT.form(post([id for id in order if id in chosen]))

    assert errors(form) is None
    assert form.given() == {"choices": sorted(chosen)}
    assert CONTENT.right(form.given()) == (chosen == {"bucket", "list"})


@drawn(SUBSETS)
def test_all_or_nothing(chosen):
    assert CONTENT.right({"choices": list(chosen)}) == (chosen == {"bucket", "list"})
    assert not CONTENT.right({})
    assert CONTENT.right(CONTENT.key())


@drawn(st.sets(st.sampled_from(IDS), min_size=2, max_size=2), st.text(max_size=8))
def test_the_view_before_the_answer_does_not_depend_on_the_key(rights, seed):
    content = good("multiple", written(rights))

    assert content.view(html_of(content), seed, None) == CONTENT.view(html_of(CONTENT), seed, None)
    assert all(set(row) == {"number", "id", "text"} for row in content.view(html_of(content), seed, None)["rows"])


def test_the_view_after_the_answer_counts_what_was_right():
    def remark(*choices):
        return CONTENT.view(html_of(CONTENT), "seed", {"choices": list(choices)} if choices else {})["remark"]

    assert remark("bucket", "list") == "Two of your two choices are right."
    assert remark("bucket", "disk") == "One of your two choices is right."
    assert remark("memory", "disk") == "Zero of your two choices are right."
    assert remark() == ""


def test_what_was_picked_and_said():
    assert CONTENT.picks({"choices": ["bucket", "disk"]}) == ["bucket", "disk"]
    assert CONTENT.picks({}) == []
    assert CONTENT.say(html_of(CONTENT), {"choices": ["bucket", "gone"]}) == "<b>The bucket</b>; "
    assert CONTENT.contrast_key() == "the bucket|the list"
