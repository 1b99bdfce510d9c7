import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.quizzes.kinds.fill import normal
from tests.quizzes.kinds.reading import again, errors, given, good, read

CONTENT = good("fill", "accept: [queue, message queue, don't repeat]")
WORDS = ["queue", "message queue", "don't repeat"]
AROUND = st.text(" .,;:!?()`", max_size=3)


def test_it_reads_back_what_it_dumps():
    assert again(CONTENT) == CONTENT
    assert CONTENT.dump() == {"accept": WORDS}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("accept: []", ["quiz.yaml:1: “accept” must list what counts as right"]),
        (
            "stem: x\naccept: queue",
            ["quiz.yaml:2: “accept” must be a list", "quiz.yaml:2: “accept” must list what counts as right"],
        ),
        (
            "accept:\n  - queue\n  - 40\n",
            [
                "quiz.yaml:1: “accept” lists a text without a letter or figure",
                "quiz.yaml:3: “accept” must be text: put 40 between quotes",
            ],
        ),
        ('accept: [queue, "!?"]', ["quiz.yaml:1: “accept” lists a text without a letter or figure"]),
        ('accept: ["' + "x" * 121 + '"]', ["quiz.yaml:1: “accept” is longer than 120 characters"]),
    ],
)
def test_mistakes_are_told_with_their_line(text, problems):
    assert [problem for problem in read("fill", text)[1] if "not a field" not in problem] == problems


def test_the_form_says_what_is_missing():
    assert errors(CONTENT.form({})) == ["Write your answer first."]
    assert errors(CONTENT.form({"text": "   "})) == ["Write your answer first."]
    assert errors(CONTENT.form({"text": "?!"})) == ["Write your answer in words or figures."]
    assert errors(CONTENT.form({"text": "x" * 121})) == ["Use at most 120 characters."]
    assert given(CONTENT, text="  A Queue ") == {"text": "A Queue"}


@drawn(st.sampled_from(WORDS), AROUND, AROUND, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_spaces_and_punctuation_around_do_not_matter(word, before, after, case):
    assert CONTENT.right({"text": f"{before}{case(word).replace(' ', '  ')}{after}"})


@pytest.mark.parametrize("text", ["Message\tQueue", "“queue”", "‘Queue’", "don’t repeat", "QUEUE."])
def test_typed_quotes_and_tabs_do_not_matter(text):
    assert CONTENT.right({"text": text})


@pytest.mark.parametrize("text", ["queues", "a queue", "messagequeue", "que ue", "", "!"])
def test_anything_else_is_wrong(text):
    assert not CONTENT.right({"text": text})


def test_nothing_is_wrong_even_where_a_row_accepts_nothing():
    assert not CONTENT.right({})
    assert not read("fill", 'accept: ["!"]')[0].right({})


@drawn(st.text(max_size=30))
def test_normal_is_done_in_one_go(text):
    assert normal(normal(text)) == normal(text)


@drawn(st.text(max_size=30))
def test_right_means_equal_to_a_listed_variant(text):
    assert CONTENT.right({"text": text}) == (normal(text) in WORDS)


def test_the_view_before_the_answer_holds_only_the_limit():
    assert CONTENT.view({}, "seed", None) == {"limit": 120}


def test_the_view_after_the_answer_lists_what_else_counts():
    view = CONTENT.view({}, "seed", {"text": "Que"})

    assert view == {"mine": "Que", "right": "queue", "also": ("message queue", "don't repeat"), "hit": False}
    assert CONTENT.view({}, "seed", {})["mine"] == ""


def test_what_was_picked_and_said():
    assert CONTENT.picks({"text": " A  Queue! "}) == ["a queue"]
    assert CONTENT.picks({}) == []
    assert CONTENT.say({}, {"text": "<b>"}) == "&lt;b&gt;"
    assert CONTENT.key() == {"text": "queue"}
    assert CONTENT.contrast_key() == "queue"
