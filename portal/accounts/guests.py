"""One answer to “who is learning?”, for visitors, guests and accounts alike."""

import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import holdings
from portal.accounts.models import User
from portal.accounts.zones import browser_zone

GUEST = "guest"  # session key of the guest's id
RENEWED = "renewed"  # session key of the day the session was last prolonged
NAME_PREFIX = "guest-"  # how the usernames of guests begin; nobody else's may


def learner(request: HttpRequest) -> User | None:
    """The account that is signed in, else the guest of this session, else None: a visitor with nothing saved."""
    if not hasattr(request, "_learner"):
        request._learner = _find(request)  # type: ignore[attr-defined]
    return request._learner  # type: ignore[attr-defined, no-any-return]


def learner_or_guest(request: HttpRequest) -> User:
    """For a POST that saves something: the learner, made a guest now if there was none.

    Once a day it also notes the learner as active and prolongs the session.
    """
    found = learner(request)
    today = timezone.now().date()
    if found is None:
        found = User.objects.create_guest(today=today, time_zone=browser_zone(request))
        request.session[GUEST] = found.pk
        request._learner = found  # type: ignore[attr-defined]
    elif found.active_on != today:
        _note_active(request, found, today)
    if request.session.get(RENEWED) != today.isoformat():
        request.session[RENEWED] = today.isoformat()
    return found


def claim(request: HttpRequest, account: User) -> bool:
    """Give the work of this session's guest to the account, then drop the guest. False if there was none."""
    pk = request.session.pop(GUEST, None)
    request._learner = account  # type: ignore[attr-defined]
    if pk is None:
        return False
    with transaction.atomic():
        guest = User.objects.filter(pk=pk, is_guest=True).first()
        if guest is None:
            return False
        for holding in holdings.registered():
            holding.claim(guest, account)
        guest.delete()
    return True


def _find(request: HttpRequest) -> User | None:
    if request.user.is_authenticated:
        return request.user
    pk = request.session.get(GUEST)
    return User.objects.filter(pk=pk, is_guest=True).first() if pk else None


def _note_active(request: HttpRequest, user: User, today: datetime.date) -> None:
    user.active_on = today
    changed = ["active_on"]
    if not user.time_zone and (zone := browser_zone(request)):
        user.time_zone = zone
        changed.append("time_zone")
    user.save(update_fields=changed)
