"""The WSGI application that Granian serves, with the two guards that stand before Django."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
MAX_BODY_BYTES = 10 * 1024 * 1024
TOO_LARGE = b"This upload is too large. Stratum accepts up to 10 MB.\n"


def limit_body(application: Application) -> Application:
    """Refuse larger bodies before anything is read: Granian has no limit, and Django would fill the disk first."""
    from portal.headers import HEADERS

    def limited(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if not chunked and length.isascii() and length.isdigit() and len(length) < 19 and int(length) <= MAX_BODY_BYTES:
            return application(environ, start_response)
        headers = {**HEADERS, "Content-Security-Policy": "default-src 'none'", "Connection": "close"}
        start_response(
            "413 Content Too Large",
            [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(TOO_LARGE))), *headers.items()],
        )
        return [TOO_LARGE]

    return limited


def trust_proxies(application: Application) -> Application:
    """Take client address and scheme from the proxies that PORTAL_TRUSTED_PROXIES names."""
    from django.conf import settings
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    if not settings.TRUSTED_PROXIES:
        return application
    wrapped: Application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.TRUSTED_PROXIES)
    return wrapped


def warm_up() -> None:
    """Import all views now: the first visitor would wait for it otherwise."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018


application = trust_proxies(limit_body(get_wsgi_application()))
warm_up()
