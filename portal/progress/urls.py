from django.urls import path

from portal.progress import views

app_name = "progress"

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/<slug:topic>/reset/", views.reset, name="reset"),
    # /lessons/<topic>/<lesson>/: what the page sends back
    path("lessons/<slug:topic>/<slug:slug>/place/", views.place, name="place"),
    path("lessons/<slug:topic>/<slug:slug>/completion/", views.completion, name="completion"),
    # /resources/<id>/
    path("resources/<slug:slug>/visit/", views.visit, name="visit"),
    path("resources/<slug:slug>/save/", views.save, name="save"),
]
