"""Lists of rows that are not written by hand: to look at, however many there are."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

MOST = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than to MOST: a table of millions of rows costs as much as a small one. Older rows by search."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.order_by()[:MOST].count()


class RecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """An edit would make the record lie, so there is none."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they count every row
    list_per_page = 50
    ordering = ("-pk",)
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whole names only, found by their index: matching parts of names would read every row."""
        if not search_term.strip():
            return queryset, False
        return self.named(queryset, search_term.strip()), False

    def named(self, queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
        """The rows that belong to somebody or something of this name."""
        return queryset.none()
