"""Rows for tests: plain functions with sensible values for what a test does not care about."""

from typing import Any

from portal.accounts.models import User


def make_user(username: str = "somebody", password: str = "a long enough password", **fields: Any) -> User:
    return User.objects.create_user(username, password=password, **fields)
