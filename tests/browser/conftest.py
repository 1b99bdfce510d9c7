"""A real Chromium against a real server, with collected static files and the strict policy."""

import os
import shutil
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.utils import timezone

from portal.curriculum.models import Lesson, Resource
from portal.progress.models import LessonProgress, ResourceMark
from portal.quizzes import attempts
from portal.quizzes.answering import Submission
from portal.quizzes.models import Question
from tests import factories
from tests.browser.every_page import EVERYTHING, LEARNER, VISITOR
from tests.browser.every_type import QUIZ
from tests.content.writing import EXAM, write_course

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SKIPPED = "no Chromium found: browser tests are skipped (install Debian's chromium to run them)"
PRODUCTION_STORAGES = {
    **django_settings.STORAGES,
    "staticfiles": {"BACKEND": "portal.staticfiles.StaticStorage"},
}
RULERS = Path(__file__).with_name("rulers.js")
IGNORED = (
    "status of 422",  # an answer that the form sends back is ordinary use
    "Transition was aborted",  # Chromium gave up an animation between two pages, which nobody misses
)


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
def collected():
    """Static files as production serves them: joined, hashed, compressed."""
    with override_settings(STORAGES=PRODUCTION_STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)


@pytest.fixture(scope="session")
def site(collected, django_db_setup, django_db_blocker):
    """The whole application with WhiteNoise and its headers; pytest-django's own server would bypass both."""
    with override_settings(STORAGES=PRODUCTION_STORAGES, WHITENOISE_AUTOREFRESH=False), django_db_blocker.unblock():
        server = LiveServerThread("localhost", lambda application: application)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        assert server.error is None, server.error
        yield SimpleNamespace(url=f"http://localhost:{server.port}")
        server.terminate()


@pytest.fixture(autouse=True)
def production_static_files(settings, plain_static_files):
    """Overrides the plain storage of the other tests."""
    settings.STORAGES = PRODUCTION_STORAGES
    settings.WHITENOISE_AUTOREFRESH = False


@pytest.fixture
def course(tmp_path, transactional_db):
    """The small course, loaded."""
    folder = write_course(tmp_path / "lessons")
    call_command("load_lessons", str(folder), stdout=StringIO())
    return folder


class Browsing:
    """A page with what went wrong on it; `problems` must stay empty."""

    def __init__(self, context, base):
        self.context, self.base = context, base
        self.problems = []
        context.add_init_script(path=RULERS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(str(error.error)))
        self.page = context.new_page()

    def _console(self, message):
        if message.type in ("error", "warning"):
            self._note(message.text)

    def _note(self, text):
        if not any(words in text for words in IGNORED):
            self.problems.append(text)

    def go(self, path):
        response = self.page.goto(f"{self.base}{path}")
        self.page.wait_for_load_state("load")
        return response


@pytest.fixture
def browse(chromium, site):
    """`browse(**options)` opens a new browsing context; at the end none may have met a problem."""
    opened = []

    def start(**options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        browsing = Browsing(chromium.new_context(**options), site.url)
        opened.append(browsing)
        return browsing

    yield start
    problems = [problem for browsing in opened for problem in browsing.problems]
    for browsing in opened:
        browsing.context.close()
    assert problems == []


@pytest.fixture
def sign_in(site):
    """Put the session of a user into a browsing context."""

    def put(browsing, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        browsing.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])

    return put


@pytest.fixture
def somebody(transactional_db):
    return factories.make_user("somebody")


@pytest.fixture
def every_page(tmp_path, transactional_db):
    """The course behind `VISITOR` and `LEARNER`, loaded."""
    files = {"basics/quiz.yaml": QUIZ, "basics/first.md": EVERYTHING, "exams/clf-c02.yaml": EXAM}
    folder = write_course(tmp_path / "lessons", **files)
    call_command("load_lessons", str(folder), stdout=StringIO())


@pytest.fixture
def work(every_page, somebody):
    """A learner with a finished quiz, an open one, an answered check of each type, a saved link."""
    now = timezone.now()
    first = Lesson.objects.get(slug="first")
    LessonProgress.objects.create(learner=somebody, lesson=first, opened=now, read=now, completed=now)
    ResourceMark.objects.create(learner=somebody, resource=Resource.objects.get(), saved=now, visited=now)
    finished = attempts.begin_or_resume(somebody, first.topic, now=now)
    for number, (slug, _) in enumerate(finished.questions):
        question = Question.objects.get(slug=slug)
        given = question.kind.key() if number % 2 else {}
        attempts.answer(finished, Submission(question, given), learner=somebody, now=now)
    opened = attempts.begin_or_resume(somebody, first.topic, now=now)
    return {
        "OPEN": opened.get_absolute_url(),
        "RESULT": f"{finished.get_absolute_url()}result/",
        "ANSWERED": f"{finished.get_absolute_url()}?question={finished.questions[0][0]}",
    }


@pytest.fixture
def walk(browse, work, sign_in, somebody):
    """`walk(**options)` opens page after page, a visitor's and a learner's, and yields (path, browsing) of each."""

    def start(**options):
        for paths, reader in ((VISITOR, None), (LEARNER, somebody)):
            browsing = browse(**options)
            if reader:
                sign_in(browsing, reader)
            for path in paths:
                browsing.go(work.get(path, path))
                yield path, browsing
            browsing.problems[:] = [problem for problem in browsing.problems if "404" not in problem]

    return start
