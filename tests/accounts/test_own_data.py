"""Taking everything home, and deleting it for good."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.accounts import holdings
from portal.accounts.models import Invite, User
from portal.progress.models import LessonProgress
from portal.quizzes.models import Answer, PickTotal, QuestionTotal
from tests import factories
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
EXPORT, DELETE = reverse("accounts:export"), reverse("accounts:delete")


def answer(client, question, choice="right"):
    client.post(reverse("quizzes:check_answer", args=[question.slug]), {"choice": choice})


def exported(client):
    response = client.post(EXPORT)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="stratum-')
    assert response.headers["Cache-Control"] == "no-store"
    return json.loads(response.content)


# Download


def test_the_file_holds_every_room(learner_client, learner, question):
    learner.emailaddress_set.create(email="learner@example.org", verified=True)
    answer(learner_client, question)
    lesson = question.lesson
    learner_client.post(reverse("quizzes:quiz", args=[lesson.topic.slug]))
    learner_client.post(reverse("progress:completion", args=[lesson.topic.slug, lesson.slug]), {"done": "1"})
    learner_client.post(reverse("progress:reset", args=["basics"]))
    learner_client.post(reverse("progress:completion", args=[lesson.topic.slug, lesson.slug]), {"done": "1"})

    data = exported(learner_client)

    assert set(data) == {holding.name for holding in holdings.registered()}
    assert data["account"]["username"] == "learner"
    assert data["account"]["email_addresses"] == [{"email": "learner@example.org", "verified": True, "primary": False}]
    assert [(row["question__slug"], row["right"]) for row in data["quizzes"]["answers"]] == [(question.slug, True)]
    assert len(data["quizzes"]["attempts"]) == 1
    assert len(data["quizzes"]["resets"]) == 1
    assert [row["lesson__slug"] for row in data["progress"]["lessons"]] == [lesson.slug]


def test_the_file_holds_no_secret_and_nobody_else(learner_client, other_learner, question):
    other = Client()
    other.force_login(other_learner)
    answer(other, question)

    text = json.dumps(exported(learner_client))

    assert "other-learner" not in text
    assert question.slug not in text
    assert "md5$" not in text


def test_what_staff_did_is_in_it_too(client, editor):
    client.force_login(editor)
    Invite.objects.create(note="for the new colleague", created_by=editor)
    LogEntry.objects.create(user=editor, action_flag=2, object_repr="a lesson", content_type_id=1)

    data = exported(client)["account"]

    assert data["invitations_made"][0]["note"] == "for the new colleague"
    assert data["actions_in_the_admin"][0]["object_repr"] == "a lesson"


def test_a_guest_can_take_it_home_too(client, question):
    answer(client, question)

    assert len(exported(client)["quizzes"]["answers"]) == 1


def test_a_visitor_is_told_that_nothing_is_kept(client):
    assert "This site keeps nothing about you yet." in client.post(EXPORT, follow=True).content.decode()
    assert "This site keeps nothing about you yet." in client.get(DELETE, follow=True).content.decode()


def test_the_file_comes_only_by_post(learner_client):
    assert learner_client.get(EXPORT).status_code == 405


# Deleting


def totals():
    return (
        list(QuestionTotal.objects.values_list("answers", "right")),
        sorted(PickTotal.objects.values_list("pick", "times")),
    )


def test_deleting_takes_everything_and_the_share_in_the_totals(learner_client, learner, other_learner, question):
    other = Client()
    other.force_login(other_learner)
    answer(other, question, "wrong")
    before = totals()
    answer(learner_client, question)
    learner_client.post(reverse("quizzes:quiz", args=[question.lesson.topic.slug]))
    assert totals() != before

    page = learner_client.post(DELETE, {"password": PASSWORD}, follow=True).content.decode()

    assert "Everything that belonged to you is deleted." in page
    assert list(User.objects.values_list("username", flat=True)) == ["other-learner"]
    assert [(row.answers, row.right) for row in QuestionTotal.objects.all()] == [(1, 0)]
    assert [row for row in totals()[1] if row[1]] == [row for row in before[1] if row[1]]
    assert {row.learner_id for row in Answer.objects.all()} == {other_learner.pk}
    assert {row.learner_id for row in LessonProgress.objects.all()} == {other_learner.pk}


def test_no_row_remembers_the_name(client, question):
    """Signing in through the form, so that the session is one as it really is."""
    factories.make_user("a-rare-name", email="a-rare-name@example.org")
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post(reverse("account_login"), {"login": "a-rare-name", "password": PASSWORD})
    answer(client, question)

    client.post(DELETE, {"password": PASSWORD})

    assert [row.get_decoded() for row in Session.objects.all()] == []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "a-rare-name" not in str(cursor.fetchall()), table


def test_a_wrong_password_deletes_nothing(learner_client, learner, question):
    answer(learner_client, question)

    response = learner_client.post(DELETE, {"password": "wrong"})

    assert response.status_code == 422
    assert "That is not your password. Nothing was deleted." in response.content.decode()
    assert Answer.objects.get().learner == learner
    assert learner_client.get(DELETE).status_code == 200


def test_the_password_cannot_be_guessed_there(learner_client, learner):
    for guess in ("one", "two", "three", "four", "five"):
        learner_client.post(DELETE, {"password": guess})

    page = learner_client.post(DELETE, {"password": PASSWORD}).content.decode()

    assert "Too many tries. Wait five minutes, then try again." in page
    assert User.objects.filter(pk=learner.pk).exists()


def test_an_empty_form_deletes_nothing(learner_client, learner):
    page = learner_client.post(DELETE, {}).content.decode()

    assert "Enter your password. Nothing was deleted." in page
    assert User.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize(("word", "deleted"), [("delete", True), (" Delete ", True), ("yes", False), ("", False)])
def test_who_has_no_password_types_a_word(client, word, deleted):
    linked = factories.make_user("linked", password=None)
    client.force_login(linked)
    assert "Type “delete” to confirm" in client.get(DELETE).content.decode()

    client.post(DELETE, {"word": word})

    assert User.objects.filter(pk=linked.pk).exists() is not deleted


def test_a_guest_deletes_by_a_word(client, question):
    answer(client, question)
    assert "Delete your work on this site?" in client.get(DELETE).content.decode()

    client.post(DELETE, {"word": "delete"})

    assert not User.objects.exists()
    assert not Answer.objects.exists()
    assert QuestionTotal.objects.get().answers == 0
    assert client.session.is_empty()


def test_looking_at_the_page_deletes_nothing(learner_client, learner):
    learner_client.get(DELETE)

    assert User.objects.filter(pk=learner.pk).exists()
