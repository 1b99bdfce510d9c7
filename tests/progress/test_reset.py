"""Starting a topic afresh: what goes, what stays, and that it asks first."""

import datetime
import re
from collections import Counter

import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.curriculum.models import Topic
from portal.progress import activity, history, places
from portal.progress.models import LessonProgress
from portal.progress.summary import course_state
from portal.quizzes.models import Answer, Attempt, QuestionTotal, Reset
from tests import factories
from tests.quizzes.taking import begin, check, give, right, take, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
RESET = "/progress/basics/reset/"


@pytest.fixture
def now():
    return timezone.now() - HOUR


@pytest.fixture
def course():
    """Two topics, each with a lesson and two questions; by topic, the questions."""
    found = {}
    for slug in ("basics", "storage"):
        lesson = factories.make_lesson(f"{slug}-lesson", factories.make_topic(slug))
        found[slug] = [factories.make_question(f"{slug}-{number}", lesson) for number in range(2)]
    return found


def learn(learner, *topics, now):
    """All of each topic: read, done, one question known and one missed, over two days."""
    for questions in topics:
        places.mark_place(learner, questions[0].lesson, "a-section", now=now - DAY)
        take(learner, *questions, now=now - DAY)
    for questions in topics:
        take(learner, *questions, now=now, missed=questions[1:])
        places.complete(learner, questions[0].lesson, done=True, now=now)


def stand(learner, topic, now):
    """Done, seen, practised, known and missed of a topic."""
    found = next(each for each in course_state(learner, now=now).topics if each.slug == topic)
    return found.done, found.seen, found.practised, found.known, sum(lesson.missed for lesson in found.lessons)


def basics():
    return Topic.objects.get(slug="basics")


# What goes


def test_the_topic_begins_again_at_nothing_and_the_others_stay(learner_client, learner, course, now):
    learn(learner, *course.values(), now=now)
    assert stand(learner, "basics", now) == (1, 1, 1, 1, 1)

    response = learner_client.post(RESET, follow=True)

    assert stand(learner, "basics", now) == (0, 0, 0, 0, 0)
    assert stand(learner, "storage", now) == (1, 1, 1, 1, 1)
    assert response.redirect_chain == [("/progress/", 302)]
    assert "“Basics” starts afresh." in response.content.decode()


def test_the_page_offers_what_was_begun_and_nothing_afterwards(learner_client, learner, course, now):
    learn(learner, course["basics"], now=now)
    assert RESET in learner_client.get("/progress/").content.decode()

    learner_client.post(RESET)

    assert "Start a topic afresh" not in learner_client.get("/progress/").content.decode()


def test_other_learners_keep_theirs(learner_client, learner, other_learner, course, now):
    learn(learner, course["basics"], now=now)
    learn(other_learner, course["basics"], now=now)

    learner_client.post(RESET)

    assert stand(learner, "basics", now) == (0, 0, 0, 0, 0)
    assert stand(other_learner, "basics", now) == (1, 1, 1, 1, 1)


def test_what_is_done_in_a_lesson_not_shown_at_the_moment_goes_too(learner, course, now):
    hidden = factories.make_lesson("hidden", basics(), status="draft")
    places.complete(learner, hidden, done=True, now=now)

    places.start_afresh(learner, basics(), now=now)

    assert not LessonProgress.objects.exists()


def test_a_question_is_known_again_by_two_days_since(learner, course, now):
    question = course["basics"][0]
    check(learner, question, right(question), now=now - DAY)
    places.start_afresh(learner, question.lesson.topic, now=now)

    check(learner, question, right(question), now=now + DAY)
    assert stand(learner, "basics", now) == (0, 1, 1, 0, 0)
    check(learner, question, right(question), now=now + 2 * DAY)
    assert stand(learner, "basics", now) == (0, 1, 1, 1, 0)


def test_a_second_time_later_clears_what_came_between(learner, course, now):
    places.start_afresh(learner, basics(), now=now - 2 * DAY)
    learn(learner, course["basics"], now=now)

    places.start_afresh(learner, basics(), now=now + HOUR)

    assert stand(learner, "basics", now) == (0, 0, 0, 0, 0)


# What stays


