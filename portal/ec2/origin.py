"""Where a figure comes from, in the words that stand beside it: how sure it is, who says so, and for which day."""

import datetime

from portal.ec2.offers import Figure, Grade, Source
from portal.ec2.overtaken import overtaken

CUT = "AWS has cut this price since"


def origin(figure: Figure, name: str) -> str:
    """Of the price of the type with this name."""
    return said(figure.grade, figure.source, name)


def graded(figure: Figure, name: str) -> str:
    """How sure it is, where its source stands elsewhere on the page."""
    return _marked(figure.grade.label, figure.source, name)


def said(grade: Grade, source: Source, name: str) -> str:
    return _marked(f"{grade.label}: {stated(source)}", source, name)


def _marked(words: str, source: Source, name: str) -> str:
    return f"{words}. {CUT}" if overtaken(name, source.published) else words


def stated(source: Source) -> str:
    return f"{source.name}, {day(source.published)}"


def day(date: datetime.date) -> str:
    """2 March 2025"""
    return f"{date.day} {date:%B %Y}"
