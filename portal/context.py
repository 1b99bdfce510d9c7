"""What every page needs to know about the site and its visitor."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.accounts.guests import learner
from portal.accounts.models import User
from portal.cookies import theme_of


@dataclass(frozen=True)
class Entry:
    """One link of the main navigation."""

    name: str
    icon: str
    url: str
    current: str
    """`page` on the page itself, `true` below it, else empty: the value of aria-current."""


ENTRIES = (
    ("Learn", "book", "learn:home", ("/topics/", "/lessons/", "/quizzes/", "/questions/")),
    ("EC2 chooser", "chip", "ec2:chooser", ("/ec2/",)),
    ("Resources", "bookmark", "learn:resources", ()),
    ("Glossary", "list", "curriculum:glossary", ()),
    ("Progress", "chart", "progress:progress", ("/progress/",)),
)
NEXT_THEME = {
    "": {"value": "light", "label": "Colour theme follows your system. Switch to light"},
    "light": {"value": "dark", "label": "Light colour theme. Switch to dark"},
    "dark": {"value": "system", "label": "Dark colour theme. Switch to your system’s"},
}


@lru_cache(maxsize=1000)
def navigation(path: str) -> tuple[Entry, ...]:
    """The same for all who look at this address."""
    found = []
    for name, icon, view, below in ENTRIES:
        url = reverse(view)
        current = "page" if path == url else "true" if path.startswith(below) and below else ""
        found.append(Entry(name, icon, url, current))
    return tuple(found)


def site(request: HttpRequest) -> dict[str, object]:
    """Names and switches for `base.html`; the learner is looked up only where a template asks."""
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "theme": theme_of(request),
        "next_theme": NEXT_THEME[theme_of(request)],
        "navigation": navigation(request.path),
        "learner": SimpleLazyObject(lambda: _learner(request)),
        "signup_open": settings.SIGNUP == "open",
        "mail": settings.MAIL,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }


def _learner(request: HttpRequest) -> User | None:
    """Nobody, where a request was refused before anybody looked who sent it: its error page asks too."""
    return learner(request) if hasattr(request, "user") else None
