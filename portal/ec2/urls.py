from django.urls import path

app_name = "ec2"
urlpatterns: list[object] = []
