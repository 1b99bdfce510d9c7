"""Sessions in the database that end for good after 180 days, however often they are renewed."""

import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

BEGAN = "began"  # session key: seconds since the epoch at sign-in, or at a guest's first save
LIFETIME = datetime.timedelta(days=180)


class SessionStore(DatabaseStore):
    """The end is checked when a session is read, so reading still writes nothing."""

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if data and data.get(BEGAN, 0) < (timezone.now() - LIFETIME).timestamp():
            self._session_key = None
            return {}
        return data

    def save(self, must_create: bool = False) -> None:
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        data.setdefault(BEGAN, int(timezone.now().timestamp()))
        super().save(must_create)

    def cycle_key(self) -> None:
        """A new sign-in is a new beginning."""
        super().cycle_key()
        self[BEGAN] = int(timezone.now().timestamp())
