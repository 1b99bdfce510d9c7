"""The first administrator: from two variables, else by a link that is printed until somebody has used it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal import env

DEFAULT_USERNAME = "admin"


class AdminError(Exception):
    """The first administrator cannot be made; the text names the variable and the cure."""


@dataclass(frozen=True)
class Admin:
    username: str
    link: str = ""
    """Where the password is chosen, as long as nobody has."""


def ensure_admin() -> Admin:
    """The administrator of this site, made now if there is none. Safe to repeat."""
    admins = list(get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("pk"))
    able = next((admin for admin in admins if admin.has_usable_password() or admin.last_login), None)
    if able:
        return Admin(able.get_username())
    # The row that an earlier start made is taken over, so that its link leads nowhere any more.
    admin = admins[0] if admins else get_user_model()(is_superuser=True, is_staff=True)
    if username := env.text("PORTAL_ADMIN_USERNAME"):
        _name(admin, username, password=env.secret("PORTAL_ADMIN_PASSWORD"))
        return Admin(username)
    if not admins:
        _name(admin, DEFAULT_USERNAME, password=None)
    return Admin(admin.get_username(), link=_password_link(admin))


def _name(admin: Any, username: str, *, password: str | None) -> None:
    """Give the administrator a name and a password, or none yet, and store it."""
    if get_user_model().objects.filter(username__iexact=username).exclude(pk=admin.pk).exists():
        raise AdminError(
            f"“{username}” is the name of a learner’s account: choose another one for the first administrator "
            "with PORTAL_ADMIN_USERNAME and PORTAL_ADMIN_PASSWORD."
        )
    admin.username = username
    try:
        admin.clean_fields(exclude=["password"])
        if password is not None:
            validate_password(password, user=admin)
    except ValidationError as error:
        variable = "USERNAME" if hasattr(error, "error_dict") else "PASSWORD"
        raise AdminError(f"PORTAL_ADMIN_{variable} will not do: {' '.join(error.messages)}") from error
    admin.set_password(password)
    admin.save()


def _password_link(admin: Any) -> str:
    """Good for one use within PASSWORD_RESET_TIMEOUT, Django's three days."""
    from allauth.account import app_settings
    from allauth.account.utils import user_pk_to_url_str

    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(admin)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(admin), "key": key})
    return f"{settings.BASE_URL}{path}"
