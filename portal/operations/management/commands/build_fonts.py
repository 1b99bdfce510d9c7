"""`manage.py build_fonts`: the typefaces and their stylesheet, from the packages of requirements-fonts.txt."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

MISSING = (
    "The typefaces are made with packages that are not installed ({error}): run "
    "“pip install --require-hashes -r requirements-fonts.txt”, then this command again."
)


class Command(BaseCommand):
    help = "Make the typefaces in static/fonts and the stylesheet that names them. The site works without."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        static = Path(settings.STATICFILES_DIRS[0])
        try:
            from portal.operations import fonts

            made = fonts.build(static)
        except ModuleNotFoundError as error:
            raise CommandError(MISSING.format(error=error)) from error
        sizes = fonts.sizes(static)
        for name, size in sizes.items():
            self.stdout.write(f"{name}: {size / 1024:.1f} KiB")
        state = "made" if made else "up to date"
        self.stdout.write(f"Typefaces {state}: {sum(sizes.values()) / 1024:.1f} of {fonts.MOST_BYTES // 1024} KiB.")
