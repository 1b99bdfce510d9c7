"""`manage.py import_notes FILE.md`: a page of notes becomes a folder of draft lessons, and a report says how."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.content.notes import NothingToImport, convert
from portal.content.notes.slugs import slug

REPORT = "import-report.txt"
MAX_NOTES = 10_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Command(BaseCommand):
    help = "Turn a page of Markdown notes into draft lessons and a report. Needs no database, overwrites nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the notes, in Markdown")
        parser.add_argument("--into", type=Path, help="the folder to write; else imported-<name of the file>, here")
        parser.add_argument("--dry-run", action="store_true", help="print the report and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        folder: Path = options["into"] or Path(f"imported-{slug(file.stem, otherwise='notes')}")
        try:
            imported = convert(read_notes(file), file.stem)
        except NothingToImport as error:
            raise CommandError(f"{file} has no words: there is nothing to import.") from error
        if options["dry_run"]:
            self.stdout.write("\n".join([*imported.report, "", "Nothing was written."]))
            return
        files = imported.files | {REPORT: "\n".join(imported.report) + "\n"}
        refuse(folder, files)
        write(folder, files)
        self.stdout.write("\n".join(imported.report))
        self.stdout.write(f"\nWrote {len(files)} files to {folder}/, this report among them as {REPORT}.")
        self.stdout.write(f"Next: manage.py check_lessons {folder}")


def read_notes(file: Path) -> str:
    """The file's text, or a CommandError that says what is wrong with it."""
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_NOTES else b""
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    if size > MAX_NOTES:
        raise CommandError(f"{file} is larger than {MAX_NOTES // 1_000_000} MB: divide it first.")
    if data.startswith(UTF_16):
        raise CommandError(f"{file} is written in UTF-16: save it as UTF-8 and try again.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CommandError(f"{file} is not UTF-8 (line {line}): save it as UTF-8 and try again.") from error


def refuse(folder: Path, files: Iterable[str]) -> None:
    """Stop before the first file is written if the folder is the course's own or something is in the way."""
    course = Path(settings.LESSONS_DIR).resolve()
    if folder.resolve().is_relative_to(course):
        raise CommandError(
            f"{folder} lies in the folder of the course. Import into another one (--into), "
            "look through the drafts, then move what you want to keep."
        )
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file: name a folder with --into.")
    existing = [str(folder / path) for path in files if (folder / path).exists()]
    if existing:
        raise CommandError("\n".join(["Nothing was written, because these files are there already:", *existing]))


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # “x” never overwrites, not even a file that appeared a moment ago.
            with file.open("x", encoding="utf-8", newline="\n") as target:
                target.write(text)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}. Files before it were.") from error
