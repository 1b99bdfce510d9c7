"""Checks inside lessons: every answer, with htmx and as a plain form, and everything that can come in between."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.progress.models import LessonProgress
from portal.quizzes.kinds import OWN
from portal.quizzes.models import Answer, Question, QuestionTotal, Reset
from portal.quizzes.views import AS_GUEST, CHANGED_NOW, FIRST_COUNTS
from tests import factories
from tests.quizzes.taking import check, post, right, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
LESSON = "/lessons/basics/first/"
PAGE = "/questions/q/"
ANSWER = "/questions/q/answer/"


@pytest.fixture
def now():
    """The views look at the clock, so what happened before happened yesterday."""
    return timezone.now() - datetime.timedelta(days=1)


@pytest.fixture
def lesson(db):
    return factories.make_lesson("first", blocks=[{"name": "question", "ref": "q", "query": ""}])


@pytest.fixture
def question(lesson):
    return factories.make_question("q", lesson)


def text(response):
    return response.content.decode()


# Answering


@pytest.mark.parametrize("name", sorted(OWN))
@pytest.mark.parametrize("given", [right, wrong, lambda question: {}], ids=["right", "wrong", "unknown"])
def test_a_plain_form_leads_back_to_the_lesson_with_the_verdict(client, lesson, name, given):
    question = factories.make_question("q", lesson, name)
    response = client.post(ANSWER, post(given(question)))

    assert (response.status_code, response["Location"]) == (302, f"{LESSON}#q-q")
    answer = Answer.objects.get()
    assert (answer.given, answer.right) == (given(question), given(question) == right(question))
    page = text(client.get(LESSON))
    assert ("Correct" if answer.right else "Not quite" if answer.given else "Now you can find out") in page
    assert "Because of q." in page
    assert "https://docs.aws.amazon.com/" in page
    assert f'href="{LESSON}#s-a-section"' in page


@pytest.mark.parametrize("name", sorted(OWN))
def test_htmx_gets_the_card_alone(htmx_client, lesson, name):
    question = factories.make_question("q", lesson, name)
    response = htmx_client.post(ANSWER, post(right(question)))

    assert response.status_code == 200
    assert text(response).strip().startswith('<section class="q q--inline" id="q-q"')
    assert "<html" not in text(response)
    assert "Correct" in text(response)
    assert "data-focus" in text(response)
    assert {"HX-Request", "HX-Boosted"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("given", ["right", "wrong"])
def test_every_choice_has_its_reason_after_the_answer(htmx_client, question, given):
    page = text(htmx_client.post(ANSWER, {"choice": given}))

    for why in ("It fits.", "It does not.", "Nor does it."):
        assert why in page
    assert page.count("Your answer") == 1
    assert ("Your answer, correct" in page) == (given == "right")
    assert "Correct answer" in page or given == "right"


def test_confidence_and_time_are_stored_and_what_nobody_asked_for_is_not(client, question):
    client.post(
        ANSWER,
        {"choice": "wrong", "confidence": "guess", "ms": "1500", "right": "1", "learner": "9", "key": "x", "rev": "1"},
    )

    answer = Answer.objects.get()
    assert (answer.confidence, answer.milliseconds, answer.right, answer.key) == ("guess", 1500, False, "c-q-0")


def test_the_first_answer_makes_a_visitor_a_guest_and_marks_the_place(client, question):
    assert not User.objects.exists()
    client.post(ANSWER, {"choice": "right", "time_zone": "Pacific/Kiritimati"})

    guest = User.objects.get()
    assert (guest.is_guest, guest.time_zone) == (True, "Pacific/Kiritimati")
    assert LessonProgress.objects.get(learner=guest).section == "a-section"


# What is sent back


@pytest.mark.parametrize("name", sorted(OWN))
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_nothing_chosen_is_sent_back_and_nothing_is_stored(client, htmx_client, lesson, name, htmx):
    factories.make_question("q", lesson, name)
    response = (htmx_client if htmx else client).post(ANSWER)

    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert ("<html" in text(response)) is not htmx
    assert "Because of q." not in text(response)
    assert not Answer.objects.exists()
    assert not User.objects.exists()


def test_what_was_chosen_is_put_back(client, lesson):
    factories.make_question("q", lesson, "multiple")
    page = text(client.post(ANSWER, {"choices": ["wrong"], "confidence": "unsure"}))

    assert "Choose two: you have chosen one." in page
    assert 'value="wrong" checked' in page
    assert 'value="unsure" checked' in page
    assert page.count(" checked") == 2


def test_what_was_typed_is_put_back_and_escaped(client, lesson):
    factories.make_question("q", lesson, "numeric")

    assert 'value="&quot;&gt;&lt;script&gt;"' in text(client.post(ANSWER, {"number": '"><script>'}))


@pytest.mark.parametrize(
    "data", [{"choice": "also"}, {"choice": "true"}, {"choice": ""}, {"choices": "right"}, {"choice": "right\x00"}]
)
def test_choices_of_other_questions_are_sent_back(client, question, data):
    factories.make_question("many", question.lesson, "multiple")

    assert client.post(ANSWER, data).status_code == 422
    assert not Answer.objects.exists()


def test_reading_or_replacing_an_answer_is_not_allowed(client, question):
    assert client.get(ANSWER)["Location"] == PAGE
    assert client.put(ANSWER).status_code == 405
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("change", [{"withdrawn": True}, {"lesson__status": "draft"}, {"lesson__withdrawn": True}])
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_question_that_is_gone_is_a_404_and_htmx_is_led_to_what_happened(client, htmx_client, question, change, htmx):
    for name, value in change.items():
        target = question.lesson if "__" in name else question
        setattr(target, name.split("__")[-1], value)
        target.save()
    response = (htmx_client if htmx else client).post(
        ANSWER, {"choice": "right"}, headers={"HX-Current-URL": f"http://testserver{LESSON}"}
    )

    assert response.status_code == 404
    assert response.headers.get("HX-Redirect") == (
        f"/what-happened/404/?back={LESSON.replace('/', '%2F')}" if htmx else None
    )
    assert not Answer.objects.exists()


# Twice


@pytest.mark.parametrize("second", [{"choice": "right"}, {"skip": "1"}, {}, {"choice": "no such"}])
def test_a_double_submit_shows_the_first_result_and_counts_once(learner_client, htmx_client, learner, question, second):
    learner_client.post(ANSWER, {"choice": "wrong", "n": "0"})
    htmx_client.force_login(learner)
    again = htmx_client.post(ANSWER, {**second, "n": "0"})

    assert (again.status_code, "Not quite" in text(again)) == (200, True)
    assert learner_client.post(ANSWER, {**second, "n": "0"})["Location"] == f"{LESSON}#q-q"
    assert Answer.objects.get().given == {"choice": "wrong"}
    assert QuestionTotal.objects.get().answers == 1


def test_asked_again_it_is_a_new_answer(learner_client, question):
    learner_client.post(ANSWER, {"choice": "wrong", "n": "0"})
    afresh = text(learner_client.get(f"{PAGE}?again=q"))
    assert 'name="n" value="1"' in afresh
    learner_client.post(ANSWER, {"choice": "right", "n": "1"})

    assert sorted(Answer.objects.values_list("key", "right")) == [("c-q-0", False), ("c-q-1", True)]


@pytest.mark.parametrize("n", ["7", "999999", "99999999999999999999", "-1", "x", "١"])
def test_a_number_that_was_made_up_opens_no_gap(learner_client, question, n):
    learner_client.post(ANSWER, {"choice": "wrong", "n": n})

    assert Answer.objects.get().key == "c-q-0"


def test_two_tabs_of_one_page_count_once(learner_client, learner, question, htmx_client):
    """Both show try 0; the second shows what the first had answered."""
    htmx_client.force_login(learner)
    learner_client.get(LESSON)
    htmx_client.get(LESSON)
    learner_client.post(ANSWER, {"choice": "right", "n": "0", "rev": "1"})

    again = text(htmx_client.post(ANSWER, {"choice": "wrong", "n": "0", "rev": "1"}))
    assert "Correct" in again
    assert FIRST_COUNTS in again
    assert FIRST_COUNTS not in text(htmx_client.post(ANSWER, {"choice": "right", "n": "0", "rev": "1"}))
    assert Answer.objects.count() == 1


# Changed


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_question_changed_while_it_was_open_is_shown_anew_with_what_was_chosen(client, htmx_client, question, htmx):
    Question.objects.update(rev=2)
    response = (htmx_client if htmx else client).post(ANSWER, {"choice": "wrong", "rev": "1", "n": "0"})

    assert response.status_code == 422
    assert CHANGED_NOW in text(response)
    assert 'name="rev" value="2"' in text(response)
    assert 'value="wrong" checked' in text(response)
    assert not Answer.objects.exists()


def test_a_double_submit_after_a_change_does_not_say_that_it_was_not_counted(learner_client, question):
    learner_client.post(ANSWER, {"choice": "wrong", "rev": "1", "n": "0"})
    Question.objects.update(rev=2)
    again = learner_client.post(ANSWER, {"choice": "wrong", "rev": "1", "n": "0"})

    assert again.status_code == 302
    page = text(learner_client.get(PAGE))
    assert "Your earlier answer is kept" in page
    assert ('name="n" value="1"' in page, 'name="rev" value="2"' in page) == (True, True)
    assert Answer.objects.count() == 1


def test_after_a_change_it_is_answered_anew(learner_client, question):
    learner_client.post(ANSWER, {"choice": "right", "n": "0"})
    Question.objects.update(rev=2)
    learner_client.post(ANSWER, {"choice": "wrong", "rev": "2", "n": "1"})

    assert sorted(Answer.objects.values_list("key", "rev")) == [("c-q-0", 1), ("c-q-1", 2)]


def test_after_a_reset_it_is_answered_anew(learner_client, learner, question, now):
    check(learner, question, right(question), now=now)
    Reset.objects.create(learner=learner, topic=question.lesson.topic, at=now + HOUR)
    assert "Because of q." not in text(learner_client.get(PAGE))
    learner_client.post(ANSWER, {"choice": "wrong", "n": "1"})

    assert "Not quite" in text(learner_client.get(PAGE))


# Sessions


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_after_the_session_ended_the_answer_is_kept_for_a_guest_who_is_told(learner, question, htmx):
    client = Client(headers={"HX-Request": "true"} if htmx else {})
    client.force_login(learner)
    Session.objects.all().delete()

    response = client.post(ANSWER, {"choice": "right", "n": "3", "rev": "1"})

    assert Answer.objects.get().learner.is_guest
    if htmx:
        assert AS_GUEST in text(response)
    else:
        assert [str(message) for message in get_messages(response.wsgi_request)] == [AS_GUEST]
        assert AS_GUEST in text(client.get(LESSON))


def test_who_signed_out_in_another_tab_is_told_too(client, question):
    """The cookie is gone with the session; the page's script says that the page was made for a learner."""
    response = client.post(ANSWER, {"choice": "right", "n": "0", "rev": "1", "learner": "1"})

    assert [str(message) for message in get_messages(response.wsgi_request)] == [AS_GUEST]


