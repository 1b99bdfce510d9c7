"""Preparing the database: whole or not at all, however often it is cut off."""

import sqlite3

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.operations import preparation


@pytest.fixture
def without_progress(transactional_db):
    """A database in which some migrations are missing, and afterwards the whole one again."""
    call_command("migrate", "progress", "zero", verbosity=0)
    yield
    call_command("migrate", verbosity=0)


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith("progress_")}


def test_migrations_that_are_cut_off_leave_nothing_behind(without_progress, monkeypatch):
    """Cut off at the worst moment: the tables are made, and the note that they are there is not."""

    def cut_off(recorder, app, name):
        raise SystemExit

    monkeypatch.setattr(MigrationRecorder, "record_applied", cut_off)
    with pytest.raises(SystemExit):
        preparation.migrate()
    assert tables() == set()

    monkeypatch.undo()
    preparation.migrate()
    assert "progress_lessonprogress" in tables()


def test_foreign_keys_are_held_again_afterwards(transactional_db):
    preparation.migrate()

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(("version", "lines"), [((3, 40, 1), 1), ((3, 51, 2), 1), ((3, 51, 3), 0), ((4, 0, 0), 0)])
def test_an_sqlite_with_the_fault_is_warned_about(monkeypatch, version, lines):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    warnings = preparation.warnings()

    assert len(warnings) == lines
    assert all("\n" not in warning and "3.51.3" in warning for warning in warnings)


@pytest.mark.parametrize(
    ("https", "proxies", "warned"), [(True, [], True), (True, ["127.0.0.1"], False), (False, [], False)]
)
def test_https_without_a_proxy_is_warned_about(monkeypatch, settings, https, proxies, warned):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (4, 0, 0))
    settings.HTTPS, settings.TRUSTED_PROXIES = https, proxies

    assert bool(preparation.warnings()) == warned
    assert all("PORTAL_TRUSTED_PROXIES" in warning for warning in preparation.warnings())


def test_debugging_is_warned_about(monkeypatch, settings):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (4, 0, 0))
    assert preparation.warnings() == []

    settings.DEBUG = True
    assert "PORTAL_DEBUG is on" in preparation.warnings()[0]
