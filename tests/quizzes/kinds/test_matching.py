import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.quizzes.kind import text_id
from tests.quizzes.kinds.reading import again, errors, good, html_of, read

LEFTS = ["Keep a picture", "Keep a job", "Draw a picture"]
RIGHTS = ["A bucket", "A queue", "A worker"]


def written(rights):
    lines = [f'  - {{left: {left}, right: "{right}"}}' for left, right in zip(LEFTS, rights, strict=True)]
    return "pairs:\n" + "\n".join(lines)


CONTENT = good("matching", written(RIGHTS))
PARTNERS = [text_id(text) for text in RIGHTS]


def post(*partners):
    return {f"match-{text_id(left)}": partner for left, partner in zip(LEFTS, partners, strict=True)}


def test_it_reads_back_what_it_dumps():
    own = good("matching", written(RIGHTS).replace('"A queue"', "{id: q, text: A queue}"))

    assert again(CONTENT) == CONTENT
    assert again(own) == own
    assert own.dump()["pairs"][1] == {"left": "Keep a job", "right": {"id": "q", "text": "A queue"}}


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("Keep a job", "keep a PICTURE", ["quiz.yaml:1: two pairs have the same left side"]),
        ('"A queue"', '"A worker"', ["quiz.yaml:1: two pairs have the same right side"]),
        ('"A queue"', "{id: w, text: A worker}", ["quiz.yaml:1: two pairs have the same right side"]),
        ('"A queue"', "7", ["quiz.yaml:3: “right” must be text, or have an “id” and a “text”"]),
        ('{left: Keep a job, right: "A queue"}', "Keep a job", ["quiz.yaml:3: expected fields such as “id: …” here"]),
        (
            "left: Keep a job",
            "lefty: Keep a job",
            [
                "quiz.yaml:3: “left” must be text, or have an “id” and a “text”",
                "quiz.yaml:3: “lefty” is not a field here (known: left, right)",
            ],
        ),
        (
            'Keep a job, right: "A queue"',
            "{id: q, text: Keep a job}, right: {id: q, text: A queue}",
            ["quiz.yaml:1: the two sides of a pair have the same id, which the page would show"],
        ),
    ],
)
def test_mistakes_are_told_with_their_line(old, new, problems):
    text = written(RIGHTS)
    assert text.count(old) == 1
    found = read("matching", text.replace(old, new))[1]

    assert set(problems) <= set(found)


def test_there_are_three_to_eight_pairs():
    two = "\n".join(written(RIGHTS).splitlines()[:-1])
    nine = "pairs:\n" + "".join(f"  - {{left: L{n}, right: R{n}}}\n" for n in range(9))

    assert read("matching", two)[1] == ["quiz.yaml:1: there must be 3 to 8 pairs, here are 2"]
    assert read("matching", nine)[1] == ["quiz.yaml:1: there must be 3 to 8 pairs, here are 9"]


def test_the_form_says_what_is_missing():
    assert errors(CONTENT.form({})) == ["Choose a partner for every line."]
    assert errors(CONTENT.form(post(PARTNERS[0], PARTNERS[1], ""))) == ["Choose a partner for every line."]
    assert errors(CONTENT.form(post(PARTNERS[0], PARTNERS[0], PARTNERS[1]))) == [
        "One partner is chosen twice: use each once."
    ]
    assert errors(CONTENT.form(post(PARTNERS[0], PARTNERS[1], "else"))) == ["Choose a partner for every line."]


@drawn(st.permutations(PARTNERS))
def test_only_all_pairs_together_are_right(partners):
    form = CONTENT.form(post(*partners))

    assert errors(form) is None
    assert CONTENT.right(form.given()) == (partners == PARTNERS)


def test_nothing_and_strange_pairs_are_wrong():
    key = CONTENT.key()["pairs"]
    first = next(iter(key))

    assert CONTENT.right(CONTENT.key())
    assert not any(map(CONTENT.right, [{}, {"pairs": {}}, {"pairs": {first: key[first]}}, {"pairs": key | {"x": "y"}}]))


@drawn(st.permutations(RIGHTS), st.text(max_size=8))
def test_the_view_before_the_answer_does_not_depend_on_who_belongs_together(rights, seed):
    content = good("matching", written(rights))

    assert content.view(html_of(content), seed, None) == CONTENT.view(html_of(CONTENT), seed, None)


def test_the_two_sides_are_shuffled_apart():
    def places(seed):
        view = CONTENT.view(html_of(CONTENT), seed, None)
        key = CONTENT.key()["pairs"]
        partners = [partner["id"] for partner in view["partners"]]
        return tuple(partners.index(key[row["id"]]) for row in view["rows"])

    assert len({places(f"{number}") for number in range(100)}) == 6


def test_a_partner_is_shown_in_words_alone_for_an_option_takes_no_markup():
    partners = CONTENT.view(html_of(CONTENT), "seed", None)["partners"]

    assert {partner["text"] for partner in partners} == set(RIGHTS)


def test_the_view_after_the_answer_shows_right_and_chosen_partner():
    lefts = [text_id(left) for left in LEFTS]
    given = {"pairs": dict(zip(lefts, [PARTNERS[0], PARTNERS[2], PARTNERS[1]], strict=True))}
    view = CONTENT.view(html_of(CONTENT), "seed", given)
    rows = {row["text"]: row for row in view["rows"]}

    assert view["remark"] == "1 of 3 pairs are right."
    assert rows["<b>Keep a picture</b>"]["hit"]
    assert (rows["<b>Keep a job</b>"]["right"], rows["<b>Keep a job</b>"]["mine"]) == (
        "<b>A queue</b>",
        "<b>A worker</b>",
    )
    assert CONTENT.view(html_of(CONTENT), "seed", {})["remark"] == ""


def test_what_was_picked_and_said():
    left = text_id(LEFTS[0])

    assert CONTENT.picks({"pairs": {left: PARTNERS[1]}}) == [f"{left}={PARTNERS[1]}"]
    assert CONTENT.picks({}) == []
    assert CONTENT.say(html_of(CONTENT), {"pairs": {left: PARTNERS[1]}}) == "<b>Keep a picture</b>: <b>A queue</b>"
    assert CONTENT.say(html_of(CONTENT), CONTENT.key()).count("<br>") == 2
    assert CONTENT.contrast_key().count("|") == 2
