"""Codes from an app, recovery codes, and the pages around passkeys."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from portal.accounts.adapter import MFAAdapter
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ACTIVATE = reverse("mfa_activate_totp")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def confirm(client, address):
    """The password once more, then on to the page one wanted."""
    response = client.get(address)
    assert response.url.startswith(reverse("account_reauthenticate"))
    return client.post(response.url, {"password": PASSWORD, "next": address})


def set_up(client):
    confirm(client, ACTIVATE)
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    return page, client.post(ACTIVATE, {"code": code_of(secret)}, follow=True).content.decode()


@pytest.fixture
def protected(learner_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _, codes = set_up(learner_client)
    learner_client.post(reverse("account_logout"))
    return re.findall(r"<li>(\d{8})</li>", codes)


def test_setting_up_an_app_shows_a_drawing_that_the_policy_allows(learner_client):
    page, codes = set_up(learner_client)

    drawing = page[page.index('class="qr"') :].split("</div>")[0]
    assert "<svg" in drawing
    assert "data:" not in page
    assert "style=" not in drawing
    assert 'autocomplete="one-time-code"' in page
    assert len(re.findall(r"<li>\d{8}</li>", codes)) == 10


def test_the_drawing_can_stand_in_a_page():
    assert MFAAdapter().build_totp_svg("otpauth://totp/learner?secret=ABC").startswith("<svg")


def test_passkeys_get_names_that_tell_them_apart(learner):
    names = []
    for _ in range(2):
        names.append(MFAAdapter().generate_authenticator_name(learner, Authenticator.Type.WEBAUTHN))
        Authenticator.objects.create(user=learner, type=Authenticator.Type.WEBAUTHN, data={})

    assert names == ["Passkey", "Passkey 2"]


def test_a_wrong_code_switches_nothing_on(learner_client):
    confirm(learner_client, ACTIVATE)
    secret = re.search(r"<code>(\w+)</code>", learner_client.get(ACTIVATE).content.decode())[1]

    page = learner_client.post(ACTIVATE, {"code": "12345"}).content.decode()

    assert f"<code>{secret}</code>" in page, "the app that was set up already stays good"
    assert 'aria-describedby="id_code' in page
    assert not Authenticator.objects.exists()


def test_the_password_alone_opens_nothing(client, learner, protected):
    client.post(reverse("account_login"), {"login": "learner", "password": PASSWORD, "next": "/glossary/"})
    assert "_auth_user_id" not in client.session
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert 'id="id_code_error"' in refused

    response = client.post(reverse("mfa_authenticate"), {"code": protected[0]})

    assert response.url == "/glossary/"
    assert client.session["_auth_user_id"] == str(learner.pk)


def test_a_recovery_code_works_once(client, learner, protected):
    for expected in (True, False):
        client.post(reverse("account_login"), {"login": "learner", "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": protected[0]})
        assert ("_auth_user_id" in client.session) is expected
        client.post(reverse("account_logout"))


def test_codes_cannot_be_guessed(client, learner, protected):
    client.post(reverse("account_login"), {"login": "learner", "password": PASSWORD})
    for guess in range(5):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{guess}"})

    page = client.post(reverse("mfa_authenticate"), {"code": protected[0]}).content.decode()

    assert "Too many tries. Wait five minutes, then try again." in page
    assert "_auth_user_id" not in client.session


def test_recovery_codes_come_as_a_file_and_are_replaced(learner_client):
    set_up(learner_client)
    old = learner_client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(old) == 10

    page = learner_client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()

    assert not set(old) & set(re.findall(r"<li>(\d{8})</li>", page))


def test_switching_off_forgets_the_recovery_codes(learner_client, learner):
    set_up(learner_client)
    assert "Switch off the authenticator app?" in learner_client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert Authenticator.objects.filter(user=learner).count() == 2

    learner_client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()


def test_the_passkey_pages_need_no_inline_script(learner_client):
    confirm(learner_client, reverse("mfa_add_webauthn"))
    for name in ("mfa_add_webauthn", "mfa_list_webauthn", "mfa_index"):
        page = learner_client.get(reverse(name)).content.decode()
        for tag in re.findall(r"<script[^>]*>", page):
            assert "src=" in tag or 'type="application/json"' in tag, tag


@pytest.mark.parametrize("credential", ['{"id": "x"}', '{"rawId": "x", "id": "y"}', "[1]", '"text"', "{", ""])
def test_a_passkey_that_makes_no_sense_is_refused(client, settings, credential):
    settings.MFA_FORMS = {"login_webauthn": "portal.accounts.forms.LoginByPasskeyForm"}

    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", ['{"id": "x"}', '{"rawId": "!", "id": "!", "response": {}}', "[1]", "{", ""])
def test_a_passkey_that_makes_no_sense_is_not_added(learner_client, learner, settings, credential):
    settings.MFA_FORMS = {"add_webauthn": "portal.accounts.forms.AddPasskeyForm"}
    confirm(learner_client, reverse("mfa_add_webauthn"))

    response = learner_client.post(reverse("mfa_add_webauthn"), {"name": "phone", "credential": credential})

    assert 'class="err"' in response.content.decode()
    assert not Authenticator.objects.exists()
