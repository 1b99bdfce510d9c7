from django.urls import path

from portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("shortcuts/", views.shortcuts, name="shortcuts"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
]
