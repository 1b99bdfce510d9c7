"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from portal import views

urlpatterns = [
    # The site as a whole
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("theme/", views.theme, name="theme"),
    path("what-happened/<int:status>/", views.what_happened, name="what_happened"),
    # The rooms
    path("", include("portal.learn.urls")),
    path("", include("portal.curriculum.urls")),
    path("", include("portal.quizzes.urls")),
    path("", include("portal.progress.urls")),
    path("ec2/", include("portal.ec2.urls")),
    path("search/", include("portal.search.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"
