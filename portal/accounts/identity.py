"""What the account itself holds: profile, addresses, second factors, invitations."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from portal.accounts import holdings
from portal.accounts.models import User


def _claim(guest: User, account: User) -> None:
    """A guest has no address and no factor. The account keeps its time zone; keys switched off stay off."""
    account.time_zone = account.time_zone or guest.time_zone
    account.shortcuts = account.shortcuts and guest.shortcuts
    account.active_on = max(filter(None, [account.active_on, guest.active_on]), default=None)
    account.save(update_fields=["time_zone", "shortcuts", "active_on"])


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
        "single_sign_on": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined", "last_login", "extra_data")
        ),
        "invitations_made": list(user.invites_made.values("note", "created", "used")),
        "invitations_used": list(user.invites_used.values("created", "used")),
        "actions_in_the_admin": list(
            LogEntry.objects.filter(user=user).values("action_time", "object_repr", "change_message")
        ),
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


def forget(user: User) -> None:
    """Delete the learner and all that belongs to them. What they contributed to totals is taken out again."""
    sessions = [] if user.is_guest else _sessions_of(user)
    with transaction.atomic():
        for holding in holdings.registered():
            holding.forget(user)
        user.delete()
        Session.objects.filter(pk__in=sessions).delete()


def _sessions_of(user: User) -> list[str]:
    """Where the account is signed in: these sessions know its name. Nothing in a row tells whose it is but its content.

    A guest's session holds a number that leads nowhere once the guest is gone.
    """
    return [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
