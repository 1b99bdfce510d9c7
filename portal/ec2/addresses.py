"""The addresses that the chooser's pages link to."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse


@lru_cache(maxsize=200)
def section(place: str) -> str:
    """Of a lesson's section, from topic/lesson#section."""
    lesson, _, anchor = place.partition("#")
    return f"{reverse('learn:lesson', args=lesson.split('/'))}#s-{anchor}"


def chooser(query: str = "") -> str:
    return _with(reverse("ec2:chooser"), query)


def types() -> str:
    """What stands before the name of a type."""
    return reverse("ec2:type", args=["-"]).removesuffix("-/")


def type_page(name: str, query: str = "") -> str:
    return _with(f"{types()}{quote(name)}/", query)


def csv(query: str = "") -> str:
    return _with(reverse("ec2:csv"), query)


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
