"""`manage.py serve`: the site, from an empty data directory to a running server."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import __version__
from portal.operations import place, preparation, server
from portal.operations.first_admin import Admin, AdminError, ensure_admin
from portal.operations.processes import exit_when_told, run_children


class Command(BaseCommand):
    help = "Prepare the site and serve it. Settings come from PORTAL_ variables, see .env.example."
    requires_system_checks: list[str] = []  # done below, where a signal already ends the start politely

    def handle(self, *args: Any, **options: Any) -> None:
        exit_when_told()
        os.umask(0o077)  # the database holds what learners did, and their passwords’ hashes
        self._say(f"Stratum {__version__}")
        try:
            address = place.free_address(settings.HOST, settings.PORT)
            with place.hold(settings.DATA_DIR, settings.BASE_URL):
                self._get_ready()
                server.serve(address, settings.PORT)
        except (place.PlaceTaken, AdminError) as error:
            raise CommandError(str(error)) from error

    def _get_ready(self) -> None:
        self.check()
        for warning in preparation.warnings():
            self._complain(f"Warning: {warning}")
        run_children(self._prepare_database, preparation.collect_static_files)
        admin = ensure_admin()
        self._say(f"Serving {settings.SITE_NAME} on {settings.BASE_URL}. Its data lies in {settings.DATA_DIR}.")
        self._say(_about(admin))

    def _prepare_database(self) -> None:
        try:
            preparation.prepare_database(self._say, self._complain)
        except CommandError as error:
            self._complain(f"{error}\nThere is no course yet to start with: correct this and start again.")
            raise SystemExit(1) from error

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # what is still in the buffer at a fork would be said twice

    def _complain(self, text: str) -> None:
        self.stderr.write(text)
        self.stderr.flush()


def _about(admin: Admin) -> str:
    if not admin.link:
        return f"The admin is “{admin.username}”: {settings.BASE_URL}/admin/"
    return f"Choose the password of the first admin, “{admin.username}”, within three days:\n{admin.link}"
