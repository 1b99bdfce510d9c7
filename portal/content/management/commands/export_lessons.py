"""`manage.py export_lessons DIR`: write the course as this site serves it back into files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.content import export
from portal.content.checks import check
from portal.content.rows import snapshot


class Command(BaseCommand):
    help = "Write the rows as course files, in canonical form. Files that are not part of the course stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="where to write; lessons/ itself, to commit what was edited here")

    def handle(self, *args: Any, **options: Any) -> None:
        course = snapshot()
        if not course.topics:
            raise CommandError("There is no course in the database yet: run load_lessons first.")
        try:
            written = export.write(course, Path(options["folder"]))
        except OSError as error:
            raise CommandError(f"{options['folder']} cannot be written: {error.strerror}.") from error
        for path in written:
            self.stdout.write(f"  {path}")
        self.stdout.write(f"{len(written)} files written.")
        if errors := check(course).errors:
            found = (f"{problem.path}: {problem.message}" for problem in errors)
            self.stderr.write("\n".join(["They do not load yet: something else counts on what was withdrawn.", *found]))
