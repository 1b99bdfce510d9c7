"""What stands between starting the server and serving: the database, the course, the static files."""

import io
import shutil
import sqlite3
from collections.abc import Callable, Iterator

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

SOUND_SQLITE = (3, 51, 3)

Tell = Callable[[str], None]


def warnings() -> list[str]:
    """What the operator should know at every start, one line each."""
    return [*_old_sqlite(), *_nobody_speaks_https(), *_open_insides()]


def _old_sqlite() -> Iterator[str]:
    if sqlite3.sqlite_version_info < SOUND_SQLITE:
        yield (
            f"SQLite {sqlite3.sqlite_version} can, very rarely, lose what was saved or damage the database when two "
            "processes write (sqlite.org/wal.html#walresetbug): keep backups, and use SQLite 3.51.3 or newer, "
            "such as the container image’s."
        )


def _nobody_speaks_https() -> Iterator[str]:
    """The server speaks plain http: without a proxy that is believed, every page leads to https and so to itself."""
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield (
            "PORTAL_BASE_URL begins with https://, but PORTAL_TRUSTED_PROXIES names no proxy: every page will redirect "
            "to itself. Name the address of the proxy that speaks https; it sends X-Forwarded-For and -Proto."
        )


def _open_insides() -> Iterator[str]:
    if settings.DEBUG:
        yield "PORTAL_DEBUG is on: errors show the site’s insides to everybody. Unset it on a site that others reach."


def prepare_database(say: Tell, complain: Tell) -> None:
    """Bring tables, EC2 data and course up to date. Every step may be cut off and repeated.

    With an error in its files the site starts on the course it has. Raises CommandError if it has none.
    """
    migrate()
    call_command("createcachetable", verbosity=0)
    call_command("load_ec2_snapshot", verbosity=0)
    report = io.StringIO()
    try:
        call_command("load_lessons", verbosity=0, stdout=report)
        say(report.getvalue().rstrip())
    except CommandError as error:
        if not apps.get_model("curriculum", "Course").objects.exists():
            raise
        complain(f"{error}\nThe site starts with the course as it was loaded before.")


def migrate() -> None:
    """All migrations or none.

    Django makes a migration’s tables first and then notes that they are there: cut off in between, it would stumble
    over them at every later start.
    """
    connection.disable_constraint_checking()  # Django wants it so, and SQLite does it only outside a transaction
    try:
        with transaction.atomic():
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.enable_constraint_checking()


def collect_static_files() -> None:
    """All anew. What an earlier start left half written goes first: Django would fail over it before it clears."""
    if settings.STATIC_ROOT.exists():
        shutil.rmtree(settings.STATIC_ROOT)
    call_command("collectstatic", interactive=False, verbosity=0)
