"""How people sign in besides a password, as allauth keeps it: to look at and take away, and no secret is shown."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as mfa_admin  # noqa: F401 (it registers what is replaced here)
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as social_admin  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts.models import User
from portal.desk.records import RecordAdmin

admin.site.unregister([Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])


class OwnedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What belongs to staff only a superuser sees: whoever can change how somebody signs in has their powers too."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = super().get_queryset(request)
        return found if request.user.is_superuser else found.filter(user__is_staff=False, user__is_superuser=False)


class SignInAdmin(OwnedAdmin, RecordAdmin):
    """Somebody lost a device or a provider: an admin takes it away. Only its owner can set it up."""

    list_select_related = ("user",)
    search_fields = ("user",)
    search_help_text = "The whole username of a learner."

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def named(self, queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
        return queryset.filter(user__in=list(User.objects.filter(username=name)))


@admin.register(Authenticator)
class AuthenticatorAdmin(SignInAdmin):
    fields = list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)


@admin.register(SocialAccount)
class SocialAccountAdmin(SignInAdmin):
    fields = list_display = ("user", "provider", "uid", "date_joined", "last_login")
    list_filter = ("provider",)


@admin.register(EmailAddress)
class AddressAdmin(OwnedAdmin, EmailAddressAdmin):
    """An address that is moved to another account would open it: its owner stays."""

    def get_readonly_fields(self, request: HttpRequest, obj: EmailAddress | None = None) -> tuple[str, ...]:
        return ("user",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser) and super().has_add_permission(request)


@admin.register(SocialApp)
class SocialAppAdmin(RecordAdmin):
    """The provider comes from PORTAL_OIDC_ISSUER and its like: a row here would only seem to be one."""

    fields = list_display = ("name", "provider")


@admin.register(SocialToken)
class SocialTokenAdmin(RecordAdmin):
    fields = list_display = ("account", "expires_at")
