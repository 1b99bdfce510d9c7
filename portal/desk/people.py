"""Accounts, guests and invitations in the admin."""

from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from portal.accounts import holdings, identity
from portal.accounts.forms import zone_choices
from portal.accounts.models import INVITE_LIFETIME, Invite, User

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")
SECONDS_PER_DAY = 24 * 3600


class WhoFilter(admin.SimpleListFilter):
    """Guests are people nobody knows by name: a list shows them only when asked."""

    title = "who"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("guests", "Guests"), ("all", "Everybody")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "People with an account"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(is_guest=self.value() == "guests")


class PersonForm(UserChangeForm):  # type: ignore[type-arg]
    time_zone = forms.ChoiceField(required=False, choices=zone_choices)


@admin.register(User)
class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    """Only a superuser may touch staff: who can set another's password or powers has them too."""

    form = PersonForm
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Learning", {"fields": ("time_zone", "shortcuts")}),
        ("Powers", {"fields": POWERS}),
        ("Dates", {"fields": ("active_on", "last_login", "date_joined")}),
    )
    list_display = ("username", "email", "is_staff", "is_active", "is_guest", "active_on", "date_joined")
    list_filter = (WhoFilter, "is_staff", "is_superuser", "is_active")
    date_hierarchy = "date_joined"
    list_per_page = 50
    change_form_template = "desk/user_form.html"

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        powers = () if request.user.is_superuser else POWERS
        return ("active_on", "last_login", "date_joined", *powers)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """One’s own account is deleted on one’s own page."""
        return super().has_delete_permission(request, obj) and _may_touch(request, obj) and obj != request.user

    # Deleting forgets all that the site keeps about the learner

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        users = list(objs)
        counts = {"accounts": len(users), "rows of what they did": sum(_holding_rows(users))}
        locked = {"account of staff"} if not all(self.has_delete_permission(request, user) for user in users) else set()
        return [str(user) for user in users], counts, locked, []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        identity.forget(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for user in queryset:
            identity.forget(user)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """That an account was deleted and by whom, without the name that is to be forgotten."""
        kind = ContentType.objects.get_for_model(User)
        LogEntry.objects.filter(content_type=kind, object_id__in=[str(user.pk) for user in queryset]).update(
            object_repr="a deleted account"
        )
        return LogEntry.objects.bulk_create(
            LogEntry(
                user_id=request.user.pk or 0,
                content_type=kind,
                object_id=str(user.pk),
                object_repr="a deleted account",
                action_flag=DELETION,
            )
            for user in queryset
        )

    # A link for somebody who forgot the password where no mail is sent

    def get_urls(self) -> list[URLPattern]:
        link = path("<int:pk>/link/", self.admin_site.admin_view(self.link_view), name="accounts_user_link")
        return [link, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        user = context.get("original")
        if user and self.has_change_permission(request, user) and _can_sign_in(user):
            context["link_url"] = reverse("admin:accounts_user_link", args=[user.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shown in this answer and nowhere else; it ends with its first use."""
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user) or not _can_sign_in(user):
            raise PermissionDenied
        self.log_change(request, user, "Made a one-time link to choose a new password.")
        context = {
            **self.admin_site.each_context(request),
            "title": "One-time link",
            "opts": self.opts,
            "person": user,
            "link": _password_link(user),
            "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_PER_DAY,
        }
        return render(request, "desk/link.html", context)


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    return user is None or bool(request.user.is_superuser) or not (user.is_staff or user.is_superuser)


def _can_sign_in(user: User) -> bool:
    return user.is_active and not user.is_guest


def _password_link(user: User) -> str:
    """Where allauth lets one choose a new password; the second factor is still asked for afterwards."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    where = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.BASE_URL}{where}"


def _holding_rows(users: list[User]) -> list[int]:
    """How many rows of each registered model point at one of the users."""
    found = []
    for holding in holdings.registered():
        for label in holding.models:
            model = apps.get_model(label)
            names = [field.name for field in model._meta.fields if field.related_model is User]
            found += [model._default_manager.filter(**{f"{name}__in": users}).count() for name in names]
    return found


class InviteStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("used", "Used"), ("expired", "Expired")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        fresh = timezone.now() - INVITE_LIFETIME
        if self.value() == "open":
            return queryset.filter(used=None, created__gt=fresh)
        if self.value() == "used":
            return queryset.exclude(used=None)
        if self.value() == "expired":
            return queryset.filter(used=None, created__lte=fresh)
        return queryset


@admin.register(Invite)
class InviteAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A link that lets one person sign up, once, within 14 days."""

    list_display = ("__str__", "state", "link", "created", "created_by", "used_by")
    list_filter = (InviteStateFilter,)
    list_select_related = ("created_by", "used_by")
    search_fields = ("note", "used_by__username")
    list_per_page = 50
    fields = ("note",)
    readonly_fields = ("state", "link", "created", "created_by", "used_by", "used")
    view_on_site = False

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def get_fields(self, request: HttpRequest, obj: Invite | None = None) -> tuple[str, ...]:
        return ("note", *self.readonly_fields) if obj else ("note",)

    @admin.display(description="state")
    def state(self, row: Invite) -> str:
        if row.used:
            return "Used"
        return "Open" if row.created > timezone.now() - INVITE_LIFETIME else "Expired"

    @admin.display(description="link")
    def link(self, row: Invite) -> str:
        """Only what can still be used is worth copying."""
        if self.state(row) != "Open":
            return "–"
        return format_html('<code class="desk-link">{}</code>', f"{settings.BASE_URL}{row.get_absolute_url()}")

    def save_model(self, request: HttpRequest, obj: Invite, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        if not change:
            link = f"{settings.BASE_URL}{obj.get_absolute_url()}"
            self.message_user(request, f"Hand this link to one person: {link}", messages.SUCCESS)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if settings.SIGNUP != "invite":
            text = f"Sign-up is {settings.SIGNUP} on this site (PORTAL_SIGNUP): invitations have no effect."
            self.message_user(request, text, messages.INFO)
        return super().changelist_view(request, extra_context)
