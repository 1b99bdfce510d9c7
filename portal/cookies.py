"""Our own cookies: short messages between two pages, and the colour theme."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse

THEME_COOKIE = f"{settings.COOKIE_PREFIX}theme"
THEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


class MessageStorage(CookieStorage):
    """Messages in a cookie: a page that shows one does not touch the session."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or an empty string: then the page follows the system."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def set_theme(response: HttpResponse, theme: str) -> None:
    """Remember the theme on this device; any other word than light or dark forgets it."""
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
