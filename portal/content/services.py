"""The register of services: which names are renamed, closed or retired, and whether a text says so. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from portal.content.items import LessonItem, QuestionItem, ResourceItem

Service = dict[str, Any]
"""One entry of services.yaml as it is stored."""

TELLING = (
    "retired",
    "no longer",
    "closed",
    "discontinued",
    "shut down",
    "removed",
    "gone",
    "ended",
    "used to",
    "was once",
    "until",
    "announced",
    "older",
    "formerly",
    "former",
    "renamed",
    "previous generation",
)
"""Words of which one tells that a service is not what it was; an entry may name others."""
HEADING = re.compile(r"^#{2,6} ", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def untold(service: Service, lesson: LessonItem) -> int | None:
    """The place in the lesson's body of the first mention, if its section does not say what became of the service."""
    prose = FENCED.sub(lambda code: " " * len(code[0]), lesson.body)
    place = next(_mentions(service, prose), None)
    if place is None or _tells(service, _section(prose, place)):
        return None
    return place


def is_offered(service: Service, question: QuestionItem) -> bool:
    """Stem and right choices name the service and do not say what became of it. Wrong choices may name it."""
    right = [str(choice["text"]) for choice in question.content.get("choices", []) if choice.get("correct")]
    text = " ".join([question.stem, *right])
    return _is_named(service, text) and not _tells(service, text)


def is_linked(service: Service, resource: ResourceItem) -> bool:
    """The card names the service, and its note does not say what became of it."""
    return _is_named(service, f"{resource.title}\n{resource.note}") and not _tells(service, resource.note)


def _is_named(service: Service, text: str) -> bool:
    return next(_mentions(service, text), None) is not None


def _mentions(service: Service, text: str) -> Iterator[int]:
    """Where the text names it; a present-day name that contains the old one is another thing."""
    if service["status"] == "current":
        return
    names = {service["name"], *service.get("also", ())}
    longest_first = sorted(names | set(service.get("within", ())), key=len, reverse=True)
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"
    for found in re.finditer(pattern, text):
        if found[0] in names:
            yield found.start()


def _tells(service: Service, text: str) -> bool:
    words = service.get("words") or TELLING
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})", text, re.IGNORECASE) is not None


def _section(text: str, place: int) -> str:
    """From the heading before the place to the next one."""
    starts = [found.start() for found in HEADING.finditer(text)]
    begin = max((start for start in starts if start <= place), default=0)
    end = min((start for start in starts if start > place), default=len(text))
    return text[begin:end]
