"""The page of a lesson as all visitors see it, kept in memory as long as the content stands.

Only for a request without session, messages and query string: nothing of a person is ever kept.
"""

import datetime
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from portal import __version__
from portal.cookies import MessageStorage, theme_of
from portal.curriculum.models import Course, Lesson
from portal.htmx import VARY_ON, wants_partial

MAX_PAGES = 200
GZIP_LEVEL = 6


@dataclass(frozen=True)
class Page:
    etag: str
    plain: bytes
    packed: bytes


_pages: OrderedDict[tuple[str, str], Page] = OrderedDict()
_lock = Lock()


def shared(request: HttpRequest, now: datetime.datetime, build: Callable[[], HttpResponse]) -> HttpResponse:
    """The kept page if this visitor may share it and it still stands, else what `build` makes."""
    if not _is_shareable(request):
        return build()
    version = _version(now)
    key = (request.path, theme_of(request))
    page = _pages.get(key)
    if page is None or page.etag != _etag(key, version):
        response = build()
        if response.status_code != 200:
            return response
        page = _keep(key, Page(_etag(key, version), response.content, gzip.compress(response.content, GZIP_LEVEL)))
    return _respond(request, page)


def _is_shareable(request: HttpRequest) -> bool:
    cookies = request.COOKIES
    personal = settings.SESSION_COOKIE_NAME in cookies or MessageStorage.cookie_name in cookies
    return not (personal or request.META.get("QUERY_STRING") or wants_partial(request) or settings.DEBUG)


def _version(now: datetime.datetime) -> str:
    """What the content is now: its version, and the latest scheduled publication that has come. One query."""
    passed = Lesson.objects.filter(publish__lte=now).order_by("-publish").values("publish")[:1]
    return str(Course.objects.annotate(passed=Subquery(passed)).values_list("version", "passed").first())


def _etag(key: tuple[str, str], version: str) -> str:
    digest = hashlib.sha256("\0".join([*key, version, __version__]).encode()).hexdigest()
    return f'"{digest[:32]}"'


def _keep(key: tuple[str, str], page: Page) -> Page:
    with _lock:
        _pages[key] = page
        _pages.move_to_end(key)
        while len(_pages) > MAX_PAGES:
            _pages.popitem(last=False)
    return page


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
