"""`manage.py load_lessons`: bring the rows up to the files, without touching what was edited here."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.content.plan import Action
from portal.content.sync import Load, load

MANY = 40
"""So many changes are told one by one; of more only the numbers, unless -v 2 asks for all."""
SUMMED = {
    Action.CREATE: "new",
    Action.UPDATE: "changed",
    Action.ADOPT: "as edited here",
    Action.KEEP: "edited here and kept",
    Action.CONFLICT: "changed on both sides",
    Action.WITHDRAW: "withdrawn",
    Action.RESTORE: "back again",
    Action.SAME: "unchanged",
}
"""What a summary calls them, in this order."""


class Command(BaseCommand):
    help = "Load the course from its files. Rows edited in the admin stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="the course folder; else PORTAL_LESSONS_DIR")
        parser.add_argument("--dry-run", action="store_true", help="show the plan and change nothing")
        parser.add_argument("--overwrite", action="store_true", help="take the file where the row was edited here")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity = options["verbosity"]
        folder = Path(options["folder"] or settings.LESSONS_DIR)
        done = load(folder, now=timezone.now(), dry_run=options["dry_run"], overwrite=options["overwrite"])
        if done.problems.errors:
            raise CommandError("\n".join(["Nothing was loaded.", *map(str, done.problems.errors)]))
        self._report(done, dry_run=options["dry_run"])

    def _report(self, done: Load, *, dry_run: bool) -> None:
        if len(done.loud) <= MANY or self.verbosity > 1:
            for change in done.loud:
                self.stdout.write(f"  {change}")
        counts = Counter(change.action for change in done.changes)
        summary = ", ".join(f"{counts[action]} {words}" for action, words in SUMMED.items() if counts[action])
        self.stdout.write(f"{'Would load' if dry_run else 'Loaded'}: {summary}.")
        for change in done.conflicts:
            self.stdout.write(f"{' '.join(change.ident)} was edited here and its file changed: kept as it is here.")
        if done.conflicts:
            self.stdout.write("To take the files instead: load_lessons --overwrite")
