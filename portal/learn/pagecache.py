"""The page of a lesson as all visitors see it: one answer, compressed once, kept while the content stands.

Only for a request without session, messages and query string: nothing of a person is ever kept.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from portal import __version__
from portal.cookies import MessageStorage, theme_of
from portal.htmx import VARY_ON, wants_partial
from portal.kept import Kept

GZIP_LEVEL = 6


@dataclass(frozen=True)
class Page:
    etag: str
    plain: bytes
    packed: bytes


pages: Kept[Page] = Kept(200)


class NotShared(Exception):
    """The page is no lesson (a redirect, say): it is answered and not kept."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def is_shareable(request: HttpRequest) -> bool:
    cookies = request.COOKIES
    is_personal = settings.SESSION_COOKIE_NAME in cookies or MessageStorage.cookie_name in cookies
    return not (is_personal or request.META.get("QUERY_STRING") or wants_partial(request) or settings.DEBUG)


def shared(request: HttpRequest, version: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that visitors share, made by `build` where it is not kept yet."""
    key = (request.path, theme_of(request))
    try:
        page = pages.get(key, version, lambda: _make(key, version, build()))
    except NotShared as other:
        return other.response
    return _respond(request, page)


def _make(key: tuple[str, str], version: str, response: HttpResponse) -> Page:
    if response.status_code != 200:
        raise NotShared(response)
    digest = hashlib.sha256("\0".join([*key, version, __version__]).encode()).hexdigest()
    return Page(f'"{digest[:32]}"', response.content, gzip.compress(response.content, GZIP_LEVEL))


def _respond(request: HttpRequest, page: Page) -> HttpResponse:
    response: HttpResponse
    if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
        response = HttpResponseNotModified()
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.plain)
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Encoding", *VARY_ON])
    return response
