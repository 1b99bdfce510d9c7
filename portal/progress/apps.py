from dataclasses import replace

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "portal.progress"
    verbose_name = "Progress"

    def ready(self) -> None:
        from portal.accounts import holdings
        from portal.curriculum import cards, embeds
        from portal.progress import holding, marks, places
        from portal.quizzes import answering

        answering.after_check.append(places.after_check)
        embeds.register(replace(cards.RESOURCE, personal=marks.personal_resources))
        holdings.register(holding.HOLDING)
