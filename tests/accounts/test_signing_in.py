"""By username, by e-mail where there is mail, with nothing to learn from a refusal."""

import re

import pytest
from django.conf import settings as site
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
NO_MATCH = "That username and password don’t match. Check both and try again."


class CountingHasher(MD5PasswordHasher):
    count = 0

    def encode(self, password, salt):
        CountingHasher.count += 1
        return super().encode(password, salt)


@pytest.fixture
def counting(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    return CountingHasher


def sign_in(client, login="learner", password=PASSWORD, **fields):
    return client.post(LOGIN, {"login": login, "password": password, **fields})


def signed_in(client):
    return int(client.session.get("_auth_user_id", 0))


def test_a_username_and_a_password_lead_to_the_start_page(client, learner):
    response = sign_in(client)

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in(client) == learner.pk


def test_the_username_may_be_typed_in_capitals(client, learner):
    sign_in(client, "LEARNER")

    assert signed_in(client) == learner.pk


def test_the_page_one_came_from_is_kept_through_a_mistake(client, learner):
    page = client.get(LOGIN, {"next": "/glossary/"}).content.decode()
    assert f"{reverse('account_signup')}?next=%2Fglossary%2F" in page
    mistake = sign_in(client, password="wrong", next="/glossary/").content.decode()
    for text in (page, mistake):
        for form in (LOGIN, reverse("mfa_login_webauthn")):
            form = text[text.index(f'action="{form}"') :].split("</form>")[0]
            assert '<input type="hidden" name="next" value="/glossary/">' in form

    assert sign_in(client, next="/glossary/").url == "/glossary/"


def test_nobody_is_sent_to_a_foreign_site(client, learner):
    assert sign_in(client, next="https://evil.example.org/").url == "/"


def test_a_mistake_keeps_the_name_and_is_said_at_the_password(client, learner):
    page = sign_in(client, password="wrong").content.decode()

    assert 'value="learner"' in page
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", page)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_password_error"' in field
    assert "autofocus" in field
    assert page.count(NO_MATCH) == 1


def answer(login, password):
    """Status and bytes of a refusal, without the token and the name that was typed."""
    response = sign_in(Client(), login, password)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, page.replace(login, "NAME")


def test_a_wrong_password_and_an_unknown_name_look_the_same(learner):
    assert answer("learner", "wrong") == answer("nobody-here", "wrong")
    assert NO_MATCH in answer("nobody-here", "wrong")[1]


def test_a_guest_and_an_account_without_a_password_look_the_same(learner, now):
    from portal.accounts.models import User

    guest = User.objects.create_guest(today=now.date())
    linked = factories.make_user("linked", password=None)

    assert answer(guest.username, "wrong") == answer("nobody-here", "wrong")
    assert answer(linked.username, "wrong") == answer("nobody-here", "wrong")


@pytest.mark.parametrize("login", ["learner", "nobody-here", "linked"])
def test_a_refusal_costs_one_hash_whoever_it_is(client, counting, learner, login):
    factories.make_user("linked", password=None)
    counting.count = 0

    sign_in(client, login, "wrong")

    assert counting.count == 1


@pytest.mark.parametrize("login", ["learner", "learner@example.org", "nobody-here", "nobody@example.org"])
def test_a_refusal_costs_one_hash_with_mail_too(client, mail, counting, login):
    factories.make_user("learner", email="learner@example.org")
    counting.count = 0

    sign_in(client, login, "wrong")

    assert counting.count == 1


def test_with_mail_an_address_does_as_well_as_a_name(client, mail):
    user = factories.make_user("learner", email="learner@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    assert "Username or e-mail address" in client.get(LOGIN).content.decode()

    sign_in(client, "Learner@Example.org")

    assert signed_in(client) == user.pk


def test_without_mail_an_address_is_no_name(client):
    factories.make_user("learner", email="learner@example.org")

    assert sign_in(client, "learner@example.org").status_code == 200
    assert signed_in(client) == 0


def test_accounts_from_before_the_mail_server_can_still_sign_in(client, mail, learner):
    assert sign_in(client).url == "/"
    assert signed_in(client) == learner.pk


def test_an_address_that_is_not_confirmed_keeps_the_account_shut(client, mail, mailoutbox):
    factories.make_user("learner", email="learner@example.org")

    assert sign_in(client).url == reverse("account_email_verification_sent")
    assert signed_in(client) == 0
    assert [letter.to for letter in mailoutbox] == [["learner@example.org"]]


def test_an_account_that_is_switched_off_is_told_so_only_with_its_password(client):
    factories.make_user("learner", is_active=False)

    assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client).url == reverse("account_inactive")
    assert "This account is switched off" in client.get(reverse("account_inactive")).content.decode()


def test_signing_in_changes_the_session_key(client, learner, lesson):
    client.post(reverse("progress:place", args=[lesson.topic.slug, lesson.slug]))
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


@pytest.mark.parametrize(("fields", "age"), [({"remember": "on"}, site.SESSION_COOKIE_AGE), ({}, "")])
def test_the_device_remembers_only_when_asked_to(client, learner, fields, age):
    response = sign_in(client, **fields)

    assert response.cookies[site.SESSION_COOKIE_NAME]["max-age"] == age


def test_only_a_post_signs_out(learner_client):
    assert "Sign out?" in learner_client.get(reverse("account_logout")).content.decode()
    assert signed_in(learner_client)

    response = learner_client.post(reverse("account_logout"), follow=True)

    assert signed_in(learner_client) == 0
    assert "You are signed out." in response.content.decode()


def test_somebody_signed_in_is_not_asked_again(learner_client):
    assert learner_client.get(LOGIN, {"next": "/glossary/"}).url == "/glossary/"


def test_the_profile_of_a_visitor_leads_to_signing_in_and_back(client):
    assert client.get(reverse("accounts:profile")).url == f"{LOGIN}?next={reverse('accounts:profile')}"
