import datetime

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from portal.accounts import holdings, identity, pruning
        from portal.operations import jobs

        holdings.register(identity.HOLDING)
        jobs.register(jobs.Job("forget unused guests", datetime.timedelta(days=1), pruning.prune_guests))
