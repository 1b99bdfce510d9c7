"""Quizzes, one question at a time: with htmx and as plain forms, and everything that can come in between."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.quizzes import attempts, views
from portal.quizzes.kinds import OWN
from portal.quizzes.models import Answer, Attempt, Question, QuestionTotal
from tests import factories
from tests.quizzes.taking import begin, give, post, right, take, wrong

pytestmark = pytest.mark.django_db
QUIZ = "/quizzes/basics/"
HOUR = datetime.timedelta(hours=1)
BOTH = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


@pytest.fixture
def now():
    """The views look at the clock, so what happened before happened yesterday."""
    return timezone.now() - datetime.timedelta(days=1)


@pytest.fixture
def three(db):
    return [factories.make_question(slug) for slug in ("one", "two", "three")]


@pytest.fixture
def attempt(learner, three, now):
    return begin(learner, *three, now=now)


@pytest.fixture
def send(learner):
    """POST as the learner: `send(address, data, htmx=…)`."""
    clients = {False: Client(), True: Client(headers={"HX-Request": "true"})}
    for client in clients.values():
        client.force_login(learner)
    return lambda address, data=None, *, htmx=False: clients[htmx].post(address, data or {})


def page_of(attempt):
    return f"/quizzes/attempts/{attempt.pk}/"


def answers_of(attempt):
    return f"/quizzes/attempts/{attempt.pk}/answers/"


def result_of(attempt):
    return f"/quizzes/attempts/{attempt.pk}/result/"


def retry_of(attempt):
    return f"{page_of(attempt)}retry/"


def quiz_of(attempt):
    return QUIZ


def start_over_of(attempt):
    return f"{QUIZ}start-over/"


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Before


def test_the_page_before_a_quiz(client, three):
    page = text(client.get(QUIZ))

    assert "<h1>3 questions on Basics</h1>" in page
    assert not User.objects.exists()


def test_a_topic_without_questions_says_so_and_begins_nothing(client):
    factories.make_lesson("first")

    assert "No questions yet" in text(client.get(QUIZ))
    assert client.post(QUIZ)["Location"] == QUIZ
    assert client.post(f"{QUIZ}start-over/")["Location"] == QUIZ
    assert not Attempt.objects.exists()


def test_a_topic_that_is_not_shown_has_no_quiz(client, three):
    three[0].lesson.topic.withdrawn = True
    three[0].lesson.topic.save()

    assert [
        client.get(QUIZ).status_code,
        client.post(QUIZ).status_code,
        client.post(f"{QUIZ}start-over/").status_code,
    ] == [404] * 3


def test_a_visitor_begins_as_a_guest(client, three):
    response = client.post(QUIZ, {"time_zone": "Europe/Berlin"})

    only = Attempt.objects.get()
    assert response["Location"] == page_of(only)
    assert (only.learner.is_guest, only.learner.time_zone) == (True, "Europe/Berlin")
    assert client.get(page_of(only)).status_code == 200


def test_beginning_twice_resumes(send, three):
    assert send(QUIZ)["Location"] == send(QUIZ)["Location"]
    assert Attempt.objects.count() == 1


def test_the_page_says_where_it_is_resumed(learner_client, attempt, three, now):
    give(attempt, three[1], right(three[1]), now=now)

    page = text(learner_client.get(QUIZ))
    assert "1 of 3 questions are answered" in page
    assert "Resume at question 1" in page


def test_starting_over_ends_the_open_one(send, attempt, learner_client):
    response = send(f"{QUIZ}start-over/")

    attempt.refresh_from_db()
    assert attempt.dropped
    assert response["Location"] == page_of(Attempt.objects.exclude(pk=attempt.pk).get())
    assert learner_client.get(page_of(attempt))["Location"] == result_of(attempt)
    assert "You started over before this round was finished" in text(learner_client.get(result_of(attempt)))


# One question at a time


def test_the_next_question_is_shown_with_its_number(learner_client, attempt, three, now):
    give(attempt, three[0], right(three[0]), now=now)

    page = text(learner_client.get(page_of(attempt)))
    assert "<strong>Question 2</strong> of 3" in page
    assert "What about two, the ____ one?" in page
    assert page.count("data-question") == 1
    assert "What about one" not in page
    assert "What about three" not in page


def test_an_answered_question_can_be_seen_again(learner_client, attempt, three, now):
    give(attempt, three[0], wrong(three[0]), now=now)

    page = text(learner_client.get(f"{page_of(attempt)}?question=one"))
    assert "Not quite" in page
    assert "Because of one." in page
    assert "data-question" not in page
    assert text(learner_client.get(f"{page_of(attempt)}?question=nonsense")).count("What about two") == 1


@pytest.mark.parametrize("name", sorted(OWN))
@pytest.mark.parametrize("given", [right, wrong, lambda question: {}], ids=["right", "wrong", "unknown"])
@BOTH
def test_each_type_is_answered(send, learner, learner_client, now, name, given, htmx):
    question, more = factories.make_question("q", type=name), factories.make_question("more")
    attempt = begin(learner, question, more, now=now)
    response = send(answers_of(attempt), {"question": "q", "rev": "1", **post(given(question))}, htmx=htmx)

    answer = Answer.objects.get()
    assert (answer.given, answer.right) == (given(question), given(question) == right(question))
    assert (answer.attempt, answer.key) == (attempt, f"a{attempt.pk}-q")
    verdict = "Correct" if answer.right else "Not quite" if answer.given else "Now you can find out"
    if htmx:
        assert response.status_code == 200
        assert text(response).strip().startswith('<section id="quiz-question"')
        card = text(response)
    else:
        assert (response.status_code, response["Location"]) == (302, f"{page_of(attempt)}?question=q#verdict")
        card = text(learner_client.get(f"{page_of(attempt)}?question=q"))
    assert f">{verdict}</h2>" in card
    assert "Because of q." in card
    assert "Next question" in card


def test_the_last_answer_leads_to_the_result(send, attempt, three, now):
    for question in three[:2]:
        give(attempt, question, right(question), now=now)
    card = text(send(answers_of(attempt), {"question": "three", "choice": "right"}, htmx=True))

    assert "See the result" in card
    attempt.refresh_from_db()
    assert attempt.finished
    assert "<strong>Question 3</strong> of 3" in card


def test_a_finished_quiz_leads_to_its_result(learner_client, learner, three, now):
    attempt = take(learner, *three, now=now)

    assert learner_client.get(page_of(attempt))["Location"] == result_of(attempt)
    assert learner_client.get(f"{page_of(attempt)}?question=one").status_code == 200


def test_an_open_quiz_has_no_result_yet(learner_client, attempt):
    assert learner_client.get(result_of(attempt))["Location"] == page_of(attempt)


# What is sent back


@pytest.mark.parametrize("name", sorted(OWN))
@BOTH
def test_nothing_chosen_is_sent_back_and_nothing_is_stored(send, learner, now, name, htmx):
    attempt = begin(learner, factories.make_question("q", type=name), now=now)
    response = send(answers_of(attempt), {"question": "q"}, htmx=htmx)

    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert "Because of q." not in text(response)
    assert ("<html" in text(response)) is not htmx
    assert not Answer.objects.exists()


@BOTH
def test_a_choice_of_another_question_is_sent_back(send, learner, three, now, htmx):
    true = factories.make_question("true", type="true-false")
    attempt = begin(learner, *three, true, now=now)

    assert send(answers_of(attempt), {"question": "one", "choice": "true"}, htmx=htmx).status_code == 422
    assert send(answers_of(attempt), {"question": "true", "choice": "right"}, htmx=htmx).status_code == 422
    assert not Answer.objects.exists()


@pytest.mark.parametrize("slug", ["", "else", "nonsense", "one two"])
@BOTH
def test_a_question_that_was_not_drawn_is_a_404_and_changes_nothing(send, attempt, slug, htmx):
    factories.make_question("else")

    assert send(answers_of(attempt), {"question": slug, "choice": "right"}, htmx=htmx).status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("address", [page_of, answers_of, result_of, retry_of])
@BOTH
def test_another_learners_quiz_does_not_exist(other_learner, attempt, three, now, address, htmx):
    mine = begin(other_learner, *three, now=now)
    client = Client(headers={"HX-Request": "true"} if htmx else {})
    client.force_login(other_learner)
    data = {"question": "one", "choice": "right", "attempt": mine.pk}
    before = list(Attempt.objects.values())

    responses = [client.get(address(attempt)), client.post(address(attempt), data)]

    assert {response.status_code for response in responses} <= {404, 405}
    assert 404 in {response.status_code for response in responses}
    assert not Answer.objects.exists()
    assert list(Attempt.objects.values()) == before


@pytest.mark.parametrize("pk", ["0", "99999999", "99999999999999999999"])
def test_a_quiz_that_never_was(learner_client, pk):
    assert learner_client.get(f"/quizzes/attempts/{pk}/").status_code == 404
    assert learner_client.post(f"/quizzes/attempts/{pk}/answers/").status_code == 404


def test_methods(learner_client, attempt):
    assert learner_client.put(answers_of(attempt)).status_code == 405
    assert learner_client.get(retry_of(attempt)).status_code == 405
    assert learner_client.get(f"{QUIZ}start-over/").status_code == 405
    assert learner_client.post(page_of(attempt)).status_code == 405
    assert learner_client.post(result_of(attempt)).status_code == 405
    assert learner_client.delete(QUIZ).status_code == 405


# Twice, late, elsewhere


@pytest.mark.parametrize("second", [{"choice": "right"}, {"skip": "1"}, {}])
@BOTH
def test_a_double_submit_shows_the_first_result_and_counts_once(send, attempt, learner_client, second, htmx):
    send(answers_of(attempt), {"question": "one", "choice": "wrong"}, htmx=htmx)
    again = send(answers_of(attempt), {"question": "one", **second}, htmx=htmx)

    card = text(again if htmx else learner_client.get(f"{page_of(attempt)}?question=one"))
    assert "Not quite" in card
    assert Answer.objects.get().given == {"choice": "wrong"}
    assert QuestionTotal.objects.get().answers == 1


@pytest.mark.parametrize(("second", "is_told"), [("wrong", False), ("right", True)])
@BOTH
def test_another_answer_to_the_same_question_is_not_counted_and_this_is_told(send, attempt, second, is_told, htmx):
    send(answers_of(attempt), {"question": "one", "choice": "wrong"}, htmx=htmx)
    again = send(answers_of(attempt), {"question": "one", "choice": second}, htmx=htmx)

    assert (views.FIRST_COUNTS in (text(again) if htmx else told(again))) == is_told
    assert Answer.objects.get().given == {"choice": "wrong"}


def test_the_address_of_a_form_that_was_sent_back_leads_to_the_quiz(learner_client, attempt):
    """Without JavaScript it stands in the address bar, and a switch of the theme comes back to it."""
    assert learner_client.post(answers_of(attempt), {"question": "one"}).status_code == 422
    assert learner_client.get(answers_of(attempt))["Location"] == page_of(attempt)


@BOTH
def test_after_the_end_an_answered_question_shows_its_result(send, learner, three, now, htmx):
    attempt = take(learner, *three, now=now)
    response = send(answers_of(attempt), {"question": "one", "choice": "wrong"}, htmx=htmx)

    assert response.status_code == (200 if htmx else 302)
    assert Answer.objects.filter(right=True).count() == 3


@BOTH
def test_after_starting_over_in_another_tab_the_answer_is_not_counted_and_this_is_told(send, attempt, htmx):
    send(f"{QUIZ}start-over/")
    response = send(answers_of(attempt), {"question": "one", "choice": "right"}, htmx=htmx)

    assert (response.headers.get("HX-Redirect") if htmx else response["Location"]) == QUIZ
    assert told(response) == [views.OVER]
    assert not Answer.objects.exists()


@BOTH
def test_a_question_withdrawn_while_it_was_open_is_told(send, attempt, htmx):
    Question.objects.filter(slug="one").update(withdrawn=True)
    response = send(answers_of(attempt), {"question": "one", "choice": "right"}, htmx=htmx)

    assert (response.headers.get("HX-Redirect") if htmx else response["Location"]) == page_of(attempt)
    assert told(response) == [views.WITHDRAWN_NOW]
    assert not Answer.objects.exists()


def test_withdrawn_questions_are_told_on_the_next_one(learner_client, attempt):
    Question.objects.filter(slug="one").update(withdrawn=True)

    page = text(learner_client.get(page_of(attempt)))
    assert "1 question was withdrawn since this quiz began and no longer counts." in page
    assert "<strong>Question 1</strong> of 2" in page


def test_where_all_were_withdrawn_the_quiz_ends(learner_client, attempt, send):
    Question.objects.update(withdrawn=True)

    assert learner_client.get(page_of(attempt))["Location"] == result_of(attempt)
    page = text(learner_client.get(result_of(attempt)))
    assert "Nothing left to score" in page
    assert "3 questions were withdrawn meanwhile" in page
    assert "Every answer was right" not in page


@BOTH
def test_a_question_changed_while_it_was_open_is_shown_anew_with_what_was_chosen(send, attempt, htmx):
    Question.objects.filter(slug="one").update(rev=2)
    response = send(answers_of(attempt), {"question": "one", "rev": "1", "choice": "wrong"}, htmx=htmx)

    assert response.status_code == 422
    assert views.CHANGED_NOW in text(response)
    assert 'name="rev" value="2"' in text(response)
    assert 'value="wrong" checked' in text(response)
    assert not Answer.objects.exists()
    assert send(answers_of(attempt), {"question": "one", "rev": "2", "choice": "wrong"}).status_code == 302
    assert Answer.objects.get().rev == 2


def test_a_question_changed_before_it_was_shown_says_so(learner_client, attempt):
    Question.objects.filter(slug="one").update(rev=2)

    assert views.CHANGED_SINCE in text(learner_client.get(page_of(attempt)))


def test_a_question_changed_after_its_answer_is_asked_anew(learner_client, send, attempt):
    send(answers_of(attempt), {"question": "one", "choice": "right"})
    Question.objects.filter(slug="one").update(rev=2)

    page = text(learner_client.get(page_of(attempt)))
    assert "<strong>Question 1</strong> of 3" in page
    assert views.CHANGED_SINCE in page
    send(answers_of(attempt), {"question": "one", "rev": "2", "choice": "wrong"})
    assert sorted(Answer.objects.values_list("rev", "right")) == [(1, True), (2, False)]
    assert views.CHANGED_SINCE not in text(learner_client.get(f"{page_of(attempt)}?question=one"))


def test_a_double_submit_after_a_change_is_asked_anew_and_counts_nothing(send, attempt):
    send(answers_of(attempt), {"question": "one", "rev": "1", "choice": "right"})
    Question.objects.filter(slug="one").update(rev=2)

    assert send(answers_of(attempt), {"question": "one", "rev": "1", "choice": "right"}).status_code == 422
    assert Answer.objects.count() == 1


def test_a_question_changed_after_the_end_says_that_the_verdict_is_older(learner_client, learner, three, now):
    attempt = take(learner, *three, now=now)
    Question.objects.filter(slug="one").update(rev=2)

    assert views.CHANGED_AFTER in text(learner_client.get(f"{page_of(attempt)}?question=one"))
    assert views.CHANGED_AFTER not in text(learner_client.get(f"{page_of(attempt)}?question=two"))


# Sessions


def test_who_signed_out_in_another_tab_begins_no_quiz_as_a_guest(client, three):
    assert client.post(QUIZ, {"learner": "1"})["Location"] == "/accounts/login/?next=%2Fquizzes%2Fbasics%2F"
    assert not Attempt.objects.exists()
    assert not User.objects.filter(is_guest=True).exists()


@pytest.mark.parametrize("address", [answers_of, retry_of, quiz_of, start_over_of])
@BOTH
def test_after_the_session_ended_nothing_is_begun_and_this_is_told(learner, attempt, address, htmx):
    client = Client(headers={"HX-Request": "true"} if htmx else {})
    client.force_login(learner)
    Session.objects.all().delete()
    response = client.post(
        address(attempt),
        {"question": "one", "choice": "right"},
        headers={"HX-Current-URL": f"http://testserver{page_of(attempt)}"},
    )

    if htmx:
        assert response.status_code == 401
        assert response["HX-Redirect"].startswith("/what-happened/401/?back=")
    else:
        assert response["Location"].startswith("/accounts/login/?next=%2Fquizzes%2F")
        assert told(response) == [views.ENDED if address is answers_of else views.ENDED_BEFORE]
    assert (Answer.objects.count(), Attempt.objects.count(), User.objects.count()) == (0, 1, 1)


@pytest.mark.parametrize("address", [page_of, result_of])
def test_a_visitor_is_asked_to_sign_in_and_led_back(client, attempt, address):
    response = client.get(address(attempt))

    assert response["Location"] == f"/accounts/login/?next={address(attempt).replace('/', '%2F')}"
    assert told(response) == [views.SIGN_IN]
    assert (
        client.get(address(Attempt(pk=99)))["Location"]
        == f"/accounts/login/?next={address(Attempt(pk=99)).replace('/', '%2F')}"
    )


def test_a_guest_has_quizzes_of_their_own(client, three):
    client.post(QUIZ)
    own = Attempt.objects.get()
    slug = own.questions[0][0]
    client.post(answers_of(own), {"question": slug, "choice": "right"})

    assert Answer.objects.get().learner == own.learner
    assert Client().get(page_of(own)).status_code == 302


# Result


def test_the_result_by_lesson_and_what_was_missed(learner_client, learner, now):
    first, second = factories.make_lesson("first", minutes=4), factories.make_lesson("second", minutes=6)
    questions = [
        factories.make_question("a", first),
        factories.make_question("b", second),
        factories.make_question("c", second),
    ]
    attempt = take(learner, *questions, now=now, missed=questions[1:2])

    page = text(learner_client.get(result_of(attempt)))
    assert re.search(r'<p class="score__n num">2<small>of 3', page)
    assert "Solid, apart from “Second”" in page
    assert "Re-read Second, 6 min" in page
    assert "Try the 1 missed again" in page
    assert page.count("of 1 right") + page.count("of 2 right") == 2
    assert "A wrong one" in page
    assert "The right one" in page
    assert "Because of b." in page
    assert "Because of a." not in page


def test_a_quiz_that_was_ended_shows_no_score(send, learner_client, attempt, three, now):
    give(attempt, three[0], right(three[0]), now=now)
    send(f"{QUIZ}start-over/")

    page = text(learner_client.get(result_of(attempt)))
    assert "so it has no score" in page
    assert '<p class="score__n num">1<small>answered' in page
    assert 'class="fg"' not in page


def test_a_new_quiz_from_a_result_ends_nothing_that_is_open(send, learner_client, learner, three, now):
    done = take(learner, *three, now=now, missed=three[:1])
    send(retry_of(done))
    opened = Attempt.objects.get(finished=None)
    form = re.search(r'action="([^"]+)"><button class="btn">New quiz', text(learner_client.get(result_of(done))))

    assert send(form[1])["Location"] == page_of(opened)
    assert Attempt.objects.get(finished=None).is_open


def test_a_result_without_misses_has_no_retry(learner_client, learner, three, now):
    page = text(learner_client.get(result_of(take(learner, *three, now=now))))

    assert "missed again" not in page
    assert "All right, with nothing to repair" in page


def test_retry_asks_the_missed_ones_and_pressing_twice_resumes(send, learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[:2])

    first, second = send(retry_of(attempt)), send(retry_of(attempt))

    again = Attempt.objects.get(purpose="retry")
    assert first["Location"] == second["Location"] == page_of(again)
    assert {slug for slug, _ in again.questions} == {"one", "two"}


@BOTH
def test_where_the_missed_ones_are_gone_retry_says_so(send, learner, three, now, htmx):
    attempt = take(learner, *three, now=now, missed=three[:1])
    Question.objects.filter(slug="one").update(withdrawn=True)
    response = send(retry_of(attempt), htmx=htmx)

    assert (response.headers.get("HX-Redirect") if htmx else response["Location"]) == result_of(attempt)
    assert told(response) == [views.NOTHING_LEFT]


def test_pages_about_a_learner_are_never_cached(learner_client, attempt, learner, three, now):
    for address in (QUIZ, page_of(attempt), result_of(take(learner, *three, now=now)), "/questions/one/"):
        assert "no-store" in learner_client.get(address)["Cache-Control"]


def test_the_whole_way_from_start_to_result(send, learner, learner_client, three):
    address = send(QUIZ)["Location"]
    attempt = Attempt.objects.get()
    for number in range(3):
        slot = attempts.sheet(attempt, now=timezone.now()).next
        card = text(
            send(answers_of(attempt), {"question": slot.question.slug, "rev": "1", "choice": "right"}, htmx=True)
        )
        assert card.count("is-right") == number + 1
        attempt.refresh_from_db()

    assert learner_client.get(address)["Location"] == result_of(attempt)
    assert "All right" in text(learner_client.get(result_of(attempt)))
    assert "Start the quiz" in text(learner_client.get(QUIZ))
    assert "Your last result" in text(learner_client.get(QUIZ))
