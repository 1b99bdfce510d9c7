"""Who may sign up, and redeeming an invitation exactly once."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import Invite, User

FIELD = "invite"
MAX_LENGTH = 64


def code_of(request: HttpRequest) -> str:
    """The invitation code of a sign-up page or its form."""
    return (request.POST.get(FIELD) or request.GET.get(FIELD) or request.session.get(FIELD, ""))[:MAX_LENGTH]


def may_sign_up(request: HttpRequest) -> bool:
    """Sign-up is open, or this request brings an invitation that is neither used nor older than 14 days."""
    if settings.SIGNUP == "invite":
        return Invite.objects.usable(timezone.now()).filter(code=code_of(request)).exists()
    return settings.SIGNUP == "open"


def redeem(request: HttpRequest, user: User) -> bool:
    """Use the invitation for this user; False if somebody else was faster."""
    now = timezone.now()
    usable = Invite.objects.usable(now).filter(code=code_of(request))
    return settings.SIGNUP != "invite" or usable.update(used_by=user, used=now) == 1
