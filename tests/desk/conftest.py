"""The small course, loaded, and somebody at the desk."""

import datetime

import pytest

from portal.content.sync import load
from tests.content.writing import write_course
from tests.desk.desking import Desk

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path, db):
    return write_course(tmp_path / "lessons")


@pytest.fixture
def course(folder):
    assert load(folder, now=NOW).problems.errors == []
    return folder


@pytest.fixture
def desk(editor_client):
    return Desk(editor_client)
