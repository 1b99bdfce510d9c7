from django.apps import AppConfig


class LearnConfig(AppConfig):
    name = "portal.learn"
    verbose_name = "Learn"
