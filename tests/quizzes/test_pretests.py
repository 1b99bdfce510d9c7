"""The pre-test: asked before the lessons without a verdict, and again at the end of the quiz."""

import datetime

import pytest
from django.test import Client

from portal.progress import activity, history, places
from portal.progress.summary import course_state
from portal.quizzes import attempts, known, pretests, results
from portal.quizzes.models import Answer, Attempt, PickTotal, Question, QuestionTotal
from tests import factories
from tests.quizzes.taking import give, post, right, wrong

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGE, QUIZ = "/quizzes/basics/pretest/", "/quizzes/basics/"


@pytest.fixture
def three():
    factories.make_question("one", factories.make_lesson("first"))
    return factories.make_pretest("before-1", "before-2", "before-3")


@pytest.fixture
def topic(three):
    return three[0].lesson.topic


def answer(client, question, given):
    """Send the answer to the open pre-test or quiz."""
    attempt = Attempt.objects.open().latest("started")
    return client.post(f"/quizzes/attempts/{attempt.pk}/answers/", {"question": question.slug, **post(given)})


def take_pretest(learner, topic, now, *, missed=()):
    attempt = pretests.begin_or_resume(learner, topic, now=now)
    for question in Question.objects.filter(use="pretest"):
        give(attempt, question, wrong(question) if question in missed else right(question), now=now)
    return attempt


def take_quiz(learner, topic, now, *, missed=()):
    attempt = attempts.begin_or_resume(learner, topic, now=now)
    for slug, _ in attempt.questions:
        question = Question.objects.get(slug=slug)
        give(attempt, question, wrong(question) if question in missed else right(question), now=now)
    attempt.refresh_from_db()
    return results.result(attempts.sheet(attempt, now=now))


# Before


def test_it_asks_the_topics_questions_in_the_authors_order(learner_client, three):
    learner_client.post(PAGE)

    assert [slug for slug, _ in Attempt.objects.get().questions] == ["before-1", "before-2", "before-3"]


def test_no_page_gives_a_verdict_before_the_quiz(learner_client, three):
    learner_client.post(PAGE)
    pages = []
    for question in three:
        shown = learner_client.get(Attempt.objects.get().get_absolute_url())
        sent = answer(learner_client, question, wrong(question))
        pages += [shown.content.decode(), learner_client.get(sent["Location"], follow=True).content.decode()]
    attempt = Attempt.objects.get()
    for address in (attempt.get_absolute_url(), f"{attempt.get_absolute_url()}?question=before-1", PAGE):
        pages.append(learner_client.get(address, follow=True).content.decode())
    pages.append(learner_client.get(f"/quizzes/attempts/{attempt.pk}/result/", follow=True).content.decode())

    assert attempt.finished
    assert "Kept for later" in pages[-1]
    told = ("Because of before", "It fits.", "It does not.", "Not quite", "Correct", "missed", "is-wrong", "is-right")
    assert [word for page in pages for word in told if word in page] == []


def test_with_htmx_the_next_question_is_a_page_of_its_own(learner_client, three):
    learner_client.post(PAGE)
    attempt = Attempt.objects.get()
    sent = learner_client.post(
        f"/quizzes/attempts/{attempt.pk}/answers/",
        {"question": "before-1", "choice": "right"},
        headers={"HX-Request": "true"},
    )

    assert sent["HX-Redirect"] == attempt.get_absolute_url()
    assert not sent.content


def test_its_questions_are_no_checks_of_their_own(client, three):
    assert client.get("/questions/before-1/").status_code == 404
    assert client.post("/questions/before-1/answer/", {"choice": "right"}).status_code == 404


def test_it_is_resumed_and_taken_once(learner_client, three):
    learner_client.post(PAGE)
    answer(learner_client, three[0], right(three[0]))
    assert "Go on" in learner_client.get(PAGE).content.decode()
    learner_client.post(PAGE)
    for question in three[1:]:
        answer(learner_client, question, {})
    learner_client.post(PAGE)

    assert Attempt.objects.count() == 1
    assert Answer.objects.count() == 3


def test_a_topic_started_afresh_has_it_anew(learner, topic, now):
    first = take_pretest(learner, topic, now)
    places.start_afresh(learner, topic, now=now + DAY)

    assert pretests.begin_or_resume(learner, topic, now=now + 2 * DAY) != first


