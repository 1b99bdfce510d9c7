"""`manage.py housekeep`: the scheduled work. The server starts it by itself; cron may call it with --once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.operations import jobs
from portal.operations.housekeeping import do_due_jobs, keep_house
from portal.operations.processes import exit_when_told


class Command(BaseCommand):
    help = "Do the scheduled work when it is due. The server does this by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        exit_when_told()
        if not options["once"]:
            keep_house(jobs.registered())
        if failed := do_due_jobs(jobs.registered()):
            raise CommandError(f"Failed: {', '.join(failed)}.")
