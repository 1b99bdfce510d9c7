"""Changing, setting and replacing a password, with and without a mail server."""

import re

import pytest
from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "another quiet sentence"
CHANGE, RESET = reverse("account_change_password"), reverse("account_reset_password")


def change(client, old=PASSWORD, new=NEW):
    """The second field is there only where the forms of allauth are not replaced by ours."""
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def choose(client, address, new=NEW):
    return client.post(address, {"password1": new, "password2": new})


def one_time_link(user):
    """What an administrator hands over."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def is_signed_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


def test_changing_it_ends_the_other_sessions_and_keeps_this_one(learner_client, learner):
    elsewhere = Client()
    elsewhere.force_login(learner)
    before = learner_client.session.session_key

    response = change(learner_client)

    assert response.url == reverse("accounts:profile")
    learner.refresh_from_db()
    assert learner.check_password(NEW)
    assert is_signed_in(learner_client)
    assert not is_signed_in(elsewhere)
    assert learner_client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_current_password_is_asked_for(learner_client, learner):
    page = change(learner_client, old="wrong").content.decode()

    assert "That is not your current password. Try again." in page
    field = re.search(r"<input[^>]*name=\"oldpassword\"[^>]*>", page)[0]
    assert 'id_oldpassword_error"' in field
    assert 'autocomplete="current-password"' in field
    assert 'autocomplete="new-password"' in re.search(r"<input[^>]*name=\"password1\"[^>]*>", page)[0]
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_a_weak_new_one_is_refused(learner_client):
    assert "This is too short. Use at least eight characters." in change(learner_client, new="short").content.decode()


def test_who_has_none_sets_one(client):
    linked = factories.make_user("linked", password=None)
    client.force_login(linked)
    assert client.get(CHANGE).url == reverse("account_set_password")
    assert "Set a password" in client.get(reverse("accounts:profile")).content.decode()

    choose(client, reverse("account_set_password"))

    linked.refresh_from_db()
    assert linked.check_password(NEW)


# Without a mail server


def test_without_mail_nothing_offers_a_letter(client):
    assert RESET not in client.get(reverse("account_login")).content.decode()
    for address in (RESET, reverse("account_reset_password_done")):
        page = client.get(address).content.decode()
        assert "This site sends no mail." in page
        assert 'name="email"' not in page


def test_a_link_from_the_administrator_works_once(client, learner):
    link = one_time_link(learner)
    form = client.get(link).url
    assert "For the account <b>learner</b>." in client.get(form).content.decode()

    done = choose(client, form)

    assert "Your password is saved" in client.get(done.url).content.decode()
    client.post(reverse("account_login"), {"login": "learner", "password": NEW})
    assert is_signed_in(client)
    assert "This link no longer works" in Client().get(link).content.decode()


def test_the_link_ends_every_session_of_the_account(client, learner):
    elsewhere = Client()
    elsewhere.force_login(learner)

    choose(client, client.get(one_time_link(learner)).url)

    assert not is_signed_in(elsewhere)


def test_the_link_gives_a_first_password_to_an_account_without_one(client):
    admin = factories.make_user("admin", password=None, is_superuser=True)

    choose(client, client.get(one_time_link(admin)).url)

    admin.refresh_from_db()
    assert admin.check_password(NEW)


def test_a_link_that_was_made_up_opens_nothing(client, learner):
    link = one_time_link(learner)

    page = client.get(link[:-5] + "xxxx/").content.decode()

    assert "This link no longer works" in page
    assert "Ask whoever runs this site for a new one." in page


# With a mail server


def test_with_mail_the_link_comes_by_letter(client, mail, mailoutbox):
    user = factories.make_user("learner", email="learner@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    assert RESET in client.get(reverse("account_login")).content.decode()

    assert client.post(RESET, {"email": "learner@example.org"}).url == reverse("account_reset_password_done")
    letter = mailoutbox[0]
    link = next(line for line in letter.body.splitlines() if "/password/reset/key/" in line)
    choose(client, client.get(link).url)

    assert letter.subject == "[Stratum] Choose a new password"
    assert "for the account learner" in letter.body
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_answer_does_not_tell_who_has_an_account(client, mail, mailoutbox):
    response = client.post(RESET, {"email": "nobody@example.org"})

    assert response.url == reverse("account_reset_password_done")
    assert mailoutbox[0].subject == "[Stratum] No account has this address"
    assert "you’" not in mailoutbox[0].body
    assert "&" not in mailoutbox[0].body


def test_a_slip_in_the_address_is_kept_and_explained(client, mail):
    page = client.post(RESET, {"email": "learner@"}).content.decode()

    assert 'value="learner@"' in page
    assert "Enter a valid email address." in page
