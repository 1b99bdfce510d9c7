import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.quizzes.kinds.reading import again, errors, given, good, html_of, read

TEXT = """\
choices:
  - {id: worker, text: A worker, correct: true, why: It is free.}
  - {id: shopper, text: A shopper, why: She only asks.}
  - id: nobody
    text: Nobody
    why: The queue does not wait.
"""
CONTENT = good("single", TEXT)
IDS = ["worker", "shopper", "nobody"]


def test_it_reads_back_what_it_dumps():
    assert again(CONTENT) == CONTENT
    assert CONTENT.dump()["choices"][0] == {"id": "worker", "text": "A worker", "correct": True, "why": "It is free."}


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("correct: true, ", "", ["quiz.yaml:1: 1 of the choices must say “correct: true”, here 0 do"]),
        (
            "She only asks.}",
            "No., correct: true}",
            ["quiz.yaml:1: 1 of the choices must say “correct: true”, here 2 do"],
        ),
        (", why: She only asks.", "", ["quiz.yaml:3: the choice “shopper” has no “why”"]),
        ("She only asks.", '"  "', ["quiz.yaml:3: the choice “shopper” has no “why”"]),
        (
            "text: Nobody\n",
            "text: None of the above.\n",
            ["quiz.yaml:5: “None of the above.” means nothing once the choices are shuffled: name what is meant"],
        ),
        ("id: shopper", "id: worker", ["quiz.yaml:1: two choices have the same id"]),
        ("A shopper", "a WORKER", ["quiz.yaml:1: two choices have the same text"]),
        (
            "text: A shopper",
            "txet: A shopper",
            [
                "quiz.yaml:3: “text” is missing",
                "quiz.yaml:3: “txet” is not a field here (known: correct, id, text, why)",
            ],
        ),
        (
            "correct: true",
            "correct: 1",
            [
                "quiz.yaml:1: 1 of the choices must say “correct: true”, here 0 do",
                "quiz.yaml:2: “correct” must be true or false",
            ],
        ),
        ("id: nobody", "id: 7", ["quiz.yaml:4: “id” must be text: put 7 between quotes"]),
    ],
)
def test_mistakes_are_told_with_their_line(old, new, problems):
    assert TEXT.count(old) == 1
    assert read("single", TEXT.replace(old, new))[1] == problems


def test_there_are_three_to_nine_choices():
    line = "  - {{id: c{0}, text: Text {0}, why: Because.}}\n"
    two = TEXT.partition("  - id: nobody")[0]
    ten = TEXT + "".join(line.format(number) for number in range(7))

    assert read("single", two)[1] == ["quiz.yaml:1: there must be 3 to 9 choices, here are 2"]
    assert read("single", ten)[1] == ["quiz.yaml:1: there must be 3 to 9 choices, here are 10"]
    assert "quiz.yaml:1: “choices” must be a list" in read("single", "choices: worker")[1]
    assert "quiz.yaml:2: expected fields such as “id: …” here" in read("single", "choices:\n  - worker\n")[1]


def test_the_form_says_what_is_missing():
    assert errors(CONTENT.form({})) == ["Choose an answer first."]
    assert errors(CONTENT.form({"choice": "bucket"})) == ["Choose one of these answers."]
    assert given(CONTENT, choice="nobody") == {"choice": "nobody"}


@drawn(st.dictionaries(st.sampled_from(["choice", "choices", "text"]), st.sampled_from([*IDS, "", "else"])))
def test_only_the_key_is_right(answer):
    assert CONTENT.right(answer) == (answer == {"choice": "worker"})
    assert CONTENT.key() == {"choice": "worker"}


@drawn(st.permutations(IDS), st.sampled_from(IDS), st.text(max_size=8))
def test_the_view_before_the_answer_depends_on_neither_key_nor_authors_order(order, right, seed):
    rows = {
        id: f"  - {{id: {id}, text: About {id}, why: Why {id}{', correct: true' if id == right else ''}}}"
        for id in order
    }
    content = good("single", "choices:\n" + "\n".join(rows.values()))
    plain = good(
        "single",
        TEXT.replace("A worker", "About worker")
        .replace("A shopper", "About shopper")
        .replace("text: Nobody", "text: About nobody"),
    )

    assert content.view(html_of(content), seed, None) == plain.view(html_of(plain), seed, None)
    assert all(set(row) == {"number", "id", "text"} for row in content.view(html_of(content), seed, None)["rows"])


def test_the_order_depends_on_the_seed():
    assert len({tuple(CONTENT.order(f"seed {number}")) for number in range(60)}) == 6


def test_the_view_after_the_answer_gives_every_choice_its_reason():
    rows = {row["id"]: row for row in CONTENT.view(html_of(CONTENT), "seed", {"choice": "shopper"})["rows"]}

    assert {id: (row["correct"], row["picked"]) for id, row in rows.items()} == {
        "worker": (True, False),
        "shopper": (False, True),
        "nobody": (False, False),
    }
    assert rows["nobody"]["why"] == "<b>The queue does not wait.</b>"
    skipped = CONTENT.view(html_of(CONTENT), "seed", {})["rows"]
    assert [row["picked"] for row in skipped] == [False, False, False]


def test_what_was_picked_and_said():
    assert CONTENT.picks({"choice": "shopper"}) == ["shopper"]
    assert CONTENT.picks({}) == []
    assert CONTENT.say(html_of(CONTENT), {"choice": "shopper"}) == "<b>A shopper</b>"
    assert CONTENT.say(html_of(CONTENT), {"choice": "gone"}) == ""
    assert CONTENT.contrast_key() == "a worker"
