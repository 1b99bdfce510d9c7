"""The two guards that stand before Django: bodies that are too large, and who is believed about the client."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from portal.headers import HEADERS

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
MAX_BODY_BYTES = 10 * 1024 * 1024
MAX_PRICE_LIST_BYTES = 128 * 1024 * 1024
LARGER = {"/admin/ec2/edition/import/": MAX_PRICE_LIST_BYTES}
"""Addresses that take more. A Region's price list, compressed, has tens of megabytes."""
NO_LENGTH = "411 Length Required", b"This request does not tell how long it is. Send it with a Content-Length.\n"
TOO_LARGE = "413 Content Too Large"


def limit_body(application: Application) -> Application:
    """Refuse larger bodies before anything is read: Granian has no limit, and Django would fill the disk first."""
    always = {**HEADERS, "Content-Security-Policy": "default-src 'none'", "Connection": "close"}

    def limited(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not (refusal := _refusal(environ)):
            return application(environ, start_response)
        status, words = refusal
        own = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
        start_response(status, [*own, *always.items()])
        return [words]

    return limited


def _refusal(environ: dict[str, Any]) -> tuple[str, bytes] | None:
    """Status and words for a body that is too long, or whose length nobody can know before it was read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower() or not (length.isascii() and length.isdigit()):
        return NO_LENGTH
    most = LARGER.get(environ.get("PATH_INFO", ""), MAX_BODY_BYTES)
    if len(length) <= 18 and int(length) <= most:
        return None
    return TOO_LARGE, f"This upload is too large. Stratum accepts up to {most >> 20} MB here.\n".encode()


def trust_proxies(application: Application) -> Application:
    """Take client address and scheme from the proxies that PORTAL_TRUSTED_PROXIES names."""
    if not settings.TRUSTED_PROXIES:
        return application
    wrapped: Application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.TRUSTED_PROXIES)
    return wrapped
