"""Open, by invitation, or closed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Invite, User

pytestmark = pytest.mark.django_db
SIGNUP = reverse("account_signup")
PASSWORD = "four quiet words here"


def sign_up(client, username="newcomer", password=PASSWORD, **fields):
    return client.post(SIGNUP, {"username": username, "password1": password, **fields})


def test_a_name_and_a_password_make_an_account(client):
    response = sign_up(client, next="/glossary/")

    user = User.objects.get()
    assert (user.username, user.is_guest, user.email) == ("newcomer", False, "")
    assert user.check_password(PASSWORD)
    assert response.url == "/glossary/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("name", ["admin", "Root", "guest", "ANONYMOUS", "guest-7", "Guest-somebody"])
def test_reserved_names_are_refused(client, name):
    page = sign_up(client, name).content.decode()

    assert "This username is reserved. Choose another one." in page
    assert not User.objects.exists()


def test_a_name_is_taken_in_capitals_too(client, learner):
    page = sign_up(client, "LEARNER").content.decode()

    assert "This username is taken. Choose another one." in page
    assert 'value="LEARNER"' in page


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "This is too short. Use at least eight characters."),
        ("password1", "Many people use this password, so it is tried first. Choose another one."),
        ("newcomer", "This is too close to your name or address. Choose something else."),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, password, why):
    page = sign_up(client, password=password).content.decode()

    assert why in page
    assert 'value="newcomer"' in page
    assert not User.objects.exists()


def test_without_mail_no_address_is_asked_for(client):
    assert "mail address" not in client.get(SIGNUP).content.decode()


def test_with_mail_the_account_opens_once_the_address_is_confirmed(client, mail, mailoutbox):
    assert sign_up(client, email="new@example.org").url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session

    letter = mailoutbox[0]
    assert letter.to == ["new@example.org"]
    assert letter.subject == "[Stratum] Confirm your e-mail address"
    link = next(line for line in letter.body.splitlines() if "/confirm-email/" in line)
    assert "Does <b>new@example.org</b> belong to the account" in client.get(link).content.decode()
    client.post(link)
    client.post(reverse("account_login"), {"login": "new@example.org", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_sign_up_does_not_tell_who_has_an_account(client, mail, mailoutbox):
    other = User.objects.create_user("other", "taken@example.org", PASSWORD)
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)

    fresh = sign_up(client, email="new@example.org")
    taken = sign_up(Client(), "somebody", email="taken@example.org")

    assert (taken.status_code, taken.url) == (fresh.status_code, fresh.url)
    assert mailoutbox[1].subject == "[Stratum] You have an account already"
    assert set(User.objects.values_list("username", flat=True)) == {"other", "newcomer"}


def test_closed_means_closed(client, settings):
    settings.SIGNUP = "closed"
    Invite.objects.create(code="a-code")

    assert "New accounts are not open to everybody" in client.get(SIGNUP).content.decode()
    sign_up(client)
    sign_up(client, invite="a-code")

    assert not User.objects.exists()
    assert "Create an account" not in client.get(reverse("account_login")).content.decode()


@pytest.fixture
def invite(settings):
    settings.SIGNUP = "invite"
    return Invite.objects.create()


def test_an_invitation_lets_one_person_in(client, invite):
    page = client.get(invite.get_absolute_url()).content.decode()
    assert f'<input type="hidden" name="invite" value="{invite.code}"' in page

    sign_up(client, invite=invite.code)
    sign_up(Client(), "second", invite=invite.code)

    invite.refresh_from_db()
    assert [user.username for user in User.objects.all()] == ["newcomer"]
    assert invite.used_by.username == "newcomer"
    assert invite.used is not None
    assert "This invitation does not work any more" in Client().get(invite.get_absolute_url()).content.decode()


def test_an_invitation_survives_a_mistake_in_the_form(client, invite):
    page = sign_up(client, password="short", invite=invite.code).content.decode()

    assert f'name="invite" value="{invite.code}"' in page
    invite.refresh_from_db()
    assert invite.used is None


def test_without_an_invitation_nobody_signs_up(client, invite):
    assert "New accounts are not open to everybody" in client.get(SIGNUP).content.decode()
    sign_up(client)
    sign_up(client, invite="")
    sign_up(client, invite="guessed")

    assert not User.objects.exists()


@pytest.mark.parametrize(("days", "works"), [(13, True), (14, False)])
def test_an_invitation_is_good_for_fourteen_days(client, invite, days, works):
    Invite.objects.update(created=timezone.now() - datetime.timedelta(days=days, seconds=1))

    sign_up(client, invite=invite.code)

    assert User.objects.exists() is works


def test_an_invitation_is_redeemed_once(invite):
    """Two may pass the first look at it; what counts is the moment the account is stored."""
    from portal.accounts import invites

    first, second = User.objects.create_user("first"), User.objects.create_user("second")

    assert invites.redeem(invite.code, first)
    assert not invites.redeem(invite.code, second)
