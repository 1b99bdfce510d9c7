"""Doing the scheduled work: each job when it is due, once among all housekeepers."""

import logging
import time
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connections
from django.utils import timezone

from portal.operations.jobs import Job
from portal.operations.models import JobRun

ROUND_SECONDS = 60

logger = logging.getLogger(__name__)


def keep_house(jobs: Sequence[Job]) -> None:
    """Look once a minute, for ever. A database that does not answer is told about and tried again."""
    JobRun.objects.take_up(now=timezone.now())
    while True:
        try:
            do_due_jobs(jobs)
        except DatabaseError:
            logger.exception("The database did not answer; the next try is in %s seconds.", ROUND_SECONDS)
        connections.close_all()
        time.sleep(ROUND_SECONDS)


def do_due_jobs(jobs: Iterable[Job]) -> list[str]:
    """Run what is due; the names of the jobs that failed. Where nothing is due, nothing is written."""
    known = {job.name: job for job in jobs}
    JobRun.objects.make_missing(known.keys() - _names(), now=timezone.now())
    waiting = [job for name, job in known.items() if name in JobRun.objects.due(timezone.now())]
    return [job.name for job in waiting if JobRun.objects.claim(job, now=timezone.now()) and not _succeeds(job)]


def _names() -> set[str]:
    return set(JobRun.objects.values_list("name", flat=True))


def _succeeds(job: Job) -> bool:
    outcome = JobRun.Outcome.DONE
    try:
        job.run(timezone.now())
    except Exception:  # whatever goes wrong in one job is told here, and must not stop the others
        outcome = JobRun.Outcome.FAILED
        logger.exception("The job “%s” failed.", job.name)
    JobRun.objects.finish(job, outcome, now=timezone.now())
    return outcome == JobRun.Outcome.DONE
