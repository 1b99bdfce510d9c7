"""The site with the pages of imports in its admin, whether or not the admin of editions names them."""

from django.contrib import admin
from django.urls import include, path

from portal.ec2 import desk
from portal.urls import urlpatterns as site


class Desk(admin.AdminSite):
    def get_urls(self):
        return [path("ec2/edition/", include(desk.urls(self))), *super().get_urls()]


with_imports = Desk()
with_imports._registry = admin.site._registry
urlpatterns = [each for each in site if getattr(each, "namespace", "") != "admin"]
urlpatterns += [path("admin/", with_imports.urls)]
