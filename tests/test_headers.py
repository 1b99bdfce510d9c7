"""Every answer carries the security headers, whatever its status; an https address adds its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from portal import views
from portal.curriculum.models import Course
from tests import factories

ROOT = Path(__file__).resolve().parent.parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def broken(*arguments, **options):
    raise RuntimeError("broken on purpose")


@pytest.fixture
def forgetful(settings):
    """A browser that shows an error page instead of raising, and checks for forgery."""
    settings.WHITENOISE_USE_FINDERS = True
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("status", "method", "address", "options"),
    [
        (200, "get", "/", {}),
        (200, "get", "/robots.txt", {}),
        (200, "get", "/static/img/icon.svg", {}),
        (302, "get", "/accounts/profile/", {}),
        (400, "get", "/", {"headers": {"Host": "elsewhere.example.org"}}),
        (403, "post", "/theme/", {}),
        (404, "get", "/nowhere/", {}),
        (404, "get", "/static/nothing.css", {}),
        (405, "get", "/theme/", {}),
        (500, "get", "/help/", {}),
        (503, "get", "/readyz", {}),
    ],
)
def test_every_answer_carries_them(db, forgetful, monkeypatch, status, method, address, options):
    if status != 503:
        Course.objects.create(pk=1, title="A course")
    if status == 500:
        monkeypatch.setattr("portal.context.navigation", broken)

    response = getattr(forgetful, method)(address, **options)
    response.close()

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in response.headers  # http must stay usable on a home network


def test_a_download_carries_them(learner_client):
    response = learner_client.post("/accounts/export/")

    assert "attachment" in response.headers["Content-Disposition"]
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS


def test_a_page_kept_by_the_browser_carries_them(db, client):
    address = factories.make_lesson().get_absolute_url()
    tag = client.get(address).headers["ETag"]

    response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/progress/", "/accounts/login/", "/quizzes/basics/"])
def test_what_belongs_to_one_reader_is_kept_nowhere(db, client, address):
    factories.make_lesson()

    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_form_that_lost_its_token_explains_itself(db, forgetful):
    response = forgetful.post("/theme/", {"theme": "dark"})

    assert response.status_code == 403
    assert "topbar" in response.text
    assert "Nothing was changed" in response.text


def test_the_500_page_needs_nothing_that_may_be_broken(forgetful, monkeypatch, django_assert_num_queries, db):
    monkeypatch.setattr(views, "_not_ready", broken)

    with django_assert_num_queries(0):
        response = forgetful.get("/readyz")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text


OVER_HTTPS = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("createcachetable")
plain, client = Client(), Client(headers={"Host": "learn.example.org"})
home = client.get("/accounts/login/", secure=True)
themed = client.post("/theme/", {"theme": "dark"}, secure=True)
from portal.accounts.models import User
User.objects.create_user("somebody", password="a long enough password")
client.post("/accounts/login/", {"login": "somebody", "password": "a long enough password"}, secure=True)
redirected = client.get("/help/?a=1")
print(json.dumps({
    "hsts": home.headers.get("Strict-Transport-Security"),
    "cookies": {name: [c["secure"], c["httponly"], c["samesite"], c["path"], c["domain"] or ""]
                for name, c in client.cookies.items()},
    "redirected": [redirected.status_code, redirected.url],
    "health": [client.get("/healthz").status_code, client.get("/readyz").status_code],
    "canonical": 'href="https://learn.example.org/' in client.get("/help/", secure=True).text,
}))
"""


def test_an_https_address_brings_hsts_the_redirect_and_locked_cookies(tmp_path):
    own = {
        "PORTAL_BASE_URL": "https://learn.example.org",
        "PORTAL_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_DEBUG": "1",
    }
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OVER_HTTPS],
        cwd=ROOT,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])

    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert set(told["cookies"]) == {"__Host-session", "__Host-csrf", "__Host-theme"}
    assert set(map(tuple, told["cookies"].values())) == {(True, True, "Lax", "/", "")}
    assert told["redirected"] == [301, "https://learn.example.org/help/?a=1"]
    assert told["health"] == [200, 503]  # a container's health check speaks plain http
    assert told["canonical"]
