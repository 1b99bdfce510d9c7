import pytest
from django.http import QueryDict
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.curriculum.models import Lesson, Topic
from portal.quizzes.answering import MAX_MILLISECONDS
from portal.quizzes.cards import check_card, number, read_submission
from portal.quizzes.models import Answer, Question
from tests import factories

LESSON = Lesson(
    topic=Topic(slug="basics"),
    slug="first",
    title="First",
    headings=[{"level": 2, "anchor": "queue", "text": "A queue"}],
)


def question(type="single", **fields):
    html = {
        "stem": "<p>Which?</p>",
        "explain": "<p>Because.</p>",
        "text:right": "R",
        "text:wrong": "W",
        "text:other": "O",
    }
    html |= {f"why:{id}": f"why {id}" for id in ("right", "wrong", "other")}
    values = {
        "lesson": LESSON,
        "section": "queue",
        "content": factories.CONTENT[type],
        "html": html,
        "sources": [{"url": "https://docs.aws.amazon.com/"}],
    }
    return Question(slug="q", type=type, **{**values, **fields})


def post(text):
    return QueryDict(text)


def test_before_the_answer_a_card_holds_neither_explanation_nor_sources():
    card = check_card(question())

    assert (card.explain, card.sources, card.skipped) == ("", [], False)
    assert card.action == "/questions/q/answer/"
    assert card.stem == "<p>Which?</p>"


def test_after_the_answer_it_holds_both():
    card = check_card(question(), answer=Answer(given={"choice": "wrong"}, right=False))

    assert card.explain == "<p>Because.</p>"
    assert card.sources == [{"url": "https://docs.aws.amazon.com/"}]
    assert not card.skipped
    assert check_card(question(), answer=Answer(given={}, right=False)).skipped


def test_it_leads_to_the_section_or_the_lesson():
    assert (check_card(question()).section_title, check_card(question()).section_url) == (
        "A queue",
        "/lessons/basics/first/#s-queue",
    )
    whole = check_card(question(section=""))
    assert (whole.section_title, whole.section_url) == ("First", "/lessons/basics/first/")
    assert check_card(question(section="gone")).section_title == "First"


def test_a_submission_with_confidence_and_time():
    submission, _ = read_submission(question(), post("choice=wrong&confidence=sure&ms=4000&right=1&score=9"))

    assert (submission.given, submission.confidence, submission.milliseconds) == ({"choice": "wrong"}, "sure", 4000)


def test_i_do_not_know_yet_needs_no_choice_and_outdoes_one():
    for text in ("skip=1", "skip=1&choice=right"):
        submission, _ = read_submission(question(), post(text))
        assert submission.given == {}


@pytest.mark.parametrize("confidence", ["", "certain", "SURE", "<b>"])
def test_an_unknown_confidence_is_none(confidence):
    submission, _ = read_submission(question(), post(f"choice=wrong&confidence={confidence}"))

    assert submission.confidence == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0", 0),
        ("99999999999999999999", None),
        ("999999999", MAX_MILLISECONDS),
        ("1e3", None),
        ("²", None),
        ("١", None),
        ("-5", None),
        ("", None),
    ],
)
def test_the_time_is_bounded_and_never_an_error(typed, kept):
    data = QueryDict(mutable=True)
    data.update({"choice": "right", "ms": typed})

    assert read_submission(question(), data)[0].milliseconds == kept


@drawn(st.text(max_size=12))
def test_a_small_whole_number_or_nought(text):
    data = QueryDict(mutable=True)
    data["n"] = text

    assert number(data, "n") == (int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0)


def test_what_is_missing_is_told_and_what_was_sent_is_put_back():
    data = post("choices=right&choices=other&confidence=guess")
    asked = question("multiple")
    submission, form = read_submission(asked, post("choices=right&confidence=guess"))
    card = check_card(asked, typed=data, errors=form.errors)

    assert submission is None
    assert card.error_messages == ["Choose two: you have chosen one."]
    assert card.sent == {"choices=right", "choices=other", "confidence=guess"}
    assert check_card(asked).error_messages == []
