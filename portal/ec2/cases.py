"""A workload that an author writes into a lesson or a question: the query of the chooser's address. Pure.

A visitor's address may hold anything, and the rest of it still counts. An author's must be right in every part.
"""

from django.http import QueryDict

from portal.ec2 import shipped, workload
from portal.ec2.workload import Workload


def read(query: str) -> Workload:
    return _read(query)[0]


def problems(query: str) -> list[str]:
    """What is wrong with it, as sentences that go on after its name."""
    _, misread = _read(query)
    unknown = sorted(set(QueryDict(query)) - workload.NAMES)
    known = ", ".join(sorted(workload.NAMES))
    return [
        *(f"cannot be read at “{name}”: {sentence}" for name, sentence in misread.items()),
        *(f"has no “{name}” (known: {known})" for name in unknown),
    ]


def _read(query: str) -> tuple[Workload, dict[str, str]]:
    return workload.read(QueryDict(query), shipped.regions())
