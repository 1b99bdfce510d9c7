"""When each job is due and how its latest run ended."""

import datetime
from collections.abc import Iterable

from django.db import models

from portal.operations.jobs import Job


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def due(self, now: datetime.datetime) -> set[str]:
        """The names of the jobs that should run now."""
        return set(self.filter(due__lte=now).values_list("name", flat=True))

    def make_missing(self, names: Iterable[str], *, now: datetime.datetime) -> None:
        """A job that is new here is due at once."""
        self.bulk_create([JobRun(name=name, due=now) for name in names], ignore_conflicts=True)

    def claim(self, job: Job, *, now: datetime.datetime) -> bool:
        """True for one of all housekeepers that ask."""
        claimed = self.filter(name=job.name, due__lte=now).update(
            due=now + job.every, started=now, finished=None, outcome=JobRun.Outcome.RUNNING
        )
        return claimed == 1

    def finish(self, job: Job, outcome: "JobRun.Outcome", *, now: datetime.datetime) -> None:
        self.filter(name=job.name).update(finished=now, outcome=outcome)

    def take_up(self, *, now: datetime.datetime) -> None:
        """What ran when the last housekeeper ended is due again."""
        self.filter(outcome=JobRun.Outcome.RUNNING).update(due=now, finished=now, outcome=JobRun.Outcome.CUT_OFF)


class JobRun(models.Model):
    """One row for each job."""

    class Outcome(models.TextChoices):
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"
        CUT_OFF = "cut-off", "cut off"

    name = models.CharField(primary_key=True, max_length=64)
    due = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display() or 'not run yet'}"
