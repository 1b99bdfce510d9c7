"""Limits that hold whichever process answers."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.accounts.conftest import PASSWORD

LOGIN = reverse("account_login")
TOO_MANY = "Too many tries. Wait five minutes, then try again."

# A process of its own on the same database: three wrong tries.
ELSEWHERE = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.WHITENOISE_AUTOREFRESH = True
django.setup()
from django.test import Client
for _ in range(3):
    print(Client(headers={"host": "localhost"}).post(sys.argv[2], {"login": "learner", "password": "wrong"}).status_code)
"""


def try_to_sign_in(password, client=None):
    return (client or Client()).post(LOGIN, {"login": "learner", "password": password}).content.decode()


@pytest.mark.django_db
def test_after_five_wrong_tries_even_the_right_one_waits(learner):
    for _ in range(5):
        assert TOO_MANY not in try_to_sign_in("wrong")

    client = Client()

    assert TOO_MANY in try_to_sign_in(PASSWORD, client)
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_an_unknown_name_is_counted_the_same():
    pages = [Client().post(LOGIN, {"login": "nobody", "password": "wrong"}).content.decode() for _ in range(6)]

    assert [TOO_MANY in page for page in pages] == [False] * 5 + [True]


@pytest.mark.django_db
def test_the_right_password_is_not_counted(learner):
    for _ in range(8):
        client = Client()
        try_to_sign_in(PASSWORD, client)
        assert "_auth_user_id" in client.session


@pytest.mark.django_db(transaction=True)
def test_tries_at_another_process_count_here():
    factories.make_user("learner")
    command = [sys.executable, "-c", ELSEWHERE, str(site.DATABASES["default"]["NAME"]), LOGIN]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    elsewhere = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert elsewhere.stdout.split() == ["200", "200", "200"]

    client = Client(headers={"host": "localhost"})
    pages = [try_to_sign_in("wrong", client) for _ in range(3)]

    assert [TOO_MANY in page for page in pages] == [False, False, True]


@pytest.fixture
def flooded(db):
    """The page itself is limited by address: thirty posts a minute."""
    for number in range(30):
        response = Client().post(LOGIN, {"login": f"name-{number}", "password": ""})
        assert response.status_code == 200


def test_a_flood_gets_a_page_that_says_what_to_do(client, flooded):
    response = client.post(LOGIN, {"login": "learner", "password": PASSWORD})

    assert response.status_code == 429
    page = response.content.decode()
    assert "<h1>Too many tries</h1>" in page
    assert "Wait five minutes" in page
    assert "HX-Redirect" not in response.headers


def test_a_flood_sends_htmx_to_a_page_that_explains(htmx_client, flooded):
    headers = {"HX-Current-URL": "http://testserver/accounts/login/"}
    response = htmx_client.post(LOGIN, {"login": "learner", "password": PASSWORD}, headers=headers)

    assert response.status_code == 429
    assert response.headers["HX-Redirect"] == "/what-happened/429/?back=%2Faccounts%2Flogin%2F"