def test_a_guest_whose_answers_come_back_at_sign_in(learner, question, now):
    """What was answered after the session ended joins what was answered before it."""
    check(learner, question, right(question), now=now)
    client = Client()
    client.force_login(learner)
    Session.objects.all().delete()
    client.post(ANSWER, {"choice": "wrong", "n": "1", "rev": "1"})

    client.post("/accounts/login/", {"login": "learner", "password": "a long enough password"})

    assert Answer.objects.filter(learner=learner).count() == 2
    assert QuestionTotal.objects.get().answers == 2


def test_a_visitor_is_told_nothing_about_sessions(client, question):
    response = client.post(ANSWER, {"choice": "right"})

    assert list(get_messages(response.wsgi_request)) == []


# The page of one check


def test_the_page_of_a_check_leads_to_its_lesson(client, question):
    page = text(client.get(PAGE))

    assert 'action="/questions/q/answer/"' in page
    assert f'href="{LESSON}#q-q"' in page
    assert "<title>Check: First · Stratum</title>" in page


def test_the_page_of_a_check_shows_nobody_elses_answer(client, other_learner, question, now):
    check(other_learner, question, right(question), now=now)
    client.force_login(factories.make_user("me"))

    assert "Because of q." not in text(client.get(PAGE))


def test_ids_on_a_lesson_with_two_answered_checks_are_unique(learner_client, learner, now):
    lesson = factories.make_lesson(
        "first", blocks=[{"name": "question", "ref": slug, "query": ""} for slug in ("q", "r")]
    )
    for slug in ("q", "r"):
        check(learner, factories.make_question(slug, lesson), {}, now=now)

    ids = re.findall(r'\sid="([^"]+)"', text(learner_client.get(LESSON)))
    assert len(ids) == len(set(ids))
