import datetime

import pytest
from django.http import QueryDict

from portal.curriculum import embeds
from portal.quizzes import checks
from portal.quizzes.checks import CHANGED, NEVER, Tries, card_for, tries
from portal.quizzes.models import Answer, Question, Reset
from tests import factories
from tests.quizzes.taking import begin, check, give, right, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def lesson(db):
    return factories.make_lesson("first", blocks=[{"name": "question", "ref": "q", "query": ""}])


@pytest.fixture
def question(lesson):
    return factories.make_question("q", lesson)


def seen_by(learner, lesson, query=""):
    return "".join(embeds.personal(lesson, embeds.shared(lesson), embeds.View(learner, QueryDict(query))))


def test_a_check_that_is_gone_shows_nothing(lesson, question):
    Question.objects.update(withdrawn=True)

    assert embeds.shared(lesson) == []


def test_the_latest_answer_shows_and_the_tries_are_counted(learner, question, now):
    assert tries(learner, [question.pk]) == {}
    check(learner, question, wrong(question), now=now)
    check(learner, question, right(question), now=now + HOUR)

    mine = tries(learner, [question.pk])[question.pk]
    assert (mine.number, mine.latest.given, mine.latest.right) == (2, {"choice": "right"}, True)


def test_answers_in_quizzes_and_of_others_are_not_shown(learner, other_learner, question, now):
    check(other_learner, question, right(question), now=now)
    give(begin(learner, question, now=now), question, right(question), now=now)

    assert tries(learner, [question.pk]) == {}


def test_after_a_reset_the_check_is_asked_anew_and_counts_on(learner, lesson, question, now):
    check(learner, question, right(question), now=now)
    Reset.objects.create(learner=learner, topic=lesson.topic, at=now + HOUR)

    assert tries(learner, [question.pk]) == {question.pk: Tries(1, None)}
    assert 'name="n" value="1"' in seen_by(learner, lesson)
    assert "Because of q." not in seen_by(learner, lesson)
    check(learner, question, right(question), now=now + 2 * HOUR)
    assert "Because of q." in seen_by(learner, lesson)


def test_a_reset_of_another_topic_or_learner_is_none_of_it(learner, other_learner, lesson, question, now):
    check(learner, question, right(question), now=now)
    Reset.objects.create(learner=learner, topic=factories.make_topic("else"), at=now + HOUR)
    Reset.objects.create(learner=other_learner, topic=lesson.topic, at=now + HOUR)

    assert tries(learner, [question.pk])[question.pk].latest


def test_a_changed_question_is_asked_anew_and_says_so(learner, lesson, question, now):
    check(learner, question, right(question), now=now)
    Question.objects.update(rev=2)

    page = seen_by(learner, lesson)
    assert CHANGED in page
    assert 'name="rev" value="2"' in page
    assert "Because of q." not in page


def test_again_asks_afresh_only_what_it_names(learner, lesson, question, now):
    check(learner, question, right(question), now=now)

    assert "Because of q." in seen_by(learner, lesson, "again=other")
    assert "Because of q." not in seen_by(learner, lesson, "again=q")


def test_the_card_of_a_visitor_and_of_an_answer(question):
    answer = Answer(question=question, rev=1, given=wrong(question), right=False)

    assert card_for(question, NEVER).hidden == {"n": 0, "rev": 1}
    answered = card_for(question, Tries(1, answer))
    assert (answered.answer, answered.again) == (answer, "/lessons/basics/first/?again=q#q-q")
    assert card_for(question, Tries(1, answer), afresh=True).answer is None


def test_kept_html_is_shared_by_the_same_answer_with_the_same_verdict_alone(
    learner, other_learner, lesson, question, now
):
    """After an edit that moved the key without a new revision the same choice has two verdicts."""
    check(learner, question, right(question), now=now)
    theirs = check(other_learner, question, right(question), now=now)
    Answer.objects.filter(pk=theirs.pk).update(right=False)

    assert "Correct" in seen_by(learner, lesson)
    assert "Not quite" in seen_by(other_learner, lesson)
    assert len(checks.answered._values) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_all_checks_of_a_lesson_cost_one_query(learner, now, number, django_assert_num_queries):
    lesson = factories.make_lesson(
        "first", blocks=[{"name": "question", "ref": f"q{n}", "query": ""} for n in range(number)]
    )
    for n in range(number):
        check(learner, factories.make_question(f"q{n}", lesson), {}, now=now)
    blocks = embeds.shared(lesson)

    with django_assert_num_queries(1):
        page = "".join(embeds.personal(lesson, blocks, embeds.View(learner, QueryDict(""))))
    assert page.count("Now you can find out") == number
