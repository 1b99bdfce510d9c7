"""The admin of this site: its name, its sign-in, and the rooms of the desk."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin

from portal.desk import content, learners, people, signins, upkeep

__all__ = ["content", "learners", "people", "signins", "upkeep"]

admin.site.site_header = f"{settings.SITE_NAME}: the desk"
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "What this site holds"
admin.site.site_url = "/"
# The same sign-in as everywhere: second factors and rate limits hold for the admin too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign, no-untyped-call]
