"""Tags that every template may use: icons, stylesheets, scripts."""

import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import staticfiles

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One symbol of the sprite, hidden from screen readers: words stand beside it."""
    return _icon(settings.STORAGES["staticfiles"]["BACKEND"], name, extra)


@lru_cache(maxsize=500)
def _icon(storage: str, name: str, extra: str) -> SafeString:
    """Kept: to look up the sprite's address forty times made a tenth of home."""
    style, sprite = f"icon {extra}".rstrip(), static("img/icons.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', style, sprite, name)


@register.simple_tag
def stylesheets() -> SafeString:
    """The joined stylesheet; in development each one by itself."""
    names = staticfiles.stylesheets(staticfiles.found("css/")) if settings.DEBUG else [staticfiles.STYLES]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


HTMX = "django_htmx/htmx-2.min.js"


@register.simple_tag
def scripts() -> SafeString:
    """htmx and the joined script; in development each one by itself. Ours are modules: their names are their own."""
    own = staticfiles.scripts(staticfiles.found("js/")) if settings.DEBUG else [staticfiles.SCRIPTS]
    tags = [_script(HTMX, "defer"), *(_script(name, 'type="module"') for name in own)]
    return format_html_join("\n", "{}", ((tag,) for tag in tags))


def _script(name: str, how: str) -> SafeString:
    hash = staticfiles.integrity(name)
    proof = format_html(' integrity="{}"', hash) if hash else ""
    return format_html('<script src="{}"{} {}></script>', static(name), proof, SafeString(how))


@register.simple_tag
def preload_fonts() -> SafeString:
    """The text face alone: it is what a reader waits for. Nothing where no typefaces were built."""
    faces = staticfiles.found("fonts/inter")
    return format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((static(name),) for name in faces),
    )


@register.filter
def message_icon(message: Message) -> str:
    return {"error": "alert", "warning": "alert", "success": "done"}.get(message.level_tag, "info")


@register.filter
def host(address: str) -> str:
    """The host of an address, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def path_of(address: str) -> str:
    """The path of an address, to tell two pages of one host apart."""
    return urlsplit(address).path.rstrip("/")


@register.filter
def day(text: str) -> str:
    """A date as JSON keeps it, in words."""
    return f"{datetime.date.fromisoformat(text):%-d %b %Y}"
