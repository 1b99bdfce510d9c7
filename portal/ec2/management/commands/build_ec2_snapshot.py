"""`manage.py build_ec2_snapshot`: make the EC2 data that a release ships, from moto and apache-libcloud."""

from argparse import ArgumentParser
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.ec2.snapshot import build, file, report
from portal.ec2.snapshot.hardware import UnknownRelease


class Command(BaseCommand):
    help = "Make the snapshot of EC2 types and prices that this release ships, and say what is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output", type=Path, default=file.SHIPPED, help="where to write it; else over the shipped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            snapshot = build.build()
        except PackageNotFoundError as error:
            raise CommandError(
                f"The package {error.name} is not installed. Install what this command reads: pip install '.[ec2-data]'"
            ) from error
        except UnknownRelease as error:
            raise CommandError(str(error)) from error
        file.write(snapshot, options["output"])
        for line in report.lines(snapshot):
            self.stdout.write(line)
        self.stdout.write(f"Wrote {options['output']}: {options['output'].stat().st_size} bytes.")
