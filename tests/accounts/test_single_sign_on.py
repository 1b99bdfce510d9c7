"""OpenID Connect against a provider that runs: the whole way there and back."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Invite, User
from tests import factories
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = reverse("openid_connect_login", args=["oidc"])


def walk(client, issuer, **fields):
    """Press the button, sign in over there, come back."""
    return client.get(issuer.arrive(client.post(LOGIN, fields).url))


def signed_in(client):
    return int(client.session.get("_auth_user_id", 0))


def test_the_first_time_makes_an_account(client, single_sign_on):
    response = walk(client, single_sign_on, next="/glossary/")

    user = User.objects.get()
    assert (user.username, user.has_usable_password(), user.is_guest) == ("jo", False, False)
    assert signed_in(client) == user.pk
    assert response.url == "/glossary/"


def test_the_second_time_finds_it(client, single_sign_on):
    walk(client, single_sign_on)
    single_sign_on.claims |= {"preferred_username": "jo-renamed"}
    elsewhere = Client()

    walk(elsewhere, single_sign_on)

    assert signed_in(elsewhere) == User.objects.get().pk


@pytest.mark.parametrize("name", ["learner", "admin", "guest-7"])
def test_a_name_that_cannot_be_had_is_replaced(client, single_sign_on, learner, name):
    single_sign_on.claims |= {"preferred_username": name}

    walk(client, single_sign_on)

    made = User.objects.exclude(pk=learner.pk).get()
    assert signed_in(client) == made.pk
    assert made.username.lower() != name


def test_without_mail_no_address_is_kept(client, single_sign_on):
    factories.make_user("somebody", email="jo@example.org")

    walk(client, single_sign_on)

    user = User.objects.get(username="jo")
    assert user.email == ""
    assert not user.emailaddress_set.exists()


def test_with_mail_a_confirmed_address_comes_along(client, mail, single_sign_on):
    walk(client, single_sign_on)

    assert User.objects.get().emailaddress_set.values_list("email", "verified").get() == ("jo@example.org", True)
    assert signed_in(client)


def test_with_mail_a_missing_address_is_asked_for(client, mail, mailoutbox, single_sign_on):
    del single_sign_on.claims["email"]
    response = walk(client, single_sign_on)
    assert response.url == reverse("socialaccount_signup")
    page = client.get(response.url).content.decode()
    assert "Almost there" in page
    assert 'value="jo"' in page

    done = client.post(response.url, {"username": "jo", "email": "jo@example.org"})

    assert done.url == reverse("account_email_verification_sent")
    assert mailoutbox[0].to == ["jo@example.org"]


def test_with_mail_somebody_elses_address_opens_nothing(client, mail, mailoutbox, single_sign_on):
    owner = factories.make_user("owner", email="jo@example.org")
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)

    walk(client, single_sign_on)

    assert signed_in(client) == 0
    assert User.objects.count() == 1
    assert mailoutbox[0].subject == "[Stratum] You have an account already"


def test_an_account_can_be_connected_and_disconnected(learner_client, learner, single_sign_on):
    page = reverse("socialaccount_connections")
    assert "Nothing is connected to your account yet." in learner_client.get(page).content.decode()

    assert walk(learner_client, single_sign_on, process="connect").url in (page, reverse("account_reauthenticate"))
    learner_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    connected = learner.socialaccount_set.get()
    learner_client.post(page, {"account": connected.pk})

    assert not learner.socialaccount_set.exists()


def test_the_only_way_in_cannot_be_disconnected(client, single_sign_on):
    walk(client, single_sign_on)
    page = reverse("socialaccount_connections")

    answer = client.post(page, {"account": User.objects.get().socialaccount_set.get().pk}).content.decode()

    assert "Set a password first." in answer
    assert User.objects.get().socialaccount_set.exists()


def test_declining_over_there_is_no_error(client, single_sign_on):
    address = single_sign_on.arrive(client.post(LOGIN).url, error="access_denied")

    assert "You are not signed in" in client.get(address, follow=True).content.decode()


def test_a_callback_that_nobody_asked_for_is_refused(client, single_sign_on):
    address = single_sign_on.arrive(client.post(LOGIN).url)

    response = Client().get(address)

    assert "This sign-in did not work" in response.content.decode()
    assert not User.objects.exists()


def test_only_a_post_goes_to_the_provider(client, single_sign_on):
    response = client.get(LOGIN, {"next": "/glossary/"})

    assert "Continue with Example?" in response.content.decode()


# By invitation


@pytest.fixture
def invite(settings):
    settings.SIGNUP = "invite"
    return Invite.objects.create()


def test_an_invitation_goes_along_to_the_provider_and_back(client, single_sign_on, invite):
    page = client.get(invite.get_absolute_url()).content.decode()
    button = page[page.index(f'action="{LOGIN}"') :].split("</form>")[0]
    assert f'name="invite" value="{invite.code}"' in button

    walk(client, single_sign_on, invite=invite.code)

    invite.refresh_from_db()
    assert invite.used_by == User.objects.get()
    assert signed_in(client) == invite.used_by_id


def test_an_invitation_goes_along_where_a_form_follows(client, mail, single_sign_on, invite):
    """The form of what is missing is a second place where the account is stored."""
    del single_sign_on.claims["email"]
    response = walk(client, single_sign_on, invite=invite.code)

    client.post(response.url, {"username": "jo", "email": "jo@example.org"})

    invite.refresh_from_db()
    assert invite.used_by == User.objects.get()


def test_without_an_invitation_the_provider_opens_nothing(client, single_sign_on, invite):
    page = walk(client, single_sign_on).content.decode()

    assert "New accounts are not open to everybody" in page
    assert not User.objects.exists()


def test_a_used_invitation_opens_nothing(client, single_sign_on, invite):
    walk(client, single_sign_on, invite=invite.code)
    single_sign_on.claims |= {"sub": "18", "preferred_username": "kim"}

    walk(Client(), single_sign_on, invite=invite.code)

    assert [user.username for user in User.objects.all()] == ["jo"]


def test_who_has_an_account_needs_no_invitation(client, single_sign_on, settings):
    walk(client, single_sign_on)
    settings.SIGNUP = "closed"
    elsewhere = Client()

    walk(elsewhere, single_sign_on)

    assert signed_in(elsewhere)


# Switched on by variables


def test_without_the_variables_there_is_no_such_way(client):
    assert client.post(LOGIN).status_code == 404
    assert LOGIN not in client.get(reverse("account_login")).content.decode()


def settings_with(**variables):
    """What a process with these variables makes of its settings."""
    code = "from portal import settings as s; print(*s.SECURE_CSP['form-action'], s.SOCIALACCOUNT_PROVIDERS)"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=True).stdout


def test_the_variables_switch_it_on_and_the_policy_lets_the_form_leave():
    on = settings_with(
        PORTAL_OIDC_ISSUER="https://id.example.org/realm",
        PORTAL_OIDC_CLIENT_ID="stratum",
        PORTAL_OIDC_CLIENT_SECRET="secret",
        PORTAL_OIDC_NAME="Example",
    )

    assert settings_with() == "'self' {}\n"
    assert on.startswith("'self' https://id.example.org {")
    assert "'server_url': 'https://id.example.org/realm'" in on


def test_the_button_posts_to_the_site_itself(client, single_sign_on):
    address = client.post(LOGIN).url

    assert urlsplit(address).netloc == urlsplit(single_sign_on.url).netloc
