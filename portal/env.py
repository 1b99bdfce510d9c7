"""Typed readers for the `PORTAL_…` environment variables; an error names the variable."""

import ipaddress
import os
import re
import zoneinfo
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::(?P<port>\d{1,5}))?(?P<path>/[^\s?#]*)?", re.ASCII)
HOST = re.compile(r"\*|\.?[\w-]+(?:\.[\w-]+)*|\[[\da-fA-F:.]+\]", re.ASCII)
MAX_PORT = 65535


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


def hosts(name: str) -> list[str]:
    """Host names between commas; .example.org stands for all below it."""
    for part in (found := listing(name)):
        if not HOST.fullmatch(part):
            raise ImproperlyConfigured(f"{name} names “{part}”: use host names alone, such as learn.example.org.")
    return found


def networks(name: str) -> list[str]:
    """Addresses and networks of machines between commas."""
    for part in (found := listing(name)):
        try:
            ipaddress.ip_network(part)
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} names “{part}”: use addresses and networks such as 127.0.0.1 or 10.0.0.0/8."
            ) from None
    return found


def time_zone(name: str, default: str) -> str:
    """The name of a time zone that this system knows."""
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(f"{name} is “{value}”: use a name such as Europe/Berlin.") from None
    return value


def address(name: str, default: str = "", *, path: bool = False) -> str:
    """An http(s) address without query and trailing slash, such as https://learn.example.org; with a path if allowed."""
    value = text(name, default).rstrip("/")
    match = ADDRESS.fullmatch(value)
    fits = match and int(match["port"] or 1) in range(1, MAX_PORT + 1) and (path or not match["path"])
    if value and not fits:
        raise ImproperlyConfigured(f"{name} is “{value}”: use an address such as https://learn.example.org.")
    return value


def secret(name: str, default: str = "") -> str:
    """The variable, or the content of the file that `<name>_FILE` names, for container secrets."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name, default)
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {why}.") from error
    if not content:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which is empty.")
    return content
