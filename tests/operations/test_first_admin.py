"""The first administrator: by variables, or by a link that really leads in."""

import re

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from portal.accounts.models import User
from portal.operations.first_admin import Admin, AdminError, ensure_admin
from tests import factories

PASSWORD = "a lake above nine birches"


@pytest.fixture
def variables(monkeypatch):
    def give(username="chief", password=PASSWORD):
        monkeypatch.setenv("PORTAL_ADMIN_USERNAME", username)
        monkeypatch.setenv("PORTAL_ADMIN_PASSWORD", password)

    return give


def path_of(admin, settings):
    assert admin.link.startswith(settings.BASE_URL)
    return admin.link.removeprefix(settings.BASE_URL)


def choose_password(path, password=PASSWORD):
    """Open the link as a browser does and send the form; the page that follows."""
    client = Client(HTTP_HOST="localhost")
    form = client.get(path, follow=True)
    assert form.status_code == 200
    assert re.search(r'name="password1"', form.content.decode())
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def test_variables_make_an_admin_who_can_sign_in(db, variables):
    variables()

    assert ensure_admin() == Admin("chief")
    chief = User.objects.get()
    assert (chief.is_superuser, chief.is_staff, chief.is_guest) == (True, True, False)
    assert chief.check_password(PASSWORD)


def test_the_password_can_come_from_a_file(db, monkeypatch, tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    monkeypatch.setenv("PORTAL_ADMIN_USERNAME", "chief")
    monkeypatch.setenv("PORTAL_ADMIN_PASSWORD_FILE", str(tmp_path / "password"))

    ensure_admin()

    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("username", "password", "message"),
    [
        ("chief", "short", "PORTAL_ADMIN_PASSWORD will not do: This password is too short."),
        ("chief", "password123", "PORTAL_ADMIN_PASSWORD will not do: This password is too common."),
        ("chieftain", "chieftain1", "PORTAL_ADMIN_PASSWORD will not do: The password is too similar to the username."),
        ("the chief", PASSWORD, "PORTAL_ADMIN_USERNAME will not do: Enter a valid username."),
    ],
)
def test_variables_that_will_not_do_are_named(db, variables, username, password, message):
    variables(username, password)

    with pytest.raises(AdminError, match=f"^{message}"):
        ensure_admin()
    assert not User.objects.exists()


def test_the_name_of_a_learner_makes_nobody_an_admin(db, variables):
    factories.make_user("Chief")
    variables()

    with pytest.raises(AdminError, match=r"^“chief” is the name of a learner’s account"):
        ensure_admin()
    assert not User.objects.filter(is_superuser=True).exists()


def test_once_there_is_an_admin_the_variables_change_nothing(db, variables):
    variables()
    ensure_admin()
    variables("another", "seven herons and a boat")

    assert ensure_admin() == Admin("chief")
    assert User.objects.get().check_password(PASSWORD)


def test_without_variables_a_link_leads_in(db, settings):
    admin = ensure_admin()
    assert admin.username == "admin"
    assert authenticate(username="admin", password="") is None

    done = choose_password(path_of(admin, settings))
    assert done.status_code == 200
    client = Client(HTTP_HOST="localhost")
    client.post("/accounts/login/", {"login": "admin", "password": PASSWORD})

    assert client.get("/admin/").status_code == 200


def test_every_start_makes_a_link_until_one_was_used(db, settings):
    first, second = ensure_admin(), ensure_admin()
    assert User.objects.count() == 1

    choose_password(path_of(second, settings))

    assert ensure_admin() == Admin("admin")
    assert 'name="password1"' not in Client(HTTP_HOST="localhost").get(path_of(first, settings), follow=True).text


def test_a_weak_password_is_not_taken_by_the_link_either(db, settings):
    choose_password(path_of(ensure_admin(), settings), "12345678")

    assert not User.objects.get().has_usable_password()


def test_variables_take_over_the_admin_that_nobody_became(db, settings, variables):
    admin = ensure_admin()
    variables()

    assert ensure_admin() == Admin("chief")
    assert User.objects.count() == 1
    assert 'name="password1"' not in Client(HTTP_HOST="localhost").get(path_of(admin, settings), follow=True).text


def test_an_admin_who_signs_in_without_a_password_needs_no_link(db, now):
    factories.make_user("chief", password=None, is_superuser=True, is_staff=True, last_login=now)

    assert ensure_admin() == Admin("chief")
