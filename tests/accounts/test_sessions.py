"""Ninety days, prolonged by saving something, and an end for good after a hundred and eighty."""

import datetime

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import guests, sessions

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def save_something(client, lesson):
    return client.post(reverse("progress:place", args=[lesson.topic.slug, lesson.slug]))


def change(client, **values):
    session = client.session
    for name, value in values.items():
        session[name] = value
    session.save()


def began(days):
    return int((timezone.now() - days * DAY).timestamp())


def is_signed_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


def test_a_session_lasts_ninety_days(client, learner):
    response = client.post(
        reverse("account_login"), {"login": "learner", "password": "a long enough password", "remember": "on"}
    )

    assert response.cookies[site.SESSION_COOKIE_NAME]["max-age"] == 90 * 24 * 3600
    left = Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()
    assert 89 * DAY < left <= 90 * DAY


def test_saving_something_prolongs_it_once_a_day(learner_client, lesson):
    save_something(learner_client, lesson)
    Session.objects.update(expire_date=timezone.now() + 10 * DAY)
    assert site.SESSION_COOKIE_NAME not in save_something(learner_client, lesson).cookies
    change(learner_client, **{guests.RENEWED: "2000-01-01"})

    response = save_something(learner_client, lesson)

    assert response.cookies[site.SESSION_COOKIE_NAME]["max-age"] == 90 * 24 * 3600
    assert Session.objects.get().expire_date > timezone.now() + 89 * DAY


def test_each_device_prolongs_its_own(learner, lesson):
    """The account was active today elsewhere; this device is prolonged all the same."""
    first, second = Client(), Client()
    for browser in (first, second):
        browser.force_login(learner)
    save_something(first, lesson)

    response = save_something(second, lesson)

    assert site.SESSION_COOKIE_NAME in response.cookies


def test_reading_prolongs_and_writes_nothing(learner_client, lesson):
    change(learner_client, **{guests.RENEWED: "2000-01-01"})
    before = Session.objects.values().get()

    response = learner_client.get(reverse("progress:progress"))

    assert site.SESSION_COOKIE_NAME not in response.cookies
    assert Session.objects.values().get() == before


@pytest.mark.parametrize(("days", "alive"), [(179, True), (181, False)])
def test_after_a_hundred_and_eighty_days_it_is_over(learner_client, days, alive):
    change(learner_client, **{sessions.BEGAN: began(days)})

    assert is_signed_in(learner_client) is alive


def test_prolonging_does_not_move_the_end(learner_client, lesson):
    start = began(179)
    change(learner_client, **{sessions.BEGAN: start, guests.RENEWED: "2000-01-01"})

    save_something(learner_client, lesson)

    assert learner_client.session[sessions.BEGAN] == start


def test_an_ended_session_is_a_visitors_and_saving_begins_another(learner_client, lesson):
    old = learner_client.session.session_key
    change(learner_client, **{sessions.BEGAN: began(181)})

    save_something(learner_client, lesson)

    assert learner_client.session.session_key != old
    assert learner_client.session[sessions.BEGAN] >= began(1)
    assert guests.GUEST in learner_client.session


def test_a_session_without_a_beginning_is_over(learner_client):
    session = learner_client.session
    row = Session.objects.get()
    data = row.get_decoded()
    del data[sessions.BEGAN]
    row.session_data = session.encode(data)
    row.save()

    assert not is_signed_in(learner_client)


def test_signing_in_is_a_new_beginning(client, learner, lesson):
    save_something(client, lesson)
    change(client, **{sessions.BEGAN: began(170)})

    client.post(reverse("account_login"), {"login": "learner", "password": "a long enough password"})

    assert client.session[sessions.BEGAN] >= began(1)
