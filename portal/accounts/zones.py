"""Days in the learner's own time zone."""

import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.models import User

FIELD = "time_zone"


def browser_zone(request: HttpRequest) -> str:
    """The zone that the page's script sent along with a POST, or an empty string if it is missing or unknown."""
    name = request.POST.get(FIELD, "")
    return name if name in available_timezones() else ""


def zone_of(user: User | None) -> ZoneInfo:
    """The learner's zone, else the site's."""
    return ZoneInfo(user.time_zone if user and user.time_zone else settings.TIME_ZONE)


def day_of(user: User | None, moment: datetime.datetime) -> datetime.date:
    """The calendar day of an aware moment where the learner is."""
    return moment.astimezone(zone_of(user)).date()
