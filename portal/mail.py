"""Where mail goes: PORTAL_SMTP_URL, read into what Django's mailer takes."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
TIMEOUT_SECONDS = 10


def mailer(address: str) -> dict[str, Any]:
    """The mailer for the address; without one, mail goes nowhere. An error keeps the address, which may hold a password."""
    if not address:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        options = _options(address)
    except ValueError:
        raise ImproperlyConfigured(
            "PORTAL_SMTP_URL: use smtp://, smtp+starttls:// or smtps://, as in smtps://user:password@mail.example.org."
        ) from None
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def _options(address: str) -> dict[str, Any]:
    """Raises ValueError where the address has another scheme, no host or no number for a port."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("no address of a mail server")
    return {
        "host": parts.hostname,
        "port": parts.port or PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": TIMEOUT_SECONDS,
    }
