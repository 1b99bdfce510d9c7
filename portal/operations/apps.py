import datetime

from django.apps import AppConfig
from django.core.management import call_command


class OperationsConfig(AppConfig):
    name = "portal.operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        from portal import checks
        from portal.operations import jobs

        checks.register()
        jobs.register(
            jobs.Job("forget expired sessions", datetime.timedelta(days=1), lambda now: call_command("clearsessions"))
        )
