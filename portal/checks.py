"""Settings that cannot work together, found before the site starts. Each message names the variable and the cure."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from portal import env

SHORTEST_KEY = 32
"""So many letters a secret key has at least; a made one has 67."""


def register() -> None:
    checks.register(check_settings, "portal")


def check_settings(**kwargs: Any) -> list[checks.CheckMessage]:
    return [*_single_sign_on(), *_data_directory(settings.DATA_DIR), *_first_admin(), *_secret_key()]


def _single_sign_on() -> Iterator[checks.CheckMessage]:
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ()):
        wanted = {"PORTAL_OIDC_CLIENT_ID": app["client_id"], "PORTAL_OIDC_CLIENT_SECRET": app["secret"]}
        missing = [name for name, value in wanted.items() if not value]
        if missing:
            yield checks.Error(
                f"PORTAL_OIDC_ISSUER is set, but {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not.",
                hint="Take both from your identity provider, or unset PORTAL_OIDC_ISSUER.",
                id="portal.E001",
            )


def _data_directory(directory: Path) -> Iterator[checks.CheckMessage]:
    nearest = next(path for path in (directory, *directory.parents) if path.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        yield checks.Error(
            f"PORTAL_DATA_DIR is {directory}, which cannot be written to.",
            hint="Make it writable for the user the site runs as, or choose another directory.",
            id="portal.E002",
        )


def _first_admin() -> Iterator[checks.CheckMessage]:
    username, password = env.text("PORTAL_ADMIN_USERNAME"), env.secret("PORTAL_ADMIN_PASSWORD")
    if bool(username) != bool(password):
        there, missing = ("USERNAME", "PASSWORD") if username else ("PASSWORD", "USERNAME")
        yield checks.Error(
            f"PORTAL_ADMIN_{there} is set, but PORTAL_ADMIN_{missing} is not.",
            hint="Set both, or neither: then the first start prints a link that makes the first admin.",
            id="portal.E003",
        )


def _secret_key() -> Iterator[checks.CheckMessage]:
    """Whoever guesses it can sign in as anybody."""
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield checks.Error(
            f"PORTAL_SECRET_KEY has {len(settings.SECRET_KEY)} characters.",
            hint=f"Use {SHORTEST_KEY} random ones or more, or unset it: then the site makes a key of its own.",
            id="portal.E004",
        )
