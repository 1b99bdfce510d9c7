"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.htmx import render_page_or_partial, wants_partial
from portal.search.forms import KINDS, SearchForm
from portal.search.rows import rows
from portal.search.search import search


@require_safe
@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`, by kind and page. Reads only, whatever is typed."""
    text, kind, page = SearchForm(request.GET).asked
    found = search(text, now=timezone.now(), kind=kind, page=page)
    context: dict[str, object] = {
        "text": text,
        "kind": kind,
        "found": found,
        "rows": rows(found.hits),
        "all": sum(found.by_kind.values()),
        "kinds": [(value, name, found.by_kind.get(value, 0)) for value, name in KINDS],
        "is_part": wants_partial(request),
    }
    return render_page_or_partial(request, "search/search.html", "search-results", context)