def test_a_topic_without_one_says_so_and_offers_none(client):
    factories.make_question()

    assert client.get(PAGE).status_code == client.post(PAGE).status_code == 404
    assert "What do you know already?" not in client.get("/topics/basics/").content.decode()


def test_a_withdrawn_question_is_not_asked(client, three):
    Question.objects.filter(slug="before-2").update(withdrawn=True)

    assert "2 questions before the first lesson" in client.get(PAGE).content.decode()


def test_topic_page_and_home_offer_it(learner, learner_client, topic, now):
    assert PAGE in learner_client.get("/topics/basics/").content.decode()
    assert f'href="{PAGE}">First see what you know' in learner_client.get("/").content.decode()

    take_pretest(learner, topic, now)

    assert (
        'What do you know already?<span class="vh">, answered' in learner_client.get("/topics/basics/").content.decode()
    )


# What it does not count for


def test_it_counts_for_no_streak_mastery_statistics_history_or_open_quiz(learner, learner_client, topic, now):
    take_pretest(learner, topic, now)

    assert activity.days_of(learner) == ({}, {})
    assert known.states(learner) == {}
    assert known.practised(learner) == set()
    assert not QuestionTotal.objects.exists()
    assert not PickTotal.objects.exists()
    assert history.finished(learner, now=now) == []
    assert course_state(learner, now=now).questions == 1
    assert not attempts.open_attempts(learner, topic).exists()


def test_an_open_one_is_no_quiz_that_waits(learner, learner_client, topic, now):
    pretests.begin_or_resume(learner, topic, now=now)

    assert "Your quiz is waiting" not in learner_client.get("/").content.decode()
    assert attempts.begin_or_resume(learner, topic, now=now).purpose == "quiz"


# After


def test_the_same_questions_close_the_quiz_with_their_reasons(learner_client, three):
    learner_client.post(QUIZ)
    assert [slug for slug, _ in Attempt.objects.get().questions] == ["one", "before-1", "before-2", "before-3"]
    question = Question.objects.get(slug="one")
    answer(learner_client, question, right(question))
    sent = answer(learner_client, three[0], wrong(three[0]))

    assert "Because of before-1" in learner_client.get(sent["Location"]).content.decode()


def test_the_result_shows_before_and_after_and_scores_neither(learner, learner_client, topic, three, now):
    take_pretest(learner, topic, now, missed=three[:2])
    result = take_quiz(learner, topic, now + DAY, missed=three[2:])

    assert [(each.question.slug, each.before, each.after) for each in result.compared] == [
        ("before-1", False, True),
        ("before-2", False, True),
        ("before-3", True, False),
    ]
    assert (result.right, result.total, result.misses) == (1, 1, ())
    page = learner_client.get(f"/quizzes/attempts/{result.sheet.attempt.pk}/result/").content.decode()
    assert "1 of 3 before the lessons, 2 now" in page
    assert [len(each.marks) for each in history.finished(learner, now=now)] == [1]


def test_without_a_finished_pretest_the_result_shows_neither(learner, topic, now):
    pretests.begin_or_resume(learner, topic, now=now)

    assert take_quiz(learner, topic, now + DAY).compared == ()


def test_one_taken_after_the_quiz_began_proves_nothing(learner, topic, now):
    attempts.begin_or_resume(learner, topic, now=now)
    take_pretest(learner, topic, now + DAY)

    assert take_quiz(learner, topic, now + 2 * DAY).compared == ()


def test_a_retry_asks_none_of_them(learner, topic, three, now):
    result = take_quiz(learner, topic, now, missed=[*three, Question.objects.get(slug="one")])

    again = attempts.retry_wrong(result.sheet.attempt, now=now + DAY)

    assert [slug for slug, _ in again.questions] == ["one"]


def test_another_learners_is_nobody_elses(learner, other_learner, topic, now):
    attempt = take_pretest(learner, topic, now)
    client = Client()
    client.force_login(other_learner)

    assert client.get(attempt.get_absolute_url()).status_code == 404
    assert take_quiz(other_learner, topic, now + DAY).compared == ()
