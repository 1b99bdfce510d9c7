"""The cast and the clients of all tests."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import settings as hypothesis

from portal.learn import lessons, pagecache
from portal.progress import summary
from portal.quizzes import checks
from portal.search.search import _speller
from tests import factories

hypothesis.register_profile("any machine", deadline=None)  # a neighbour's work is no failure of ours
hypothesis.load_profile("any machine")

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file, as on a real site."""
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(Path(settings.DATA_DIR) / "test.sqlite3")


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Static files as they lie in the source: nothing was collected."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def nothing_kept():
    """What a process keeps in memory must not reach from one test into the next."""
    pagecache.pages.clear()
    lessons.kept.clear()
    checks.answered.clear()
    summary.structure.clear()
    _speller.cache_clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def learner(db):
    return factories.make_user("learner")


@pytest.fixture
def other_learner(db):
    return factories.make_user("other-learner")


@pytest.fixture
def editor(db):
    return factories.make_user("editor", is_staff=True, is_superuser=True)


@pytest.fixture
def learner_client(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def editor_client(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def htmx_client():
    return Client(headers={"HX-Request": "true"})