def test_answers_quizzes_totals_and_activity_stay(learner_client, learner, course, now):
    learn(learner, course["basics"], now=now)
    before = list(Answer.objects.values()), list(Attempt.objects.values()), list(QuestionTotal.objects.values())
    days, listed = activity.days_of(learner), history.finished(learner, now=now)

    learner_client.post(RESET)

    after = list(Answer.objects.values()), list(Attempt.objects.values()), list(QuestionTotal.objects.values())
    assert after == before
    assert (activity.days_of(learner), history.finished(learner, now=now)) == (days, listed)
    assert (days[0].total(), days[1].total(), len(listed)) == (4, 1, 2)


def test_an_open_quiz_stays_open_with_its_answers(learner_client, learner, course, now):
    first, second = course["basics"]
    attempt = begin(learner, first, second, now=now)
    give(attempt, first, right(first), now=now)

    learner_client.post(RESET)
    give(attempt, second, right(second), now=timezone.now())

    attempt.refresh_from_db()
    assert attempt.finished
    assert history.finished(learner, now=timezone.now())[0].marks == (True, True)


def test_done_lessons_stay_on_the_day_they_were_done_where_the_learner_was(learner, course):
    learner.time_zone = "America/Los_Angeles"
    night = datetime.datetime(2026, 11, 24, 7, 0, tzinfo=datetime.UTC)
    places.complete(learner, course["basics"][0].lesson, done=True, now=night)
    places.start_afresh(learner, basics(), now=night + HOUR)
    learner.time_zone = "Europe/Berlin"

    assert activity.days_of(learner)[1] == Counter({datetime.date(2026, 11, 23): 1})


# Safe


def test_pressing_twice_changes_nothing_more(learner_client, learner, course, now):
    learn(learner, course["basics"], now=now)
    days = activity.days_of(learner)

    for _ in range(2):
        assert learner_client.post(RESET).status_code == 302

    assert stand(learner, "basics", now) == (0, 0, 0, 0, 0)
    assert activity.days_of(learner) == days


def test_looking_asks_and_changes_nothing(learner_client, learner, course, now):
    learn(learner, course["basics"], now=now)

    page = learner_client.get(RESET).content.decode()

    assert "<h1>Start “Basics” afresh?</h1>" in page
    assert "This cannot be undone." in page
    assert re.search(r'<form[^>]*method="post"[^>]*><button[^>]*>Start afresh</button>', page)
    assert stand(learner, "basics", now) == (1, 1, 1, 1, 1)
    assert not Reset.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "head"])
def test_no_other_method_does_it(learner_client, learner, course, now, method):
    learn(learner, course["basics"], now=now)
    getattr(learner_client, method)(RESET)

    assert stand(learner, "basics", now) == (1, 1, 1, 1, 1)


def test_a_visitor_has_nothing_to_lose_and_stays_a_visitor(client, learner, course, now):
    learn(learner, course["basics"], now=now)

    assert client.post(RESET)["Location"] == "/progress/"
    assert not Reset.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("topic", ["hidden", "no-such-topic"])
def test_a_topic_that_is_not_shown_has_none(learner_client, method, topic):
    factories.make_lesson("draft", factories.make_topic("hidden"), status="draft")

    assert getattr(learner_client, method)(f"/progress/{topic}/reset/").status_code == 404
    assert not Reset.objects.exists()


# Around it


def test_only_what_was_begun_can_be_started_afresh(learner_client, learner, course, now):
    check(learner, course["basics"][0], wrong(course["basics"][0]), now=now)

    page = learner_client.get("/progress/").content.decode()

    assert re.findall(r'href="(/progress/[^"]+)"', page) == [RESET]


def test_home_begins_the_topic_again_with_its_lessons_and_then_its_quiz(learner_client, learner, course, now):
    learn(learner, *course.values(), now=now)
    assert "You have been through the whole course" in learner_client.get("/").content.decode()

    learner_client.post(RESET)
    assert "Start lesson" in learner_client.get("/").content.decode()

    learner_client.post("/lessons/basics/basics-lesson/completion/")
    assert 'href="/quizzes/basics/">Open the quiz' in learner_client.get("/").content.decode()

    take(learner, *course["basics"], now=timezone.now())
    assert "You have been through the whole course" in learner_client.get("/").content.decode()
