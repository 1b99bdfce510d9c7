"""The secret key that a site makes for itself at its first start."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def stored_secret_key(data_dir: Path) -> str:
    """The key in the data directory, made on first use and readable by its owner alone."""
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # all that will lie there is private
            _write_once(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be used: {error.strerror}. Make the data directory writable, or set PORTAL_SECRET_KEY."
        ) from error


def _write_once(path: Path, key: str) -> None:
    """Write through a link, so that of two processes at a first start one wins and none reads half a key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
