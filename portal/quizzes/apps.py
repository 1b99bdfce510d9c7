from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "portal.quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        from portal.accounts import holdings
        from portal.curriculum import embeds
        from portal.quizzes import checks, holding

        embeds.register(checks.QUESTION)
        holdings.register(holding.HOLDING)
