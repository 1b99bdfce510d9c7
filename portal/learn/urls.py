from django.urls import path

from portal.learn import views

app_name = "learn"

urlpatterns = [
    path("", views.home, name="home"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("lessons/<slug:topic>/<slug:slug>/", views.lesson, name="lesson"),
    path("resources/", views.resources, name="resources"),
    path("exams/<slug:slug>/", views.exam, name="exam"),
    path("help/", views.help, name="help"),
]
