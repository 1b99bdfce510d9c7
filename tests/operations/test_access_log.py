"""Request lines are one line each and hold no key."""

import logging

import pytest

from portal.operations import access_log


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/lessons/ec2/instances/", "/lessons/ec2/instances/"),
        ("/accounts/password/reset/key/1-dijl6y-ff418e4/", "/accounts/password/reset/key/…/"),
        ("/accounts/confirm-email/MQ:1tE2:abc/", "/accounts/confirm-email/…/"),
        ("/\nINFO granian.access: forged", "/\\x0aINFO granian.access: forged"),
        ("/\x1b[2J", "/\\x1b[2J"),
        ("/é".encode().decode("latin-1"), "/é"),
        ("/\xff", "/\ufffd"),
        ("/" + "a" * 10_000, "/" + "a" * 499),
    ],
)
def test_what_came_from_outside_is_cleaned(path, logged):
    assert access_log.clean(path) == logged


def test_every_part_of_a_line_is_cleaned():
    record = logging.LogRecord("granian.access", logging.INFO, "", 0, "%(path)s %(_h0)s %(status)d", None, None)
    record.args = {"path": "/a\nb", "_h0": "1.2.3.4\r", "status": 200}

    assert access_log.Clean().filter(record)
    assert record.getMessage() == "/a\\x0ab 1.2.3.4\\x0d 200"


@pytest.mark.parametrize(("level", "server"), [("DEBUG", "debug"), ("INFO", "warning"), ("ERROR", "error")])
def test_granian_says_little_unless_asked(level, server):
    root = logging.getLogger()
    before = root.level
    root.setLevel(level)
    try:
        assert access_log.server_level().value == server
    finally:
        root.setLevel(before)
