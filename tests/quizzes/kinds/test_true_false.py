from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.quizzes.kinds.reading import again, errors, good, html_of, read

TEXT = """\
choices:
  - {id: "true", text: "True", why: Reading only hides it.}
  - {id: "false", text: "False", correct: true, why: Deleting removes it.}
"""
CONTENT = good("true-false", TEXT)


def test_it_reads_back_what_it_dumps():
    assert again(CONTENT) == CONTENT
    assert type(again(CONTENT)).name == "true-false"


def test_the_two_have_fixed_ids_in_a_fixed_order():
    turned = "\n".join(["choices:", *TEXT.splitlines()[:0:-1]])
    problem = 'the choices must have the ids "true" and "false", in this order and in quotes'

    assert read("true-false", turned)[1] == [f"quiz.yaml:1: {problem}"]
    assert (
        read("true-false", TEXT.replace('"true", text', "yes, text"))[1][-1]
        == "quiz.yaml:2: “id” must be text: put True between quotes"
    )
    assert read("true-false", TEXT.replace('id: "true"', "id: right"))[1] == [f"quiz.yaml:1: {problem}"]
    assert read("true-false", TEXT.replace(", correct: true", ""))[1] == [
        "quiz.yaml:1: 1 of the choices must say “correct: true”, here 0 do"
    ]
    assert read("true-false", TEXT.splitlines()[0])[1][-1] == "quiz.yaml:1: there must be 2 to 9 choices, here are 0"


def test_the_form_says_what_is_missing():
    assert errors(CONTENT.form({})) == ["Choose an answer first."]
    assert errors(CONTENT.form({"choice": "maybe"})) == ["Choose one of these answers."]


def test_only_the_key_is_right():
    assert [CONTENT.right({"choice": choice}) for choice in ("true", "false", "maybe", "")] == [
        False,
        True,
        False,
        False,
    ]
    assert not CONTENT.right({})


@drawn(st.text(max_size=8))
def test_the_order_stays_and_the_key_does_not_show(seed):
    other = good("true-false", TEXT.replace(", correct: true", "").replace("hides it.", "hides it., correct: true"))

    assert [row["id"] for row in CONTENT.view(html_of(CONTENT), seed, None)["rows"]] == ["true", "false"]
    assert CONTENT.view(html_of(CONTENT), seed, None) == other.view(html_of(other), seed, None)
    assert CONTENT.key() != other.key()
