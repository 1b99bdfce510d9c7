"""The admin of a content row. It writes through `content/publish.py` alone, and deletes nothing."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from portal.content import publish
from portal.content.items import Item, digest
from portal.content.publish import publication
from portal.content.rows import SHELVES, Row
from portal.desk import preview
from portal.desk.itemform import ItemForm
from portal.desk.state import ORIGINS, origin, withdrawal
from portal.problems import Problem

SHOWN = 5
NAMED = 300
"""So many problems, and so many letters of names, go into a message: it travels in a cookie."""


class ItemAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    kind: ClassVar[str]
    form: type[ItemForm]
    fixed: ClassVar[tuple[str, ...]] = ("slug",)
    """What identifies a row: it can be chosen once."""
    can_withdraw = True
    can_preview = True
    layout: ClassVar[list[tuple[str | None, list[str | tuple[str, ...]]]]] = []
    """The form's groups of fields; those in brackets stand side by side."""

    actions: tuple[str, ...] = ("withdraw_selected", "bring_back_selected")
    list_per_page = 50
    change_form_template = "desk/change_form.html"

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = SHELVES[self.kind].rows()
        ordering = self.get_ordering(request)
        return found.order_by(*ordering) if ordering else found

    # What a list and a form show besides the fields

    @admin.display(description="state")
    def state(self, row: Row) -> str:
        return withdrawal(row) or "Shown"

    @admin.display(description="origin")
    def origin(self, row: Row) -> str:
        return ORIGINS[origin(self.kind, row)]

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> tuple[str, ...]:
        return (*self.fixed, "state", "origin") if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """For a row that exists also what became of it."""
        first: list[tuple[str | None, list[str | tuple[str, ...]]]]
        first = [(None, [("state", "origin") if self.can_withdraw else "origin"])] if obj else []
        return [(name, {"fields": fields}) for name, fields in [*first, *self.layout]]

    def get_view_on_site_url(self, obj: Row | None = None) -> str | None:
        """Straight to the page, where there is one that learners see."""
        return self.page_of(obj) or None if obj else None

    def page_of(self, row: Row) -> str:
        """The address of what learners see of the row; empty where they see nothing."""
        raise NotImplementedError

    # Saving

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:
        before = form.before()
        assert form.checked is not None, "a valid form was checked"
        if before is None or digest(before) != digest(form.checked.item):
            with publication(now=timezone.now()) as door:
                row = door.store(form.checked)
            obj.pk = row.pk
        obj.refresh_from_db()
        for problem in form.checked.warnings[:SHOWN]:
            self.message_user(request, problem.message, messages.WARNING)
        self.advise(request, before, form.checked.item)

    def advise(self, request: HttpRequest, before: Item | None, after: Item) -> None:
        """Say what an author may have overlooked."""

    # Withdrawing and bringing back: nothing is deleted

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    @admin.action(description="Withdraw the selected %(verbose_name_plural)s", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._withdraw(request, queryset.filter(withdrawn=False))

    @admin.action(description="Bring back the selected %(verbose_name_plural)s", permissions=["change"])
    def bring_back_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._bring_back(request, queryset.filter(withdrawn=True))

    @method_decorator(require_POST)
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._withdraw(request, [row for row in [self._changeable(request, pk)] if not row.withdrawn])
        return redirect(self._url("change", pk))

    @method_decorator(require_POST)
    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._bring_back(request, [row for row in [self._changeable(request, pk)] if row.withdrawn])
        return redirect(self._url("change", pk))

    def _withdraw(self, request: HttpRequest, rows: Iterable[Row]) -> None:
        found = {SHELVES[self.kind].item(row).ident: row for row in rows}
        lost = publish.losses(found)
        with publication(now=timezone.now()) as door:
            for ident, row in found.items():
                door.withhold(ident, row)
                self.log_change(request, row, "Withdrawn.")
        if found:
            names = ", ".join(f"“{row}”" for row in found.values())
            self.message_user(request, f"Withdrawn: {names[:NAMED]}. Learners no longer see it.", messages.SUCCESS)
        if lost:
            self.message_user(request, f"The course still counts on it. {_listed(lost)}", messages.WARNING)

    def _bring_back(self, request: HttpRequest, rows: Iterable[Row]) -> None:
        with publication(now=timezone.now()) as door:
            for row in rows:
                try:
                    door.bring_back(publish.check(SHELVES[self.kind].item(row)), row)
                except publish.Invalid as error:
                    text = f"“{row}” cannot come back as it is. {_listed(error.problems)}"
                    self.message_user(request, text, messages.ERROR)
                else:
                    self.log_change(request, row, "Brought back.")
                    self.message_user(request, f"“{row}” is back.", messages.SUCCESS)

    def _changeable(self, request: HttpRequest, pk: int) -> Row:
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    # The preview

    def preview_new_view(self, request: HttpRequest) -> HttpResponse:
        """The unsaved form of a new row; there is nothing to preview without one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(self._url("add"))
        return preview.of_form(request, self._form(request, None))

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET: the row as it is stored, drafts too. POST: what the unsaved form says."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method != "POST":
            return preview.of_row(request, self.kind, row)
        return preview.of_form(request, self._form(request, self._changeable(request, pk)))

    def _form(self, request: HttpRequest, row: Row | None) -> ItemForm:
        """What was posted, as the change form reads it."""
        form: ItemForm = self.get_form(request, row, change=row is not None)(request.POST, instance=row)  # type: ignore[assignment]
        return form

    # Addresses and buttons

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own: list[URLPattern] = []
        if self.can_preview:
            own += [
                path("add/preview/", wrap(self.preview_new_view), name=self._name("preview_new")),
                path("<int:pk>/preview/", wrap(self.preview_view), name=self._name("preview")),
            ]
        if self.can_withdraw:
            own += [
                path("<int:pk>/withdraw/", wrap(self.withdraw_view), name=self._name("withdraw")),
                path("<int:pk>/bring-back/", wrap(self.bring_back_view), name=self._name("bring_back")),
            ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = context.get("original")
        may_write = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        if self.can_preview:
            context["preview_url"] = self._url("preview", row.pk) if row else self._url("preview_new")
            context["preview_form"] = may_write
        if row and self.can_withdraw and may_write:
            name = "bring_back" if row.withdrawn else "withdraw"
            context[f"{name}_url"] = self._url(name, row.pk)
        return super().render_change_form(request, context, *args, **kwargs)

    def _name(self, view: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

    def _url(self, view: str, pk: int | None = None) -> str:
        return reverse(f"admin:{self._name(view)}", args=[] if pk is None else [pk])


def _listed(problems: list[Problem]) -> str:
    more = f" And {len(problems) - SHOWN} more." if len(problems) > SHOWN else ""
    return " ".join(f"{problem.path}: {problem.message}." for problem in problems[:SHOWN]) + more
