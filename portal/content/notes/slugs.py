"""Ids made of titles: small letters, digits and single hyphens, each once."""

import re
import unicodedata
from collections import Counter

from portal.content.source import RESERVED

MAX_LENGTH = 60


def slug(title: str, *, otherwise: str) -> str:
    """The id of a title; one without a Latin letter or digit is called `otherwise`."""
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    full = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    short = full[:MAX_LENGTH]
    if len(full) > MAX_LENGTH and full[MAX_LENGTH] != "-" and "-" in short:
        short = short.rpartition("-")[0]
    return short.strip("-") or otherwise


class Names:
    """Gives out ids, each once: the second of a kind ends in -2."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._count: Counter[str] = Counter()

    def take(self, title: str, *, otherwise: str) -> tuple[str, str]:
        """An id that is free, and the one that was wanted."""
        base = slug(title, otherwise=otherwise)
        name = base
        while name in self._taken:
            self._count[base] += 1
            name = f"{base}-{self._count[base] + 1}"
        self._taken.add(name)
        return name, base
