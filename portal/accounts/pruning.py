"""Forgetting guests who have not been back for a long time."""

import datetime
import time

from django.db import transaction

from portal.accounts import identity
from portal.accounts.models import User

UNUSED = datetime.timedelta(days=90)
BREATH_SECONDS = 0.01


def prune_guests(now: datetime.datetime) -> int:
    """Forget every guest who saved nothing for 90 days, one transaction each; how many there were."""
    day = (now - UNUSED).date()
    found = list(User.objects.get_queryset().guests().unused_since(day).values_list("pk", flat=True))
    return sum(_forget_if_still_unused(pk, day) for pk in found)


def _forget_if_still_unused(pk: int, day: datetime.date) -> bool:
    """The guest may have come back since we looked. Learners who are saving something go first."""
    time.sleep(BREATH_SECONDS)
    with transaction.atomic():
        guest = User.objects.get_queryset().guests().unused_since(day).filter(pk=pk).first()
        if guest:
            identity.forget(guest)
    return guest is not None
