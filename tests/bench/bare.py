"""What every figure is divided by: a bare view that reads session and user and returns 15 kB."""

from django.http import HttpResponse
from django.urls import path

from portal.urls import urlpatterns as site

BODY = b"<!doctype html><title>bare</title>" + b"x" * 15_000


def bare(request):
    return HttpResponse(BODY + str(request.user.pk).encode())


urlpatterns = [path("bench/bare/", bare), *site]
