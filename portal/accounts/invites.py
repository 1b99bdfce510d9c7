"""Who may sign up, and redeeming an invitation exactly once."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import Invite, User

FIELD = "invite"
MAX_LENGTH = 64


def code_of(request: HttpRequest) -> str:
    """The invitation that a request brings along: in the form that is posted, else in its address."""
    return (request.POST.get(FIELD) or request.GET.get(FIELD, ""))[:MAX_LENGTH]


def may_sign_up(code: str) -> bool:
    """Sign-up is open, or it is by invitation and this one is neither used nor older than 14 days."""
    if settings.SIGNUP == "invite":
        return Invite.objects.usable(timezone.now()).filter(code=code).exists()
    return settings.SIGNUP == "open"


def redeem(code: str, user: User) -> bool:
    """Use the invitation for this user; False if somebody else was faster."""
    now = timezone.now()
    usable = Invite.objects.usable(now).filter(code=code)
    return settings.SIGNUP != "invite" or usable.update(used_by=user, used=now) == 1
