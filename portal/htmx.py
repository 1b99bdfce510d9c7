"""Answers for htmx: a part of the page instead of the whole, and errors that lead somewhere."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django_htmx.middleware import HtmxDetails

VARY_ON = ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"]
MOVED_ON = (401, 403, 404, 429)


class HtmxRequest(HttpRequest):
    """A request that went through django-htmx's middleware."""

    htmx: HtmxDetails


def wants_partial(request: HttpRequest) -> bool:
    """True where htmx will swap a part in; boosted links and restored history want the whole page."""
    hx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(hx) and not hx.boosted and not hx.history_restore_request


def render_page_or_partial(
    request: HttpRequest, template: str, partial: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The template, or for htmx only its `{% partialdef %}` of that name; caches are told the difference."""
    name = f"{template}#{partial}" if wants_partial(request) else template
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, VARY_ON)
    return response


class ErrorRedirectMiddleware:
    """htmx swaps nothing on an error, so the learner would see nothing: send the browser to a page that explains."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in MOVED_ON and wants_partial(request):
            hx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
            query = urlencode({"back": hx.current_url_abs_path or "/"})
            response.headers["HX-Redirect"] = f"{reverse('what_happened', args=[response.status_code])}?{query}"
        return response
