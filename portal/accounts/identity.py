"""What the account itself holds: profile, addresses, second factors, invitations."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from portal.accounts import holdings
from portal.accounts.models import User


def _claim(guest: User, account: User) -> None:
    """A guest has no address and no factor; the account keeps its own time zone if it has one."""
    if guest.time_zone and not account.time_zone:
        account.time_zone = guest.time_zone
        account.save(update_fields=["time_zone"])


def _export(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "joined": user.date_joined,
        "last_signed_in": user.last_login,
        "active_on": user.active_on,
        "time_zone": user.time_zone,
        "single_key_shortcuts": user.shortcuts,
        "email_addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "single_sign_on": list(SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")),
        "invitations_made": list(user.invites_made.values("note", "created", "used")),
    }


def _forget(user: User) -> None:
    """The rows around an account go with it by cascade."""


HOLDING = holdings.Holding(
    name="account",
    models=(
        "accounts.Invite",
        "account.EmailAddress",
        "mfa.Authenticator",
        "socialaccount.SocialAccount",
        "admin.LogEntry",
    ),
    claim=_claim,
    export=_export,
    forget=_forget,
)


def export(user: User) -> dict[str, Any]:
    """Everything the site keeps about the learner, by room."""
    return {holding.name: holding.export(user) for holding in holdings.registered()}


@transaction.atomic
def forget(user: User) -> None:
    """Delete the learner and all that belongs to them. What they contributed to totals is taken out again."""
    for holding in holdings.registered():
        holding.forget(user)
    user.delete()
