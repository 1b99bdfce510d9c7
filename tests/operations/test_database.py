"""The database as it really is set up: what is acknowledged is on the disk, and writers queue."""

import sqlite3

import pytest
from django.db import connection, transaction


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_pragmas_are_in_effect(db):
    found = {name: pragma(name) for name in ("journal_mode", "synchronous", "temp_store", "busy_timeout")}

    assert found == {"journal_mode": "wal", "synchronous": 2, "temp_store": 2, "busy_timeout": 5000}
    assert pragma("mmap_size") == 128 * 1024 * 1024
    assert pragma("foreign_keys") == 1


@pytest.fixture
def other_writer(transactional_db):
    """Another process's connection to the same file, which does not wait."""
    connection.ensure_connection()
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    yield other
    other.close()


def test_a_transaction_is_the_writer_from_its_beginning(other_writer):
    other_writer.execute("BEGIN IMMEDIATE")
    other_writer.execute("ROLLBACK")

    with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="database is locked"):
        other_writer.execute("BEGIN IMMEDIATE")


def test_reading_goes_on_meanwhile(other_writer):
    with transaction.atomic():
        assert other_writer.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)
