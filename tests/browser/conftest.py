"""A real Chromium against a real server, with collected static files and the strict policy."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from tests import factories
from tests.content.writing import write_course

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SKIPPED = "no Chromium found: browser tests are skipped (install Debian's chromium to run them)"
IGNORED = ("status of 422",)  # an answer that the form sends back is ordinary use


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    if not CHROMIUM:
        if os.environ.get("PORTAL_TEST_BROWSER") == "required":
            pytest.fail(SKIPPED)
        pytest.skip(SKIPPED)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """Static files as production serves them: joined, hashed, compressed."""
    root = tmp_path_factory.mktemp("static")
    django_settings.STATIC_ROOT = root
    call_command("collectstatic", interactive=False, verbosity=0)
    return root


@pytest.fixture(autouse=True)
def production_static_files(settings, collected):
    """Overrides the plain storage of the other tests."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portal.staticfiles.StaticStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = False


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """pytest-django starts its server before the test database exists; this order cures it."""
    return live_server


@pytest.fixture
def course(tmp_path, transactional_db):
    """The small course, loaded."""
    folder = write_course(tmp_path / "lessons")
    call_command("load_lessons", str(folder), verbosity=0, stdout=open(os.devnull, "w"))
    return folder


class Browsing:
    """A page with what went wrong on it; `problems` must stay empty."""

    def __init__(self, context, base):
        self.context, self.base = context, base
        self.problems = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.page = context.new_page()

    def _console(self, message):
        if message.type in ("error", "warning") and not any(words in message.text for words in IGNORED):
            self.problems.append(message.text)

    def go(self, path):
        response = self.page.goto(f"{self.base}{path}")
        self.page.wait_for_load_state("load")
        return response


@pytest.fixture
def browse(chromium, live_server):
    """`browse(**options)` opens a new browsing context; at the end none may have met a problem."""
    opened = []

    def start(**options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        browsing = Browsing(chromium.new_context(**options), live_server.url)
        opened.append(browsing)
        return browsing

    yield start
    problems = [problem for browsing in opened for problem in browsing.problems]
    for browsing in opened:
        browsing.context.close()
    assert problems == []


@pytest.fixture
def sign_in(live_server):
    """Put the session of a user into a browsing context."""

    def put(browsing, user):
        from django.test import Client

        client = Client()
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        browsing.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return put


@pytest.fixture
def somebody(transactional_db):
    return factories.make_user("somebody")
