"""Settings that cannot work together are found before the site starts."""

import os

import pytest
from django.core import checks as django_checks

from portal import checks


def found():
    return {message.id: message for message in checks.check_settings()}


@pytest.fixture
def single_sign_on(settings):
    def with_values(**values):
        app = {"provider_id": "oidc", "client_id": "us", "secret": "ours", **values}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    return with_values


def test_ordinary_settings_are_fine():
    assert found() == {}


def test_django_asks_for_them():
    assert checks.check_settings in django_checks.registry.registry.get_checks()


def test_single_sign_on_needs_both_parts_of_its_identity(single_sign_on):
    single_sign_on()
    assert found() == {}

    single_sign_on(secret="")
    assert found()["portal.E001"].msg == "PORTAL_OIDC_ISSUER is set, but PORTAL_OIDC_CLIENT_SECRET is not."

    single_sign_on(client_id="", secret="")
    assert "PORTAL_OIDC_CLIENT_ID and PORTAL_OIDC_CLIENT_SECRET are not" in found()["portal.E001"].msg
    assert "PORTAL_OIDC_ISSUER" in found()["portal.E001"].hint


def test_a_data_directory_yet_to_be_made_is_fine(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "a" / "b"

    assert found() == {}


def test_a_file_in_place_of_the_data_directory_is_an_error(settings, tmp_path):
    (tmp_path / "data").write_text("")
    settings.DATA_DIR = tmp_path / "data"

    assert found()["portal.E002"].msg == f"PORTAL_DATA_DIR is {tmp_path / 'data'}, which cannot be written to."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_of_somebody_else_is_an_error(settings, tmp_path):
    tmp_path.chmod(0o500)
    settings.DATA_DIR = tmp_path

    assert "portal.E002" in found()


@pytest.mark.parametrize(("there", "missing"), [("USERNAME", "PASSWORD"), ("PASSWORD", "USERNAME")])
def test_the_first_admin_needs_name_and_password(monkeypatch, there, missing):
    monkeypatch.setenv(f"PORTAL_ADMIN_{there}", "something")
    assert found()["portal.E003"].msg == f"PORTAL_ADMIN_{there} is set, but PORTAL_ADMIN_{missing} is not."

    monkeypatch.setenv(f"PORTAL_ADMIN_{missing}", "something")
    assert found() == {}


def test_a_password_in_a_file_counts(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("a lake above nine birches\n")
    monkeypatch.setenv("PORTAL_ADMIN_USERNAME", "somebody")
    monkeypatch.setenv("PORTAL_ADMIN_PASSWORD_FILE", str(tmp_path / "password"))

    assert found() == {}


def test_a_secret_key_that_can_be_guessed_is_an_error(settings):
    settings.SECRET_KEY = "x" * 31
    assert found()["portal.E004"].msg == "PORTAL_SECRET_KEY has 31 characters."

    settings.SECRET_KEY = "x" * 32
    assert found() == {}
