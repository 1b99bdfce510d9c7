import datetime

import pytest

from portal.quizzes import attempts, results
from portal.quizzes.models import Question
from tests import factories
from tests.quizzes.taking import begin, give, right, take, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_lessons(db):
    """Three questions of the first lesson and two of the second."""
    second = factories.make_lesson("second")
    return [
        *[
            factories.make_question(f"first-{number}", factories.make_lesson("first") if not number else None)
            for number in range(3)
        ],
        *[factories.make_question(f"second-{number}", second) for number in range(2)],
    ]


def result_of(attempt, now):
    return results.result(attempts.sheet(attempt, now=now))


def test_by_lesson_in_course_order_rights_first(learner, two_lessons, now):
    found = result_of(take(learner, *reversed(two_lessons), now=now, missed=[two_lessons[0], two_lessons[3]]), now)
    by_lesson = {each.lesson.slug: (each.right, each.marks, each.is_strong) for each in found.lessons}

    assert by_lesson == {"first": (2, (True, True, False), False), "second": (1, (True, False), False)}
    assert [each.lesson.slug for each in found.lessons] == ["second", "first"]
    assert (found.right, found.total) == (3, 5)


def test_all_right(learner, two_lessons, now):
    found = result_of(take(learner, *two_lessons, now=now), now)

    assert found.headline == "All right, with nothing to repair"
    assert (found.weakest, found.misses) == (None, ())


def test_misses_of_one_lesson_name_it(learner, two_lessons, now):
    found = result_of(take(learner, *two_lessons, now=now, missed=two_lessons[3:]), now)

    assert found.headline == "Solid, apart from “Second”"
    assert found.weakest.lesson.slug == "second"


@pytest.mark.parametrize(
    ("missed", "headline"), [((0, 3), "A good base, with some gaps"), ((0, 1, 3), "Worth reading again first")]
)
def test_misses_of_several_lessons(learner, two_lessons, now, missed, headline):
    found = result_of(take(learner, *two_lessons, now=now, missed=[two_lessons[number] for number in missed]), now)

    assert found.headline == headline


def test_of_two_lessons_with_as_many_misses_the_smaller_share_is_weaker(learner, two_lessons, now):
    found = result_of(take(learner, *two_lessons, now=now, missed=[two_lessons[0], two_lessons[3]]), now)

    assert found.weakest.lesson.slug == "second"


def test_what_was_said_and_what_was_right(learner, now):
    question, skipped = factories.make_question("q"), factories.make_question("skipped")
    attempt = begin(learner, question, skipped, now=now)
    give(attempt, question, wrong(question), now=now)
    give(attempt, skipped, {}, now=now)
    attempt.refresh_from_db()

    missed, unknown = result_of(attempt, now).misses

    assert "A wrong one" in missed.said
    assert unknown.said == "I don’t know yet"
    assert "The right one" in missed.key
    assert "The right one" in unknown.key
    assert "Because of q." in missed.explain


@pytest.mark.parametrize("name", ["multiple", "ordering", "matching", "fill", "numeric", "true-false"])
def test_every_type_can_be_said(learner, now, name):
    question = factories.make_question("q", type=name)

    miss = result_of(take(learner, question, now=now, missed=[question]), now).misses[0]

    assert miss.said
    assert miss.key
    assert miss.said != miss.key


def test_an_answer_to_an_older_revision_is_still_said(learner, now):
    question = factories.make_question("q")
    attempt = take(learner, question, now=now, missed=[question])
    choices = [choice for choice in question.content["choices"] if choice["id"] != "wrong"]
    html = {key: text for key, text in question.html.items() if not key.endswith(":wrong")}
    Question.objects.update(rev=2, content={"choices": choices}, html=html)

    assert result_of(attempt, now).misses[0].said == ""


def test_a_quiz_ended_early_has_no_verdict(learner, two_lessons, now):
    attempt = begin(learner, *two_lessons, now=now)
    give(attempt, two_lessons[0], right(two_lessons[0]), now=now)
    attempts.start_over(learner, attempt.topic, now=now)
    attempt.refresh_from_db()

    assert result_of(attempt, now).headline == "Ended before its last question"


def test_where_every_question_vanished_nothing_is_scored(learner, two_lessons, now):
    attempt = take(learner, *two_lessons, now=now)
    Question.objects.update(withdrawn=True)

    found = result_of(attempt, now)
    assert (found.total, found.right, found.headline, found.sheet.vanished) == (0, 0, "Nothing left to score", 5)


def test_the_day_is_the_learners(two_lessons):
    east = factories.make_user("east", time_zone="Pacific/Kiritimati")
    noon = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)

    assert result_of(take(east, *two_lessons, now=noon), noon).day == datetime.date(2026, 11, 25)
    assert result_of(begin(east, *two_lessons, now=noon), noon).day is None


def test_the_last_finished_quiz_of_a_topic(learner, other_learner, two_lessons, now):
    topic = two_lessons[0].lesson.topic
    assert results.last_finished(learner, topic) is None

    take(other_learner, *two_lessons, now=now)
    first = take(learner, *two_lessons, now=now)
    begin(learner, *two_lessons, now=now)
    assert results.last_finished(learner, topic) == first
    latest = take(learner, two_lessons[0], now=now + datetime.timedelta(hours=1))
    assert results.last_finished(learner, topic) == latest
