"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.htmx import render_page_or_partial
from portal.search.forms import SearchForm
from portal.search.models import Document
from portal.search.search import PAGE, search


@require_safe
@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`, by kind and page. Reads only, whatever is typed."""
    text, kind, page = SearchForm(request.GET).asked
    found = search(text, now=timezone.now(), kind=kind, page=page) if text else None
    kinds = [(value, name, found.by_kind.get(value, 0)) for value, name in Document.Kind.choices] if found else []
    context = {
        "text": text,
        "kind": kind,
        "page": page,
        "found": found,
        "all": sum(number for _, _, number in kinds),
        "kinds": [each for each in kinds if each[2]],
        "searched": " ".join(found.words) if found else "",
        "has_more": bool(found and found.total > page * PAGE),
    }
    return render_page_or_partial(request, "search/search.html", "search-results", context)
