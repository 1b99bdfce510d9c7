"""The WSGI application that Granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def warm_up() -> None:
    """Import all views now: the first visitor would wait for it otherwise."""
    get_resolver().url_patterns  # noqa: B018


django = get_wsgi_application()
warm_up()

from portal.guards import limit_body, trust_proxies  # noqa: E402 (they read settings, and Django may set itself up)

application = trust_proxies(limit_body(django))
