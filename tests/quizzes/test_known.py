import datetime

import pytest

from portal.quizzes import known
from portal.quizzes.known import State
from portal.quizzes.models import Question, Reset
from tests import factories
from tests.quizzes.taking import begin, check, give, right, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def question(db):
    return factories.make_question("q")


def state(learner, question):
    return known.states(learner).get(question.pk)


def history(learner, question, now, text):
    """Days divided by spaces; in each, `+` is right and `-` wrong, an hour apart."""
    for day, answers in enumerate(text.split(" ")):
        for hour, verdict in enumerate(answers.strip(".")):
            given = right(question) if verdict == "+" else wrong(question)
            check(learner, question, given, now=now + day * DAY + hour * HOUR)


@pytest.mark.parametrize(
    ("text", "is_known", "last_right"),
    [
        ("+", False, True),
        ("-", False, False),
        ("++", False, True),  # twice on one day is one day
        ("+ +", True, True),
        ("+ - +", True, True),
        ("+ + -", False, False),  # the latest day must be right
        ("+ -+", False, False),  # a second try on a day counts for nothing
        ("+- +-", True, True),
        ("-+ +", False, True),
        ("- . . + . +", True, True),
    ],
)
def test_known_means_right_at_the_first_try_on_two_days_the_latest_included(
    learner, question, now, text, is_known, last_right
):
    history(learner, question, now - DAY / 2, text)

    assert state(learner, question) == State(question.lesson_id, is_known, last_right)


def test_nothing_answered_is_no_state(learner, other_learner, question, now):
    history(other_learner, question, now, "+ +")

    assert known.states(learner) == {}


def test_a_new_revision_starts_again(learner, question, now):
    history(learner, question, now, "+ +")
    Question.objects.update(rev=2)

    assert state(learner, question) is None
    check(learner, question, right(question), now=now + 2 * DAY)
    assert state(learner, question) == State(question.lesson_id, False, True)


def test_the_first_answer_of_a_day_is_the_first_at_the_present_revision(learner, question, now):
    check(learner, question, wrong(question), now=now)
    Question.objects.update(rev=2)
    check(learner, question, right(question), now=now + HOUR)

    assert state(learner, question).last_right


def test_a_reset_starts_again_and_the_answers_stay(learner, question, now):
    history(learner, question, now, "+ +")
    Reset.objects.create(learner=learner, topic=question.lesson.topic, at=now + DAY)

    assert state(learner, question) is None
    assert known.practised(learner) == set()
    check(learner, question, right(question), now=now + DAY + HOUR)
    assert state(learner, question) == State(question.lesson_id, False, True)
    check(learner, question, right(question), now=now + 2 * DAY)
    assert state(learner, question).known
    assert learner.answers.count() == 4


def test_the_latest_of_several_resets_counts(learner, question, now):
    history(learner, question, now, "+ +")
    for after in (-DAY, 3 * DAY):
        Reset.objects.create(learner=learner, topic=question.lesson.topic, at=now + after)

    assert state(learner, question) is None


def test_a_reset_of_another_topic_or_learner_changes_nothing(learner, other_learner, question, now):
    history(learner, question, now, "+ +")
    Reset.objects.create(learner=learner, topic=factories.make_topic("else"), at=now + 3 * DAY)
    Reset.objects.create(learner=other_learner, topic=question.lesson.topic, at=now + 3 * DAY)

    assert state(learner, question).known


@pytest.mark.parametrize("change", [{"use": "predict"}, {"use": "challenge"}, {"withdrawn": True}])
def test_only_shown_quiz_questions_count_but_any_answer_is_practice(learner, question, now, change):
    history(learner, question, now, "+ +")
    Question.objects.update(**change)

    assert known.states(learner) == {}
    assert known.practised(learner) == {question.lesson_id}


def test_checks_and_quizzes_count_alike(learner, question, now):
    check(learner, question, right(question), now=now)
    give(begin(learner, question, now=now + DAY), question, right(question), now=now + DAY)

    assert state(learner, question).known


def test_one_topic_alone(learner, question, now):
    other = factories.make_question("other", factories.make_lesson("else", factories.make_topic("else")))
    history(learner, question, now, "+")
    history(learner, other, now, "-")

    assert set(known.states(learner)) == {question.pk, other.pk}
    assert set(known.states(learner, topic_id=other.lesson.topic_id)) == {other.pk}
    assert known.practised(learner) == {question.lesson_id, other.lesson_id}
