from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "portal.content"
    verbose_name = "Content"
