"""How old prices are, and from when on a page has to say so."""

import datetime

OLD_MONTHS = 6


def is_old(published: datetime.date, today: datetime.date) -> bool:
    """Whether the prices were stated more than six months ago."""
    return months_between(published, today) >= OLD_MONTHS


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Whole months that have passed."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
