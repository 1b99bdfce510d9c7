"""`manage.py check_lessons`: everything that is wrong with the course on disk, with file and line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.content.checks import check
from portal.content.source import read_course


class Command(BaseCommand):
    help = "Check every file of the course. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="the course folder; else PORTAL_LESSONS_DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"] or settings.LESSONS_DIR)
        course, problems = read_course(folder)
        if course:
            problems.found += check(course).found
        for problem in problems.warnings:
            self.stdout.write(str(problem))
        if problems.errors or course is None:
            raise CommandError("\n".join(["The course has errors.", *map(str, problems.errors)]))
        self.stdout.write(
            f"{len(course.lessons)} lessons, {len(course.questions)} questions, {len(course.resources)} resources, "
            f"{len(course.terms)} terms and {len(course.diagrams)} diagrams in {len(course.topics)} topics: no errors."
        )
