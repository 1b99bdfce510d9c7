"""What a guest did comes along, whichever way they sign up or in."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from portal.accounts import guests
from portal.accounts.models import User
from portal.curriculum.models import Resource
from portal.progress.models import LessonProgress, ResourceMark
from portal.quizzes.models import Answer, Attempt, QuestionTotal
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource(lesson):
    return Resource.objects.create(
        lesson=lesson, slug="a-page", title="A page", url="https://docs.aws.amazon.com/", kind="docs"
    )


def do_some_work(client, question, resource=None):
    """Answer a check, begin a quiz, complete the lesson, save a link: all without an account."""
    lesson = question.lesson
    client.post(reverse("quizzes:check_answer", args=[question.slug]), {"choice": "right"})
    client.post(reverse("quizzes:quiz", args=[lesson.topic.slug]))
    client.post(reverse("progress:completion", args=[lesson.topic.slug, lesson.slug]), {"done": "1"})
    if resource:
        client.post(reverse("progress:save", args=[resource.slug]), {"keep": "1"})
    return User.objects.get(pk=client.session[guests.GUEST])


def sign_in(client):
    return client.post(reverse("account_login"), {"login": "learner", "password": PASSWORD})


def assert_all_belongs_to(account, guest, resource):
    assert not User.objects.filter(pk=guest.pk).exists()
    for model in (Answer, Attempt, LessonProgress, ResourceMark):
        assert model.objects.get().learner == account
    assert LessonProgress.objects.get().completed is not None
    assert ResourceMark.objects.get(resource=resource).saved is not None
    assert Attempt.objects.get().is_open
    assert Answer.objects.get().right


def test_signing_up_brings_it_along(client, question, resource):
    guest = do_some_work(client, question, resource)
    assert "What you did here as a guest comes along." in client.get(reverse("account_signup")).content.decode()

    page = client.post(
        reverse("account_signup"), {"username": "newcomer", "password1": "four quiet words here"}, follow=True
    ).content.decode()

    assert_all_belongs_to(User.objects.get(), guest, resource)
    assert "What you did as a guest is now in your account." in page


def test_signing_in_brings_it_along(client, question, resource, learner):
    guest = do_some_work(client, question, resource)

    sign_in(client)

    assert_all_belongs_to(learner, guest, resource)


def test_a_second_factor_brings_it_along_only_once_it_is_passed(client, question, resource, learner):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    TOTP.activate(learner, secret)
    guest = do_some_work(client, question, resource)

    assert sign_in(client).url == reverse("mfa_authenticate")
    assert User.objects.filter(pk=guest.pk).exists()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert_all_belongs_to(learner, guest, resource)


def test_single_sign_on_brings_it_along(client, question, resource, single_sign_on):
    guest = do_some_work(client, question, resource)

    address = client.post(reverse("openid_connect_login", args=["oidc"])).url
    client.get(single_sign_on.arrive(address))

    assert_all_belongs_to(User.objects.get(), guest, resource)


def test_with_mail_it_waits_for_the_confirmation(client, mail, mailoutbox, question, resource):
    guest = do_some_work(client, question, resource)
    fields = {"username": "newcomer", "password1": "four quiet words here", "email": "new@example.org"}
    client.post(reverse("account_signup"), fields)
    assert User.objects.filter(pk=guest.pk).exists()

    client.post(next(line for line in mailoutbox[0].body.splitlines() if "/confirm-email/" in line))
    client.post(reverse("account_login"), {"login": "newcomer", "password": "four quiet words here"})

    assert_all_belongs_to(User.objects.get(), guest, resource)


def test_a_wrong_password_brings_nothing_along(client, question, learner):
    guest = do_some_work(client, question)

    client.post(reverse("account_login"), {"login": "learner", "password": "wrong"})

    assert Answer.objects.get().learner == guest


def test_two_browsers_end_in_one_account(question, resource, learner):
    """The account has work in the same lesson, and both have an open quiz: nothing is lost, states are the furthest."""
    first, second = Client(), Client()
    sign_in(first)
    lesson = question.lesson
    first.post(reverse("quizzes:check_answer", args=[question.slug]), {"choice": "wrong"})
    first.post(reverse("quizzes:quiz", args=[lesson.topic.slug]))
    earlier = LessonProgress.objects.get(learner=learner)
    guest = do_some_work(second, question, resource)

    sign_in(second)

    place = LessonProgress.objects.get()
    assert (place.learner, place.opened, place.completed is not None) == (learner, earlier.opened, True)
    assert [answer.right for answer in Answer.objects.filter(learner=learner).order_by("at")] == [False, True]
    assert Attempt.objects.open().filter(learner=learner).count() == 2
    assert not User.objects.filter(pk=guest.pk).exists()
    assert QuestionTotal.objects.get().answers == 2


def test_a_completed_lesson_stays_completed(question, learner):
    first, second = Client(), Client()
    sign_in(first)
    lesson = question.lesson
    first.post(reverse("progress:completion", args=[lesson.topic.slug, lesson.slug]), {"done": "1"})
    second.post(reverse("progress:place", args=[lesson.topic.slug, lesson.slug]), {"section": "a-section"})

    sign_in(second)

    place = LessonProgress.objects.get()
    assert place.completed is not None
    assert place.section == "a-section"


def test_signing_in_twice_with_the_same_cookie_is_harmless(client, question, resource, learner):
    guest = do_some_work(client, question, resource)
    cookie = client.cookies[site.SESSION_COOKIE_NAME].value
    sign_in(client)
    again = Client()
    again.cookies[site.SESSION_COOKIE_NAME] = cookie

    sign_in(again)

    assert_all_belongs_to(learner, guest, resource)


def test_claiming_again_changes_nothing(rf, question, client, learner):
    guest = do_some_work(client, question)
    request = rf.post("/")
    request.session, request.user = client.session, AnonymousUser()
    assert guests.learner(request) == guest

    assert guests.claim(request, learner) is True
    request.session[guests.GUEST] = guest.pk

    assert guests.claim(request, learner) is False
    assert Answer.objects.get().learner == learner
    assert guests.learner(request) == learner


def test_an_account_is_never_taken_for_a_guest(rf, client, learner, other_learner):
    """A session that names an account as its guest moves nothing."""
    request = rf.post("/")
    request.session, request.user = client.session, learner
    request.session[guests.GUEST] = other_learner.pk

    assert guests.claim(request, learner) is False
    assert User.objects.filter(pk=other_learner.pk).exists()


@pytest.mark.parametrize(("own", "expected"), [("", "Europe/Berlin"), ("Asia/Tokyo", "Asia/Tokyo")])
def test_the_account_keeps_its_time_zone(client, question, learner, own, expected):
    User.objects.filter(pk=learner.pk).update(time_zone=own)
    guest = do_some_work(client, question)
    User.objects.filter(pk=guest.pk).update(time_zone="Europe/Berlin")

    sign_in(client)

    learner.refresh_from_db()
    assert learner.time_zone == expected
    assert learner.active_on == guest.active_on


def test_keys_that_a_guest_switched_off_stay_off(client, question, learner):
    do_some_work(client, question)
    client.post(reverse("accounts:profile"), {"time_zone": ""})

    sign_in(client)

    learner.refresh_from_db()
    assert learner.shortcuts is False


def test_a_visitor_is_made_a_guest_only_by_saving_something(client, question):
    for name in ("account_login", "account_signup", "learn:home"):
        client.get(reverse(name))
    assert not User.objects.exists()

    do_some_work(client, question)

    guest = User.objects.get()
    assert (guest.is_guest, guest.has_usable_password(), guest.active_on is None) == (True, False, False)
