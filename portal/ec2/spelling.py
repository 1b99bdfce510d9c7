"""The names of types nearest to what was typed, for a learner who missed by a letter."""

from collections.abc import Collection
from difflib import get_close_matches

LONGEST = 40
MOST = 5


def tidy(text: str) -> str:
    """As names are written: no blanks, small letters, and no longer than a name can be."""
    return text.strip().lower()[:LONGEST]


def nearest(text: str, names: Collection[str]) -> list[str]:
    """At most five, the most alike first. A family that exists is answered by its own sizes."""
    typed = tidy(text)
    family = typed.partition(".")[0]
    kin = [name for name in names if name.partition(".")[0] == family]
    return get_close_matches(typed, kin or names, n=MOST, cutoff=0.0 if kin else 0.6)
