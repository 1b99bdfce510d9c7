"""Typed readers for the `PORTAL_…` environment variables; an error names the variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding space; unset and empty both give the default."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off."""
    value = text(name)
    if not value:
        return default
    try:
        return FLAGS[value.lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name} is “{value}”: use 1 or 0.") from None


def integer(name: str, default: int, *, minimum: int, maximum: int) -> int:
    """A whole number within the bounds, both allowed."""
    value = text(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 19 and minimum <= int(value) <= maximum):
        raise ImproperlyConfigured(f"{name} is “{value}”: use a whole number from {minimum} to {maximum}.")
    return int(value)


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    """One of the words in `among`."""
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} is “{value}”: use {', '.join(among[:-1])} or {among[-1]}.")
    return value


def listing(name: str) -> list[str]:
    """The parts between commas, without empty ones."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def address(name: str, default: str = "") -> str:
    """An http(s) address without path, query and trailing slash, such as https://learn.example.org."""
    value = text(name, default).rstrip("/")
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(f"{name} is “{value}”: use an address such as https://learn.example.org.")
    return value


def secret(name: str, default: str = "") -> str:
    """The variable, or the content of the file that `<name>_FILE` names, for container secrets."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error
