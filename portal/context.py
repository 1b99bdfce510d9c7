"""What every page needs to know about the site and its visitor."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.accounts.guests import learner
from portal.cookies import theme_of


def site(request: HttpRequest) -> dict[str, object]:
    """Names and switches for `base.html`; the learner is looked up only where a template asks."""
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "theme": theme_of(request),
        "learner": SimpleLazyObject(lambda: learner(request)),
        "signup_open": settings.SIGNUP == "open",
        "mail": settings.MAIL,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
