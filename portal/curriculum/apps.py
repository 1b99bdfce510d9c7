from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "portal.curriculum"
    verbose_name = "Curriculum"

    def ready(self) -> None:
        from portal.curriculum import cards, embeds

        embeds.register(cards.DIAGRAM)
        embeds.register(cards.RESOURCE)
