"""Registry of scheduled work: what the housekeeper does, and how often.

An app adds its `Job` in `ready()`. This module imports no models, so any app may import it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """Work that no request does. It may be cut off at any moment and must be safe to repeat."""

    name: str
    every: datetime.timedelta
    run: Callable[[datetime.datetime], object]
    """Called with the present moment; what it returns is not looked at."""


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    _jobs[job.name] = job


def registered() -> tuple[Job, ...]:
    return tuple(_jobs.values())
