import itertools

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.quizzes.kind import text_id
from tests.quizzes.kinds.reading import again, errors, good, html_of, read

TEXTS = ["Written down", "Taken", "Crossed out"]
CONTENT = good("ordering", f"items: [{', '.join(TEXTS)}]")
IDS = [text_id(text) for text in TEXTS]


def post(*positions):
    return {f"position-{id}": str(position) for id, position in zip(IDS, positions, strict=True)}


def test_it_reads_back_what_it_dumps():
    own = good("ordering", "items:\n  - {id: begin, text: Written down}\n  - Taken\n  - Crossed out\n")

    assert again(CONTENT) == CONTENT
    assert CONTENT.dump() == {"items": TEXTS}
    assert again(own) == own
    assert own.dump() == {"items": [{"id": "begin", "text": "Written down"}, "Taken", "Crossed out"]}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("items: [One, Two]", ["quiz.yaml:1: there must be 3 to 8 items, here are 2"]),
        (f"items: [{', '.join('ABCDEFGHI')}]", ["quiz.yaml:1: there must be 3 to 8 items, here are 9"]),
        ("items: [One, Two, One]", ["quiz.yaml:1: two items have the same text or id"]),
        ("items: [One, Two, {id: x, text: one}]", ["quiz.yaml:1: two items have the same text or id"]),
        ("items: [{id: x, text: One}, {id: x, text: Two}, Three]", ["quiz.yaml:1: two items have the same text or id"]),
        ("items:\n  - One\n  - 2\n  - Three\n", ["quiz.yaml:3: “items” must be text, or have an “id” and a “text”"]),
        ("items:\n  - One\n  - {text: Two}\n  - Three\n", ["quiz.yaml:3: “id” is missing"]),
        ("items: One", ["quiz.yaml:1: there must be 3 to 8 items, here are 0", "quiz.yaml:1: “items” must be a list"]),
    ],
)
def test_mistakes_are_told_with_their_line(text, problems):
    assert read("ordering", text)[1] == problems


def test_the_form_says_what_is_missing():
    assert errors(CONTENT.form({})) == ["Give every item a position."]
    assert errors(CONTENT.form(post(1, 2, ""))) == ["Give every item a position."]
    assert errors(CONTENT.form(post(1, 2, 4))) == ["Give every item a position."]
    assert errors(CONTENT.form(post(2, 1, 2))) == ["Two items have position 2: use each position once."]


@drawn(st.permutations([1, 2, 3]))
def test_only_the_authors_order_is_right(positions):
    form = CONTENT.form(post(*positions))

    assert errors(form) is None
    assert CONTENT.right(form.given()) == (positions == [1, 2, 3])
    assert [form.given()["order"].index(id) + 1 for id in IDS] == positions


def test_nothing_and_strange_orders_are_wrong():
    assert CONTENT.right(CONTENT.key())
    assert not any(map(CONTENT.right, [{}, {"order": []}, {"order": IDS[:2]}, {"order": [*IDS, "more"]}]))


@drawn(st.permutations(TEXTS), st.text(max_size=8))
def test_the_view_before_the_answer_does_not_depend_on_the_right_order(texts, seed):
    content = good("ordering", f"items: [{', '.join(texts)}]")

    assert content.view(html_of(content), seed, None) == CONTENT.view(html_of(CONTENT), seed, None)


def test_every_order_is_shown_under_some_seed_the_right_one_too():
    shown = {tuple(row["id"] for row in CONTENT.view(html_of(CONTENT), f"{n}", None)["rows"]) for n in range(100)}

    assert shown == set(itertools.permutations(IDS))


def test_the_view_after_the_answer_says_where_each_was_put():
    view = CONTENT.view(html_of(CONTENT), "seed", {"order": [IDS[1], IDS[0], IDS[2]]})

    assert [(row["number"], row["mine"], row["hit"]) for row in view["rows"]] == [
        (1, 2, False),
        (2, 1, False),
        (3, 3, True),
    ]
    assert view["remark"] == "1 of 3 in the right place."
    assert CONTENT.view(html_of(CONTENT), "seed", {})["remark"] == ""


@drawn(st.permutations(TEXTS))
def test_picks_follow_from_the_answer_alone(texts):
    later = good("ordering", f"items: [{', '.join(texts)}]")

    assert later.picks({"order": IDS}) == [f"{IDS[0]}=1", f"{IDS[1]}=2", f"{IDS[2]}=3"]
    assert later.picks({}) == []


def test_what_was_said():
    assert CONTENT.say(html_of(CONTENT), {"order": [*IDS[:1], "gone"]}) == "<b>Written down</b> → "
    assert CONTENT.contrast_key() == "written down|taken|crossed out"
