"""Pages that belong to the site as a whole: health, errors, robots, theme."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.cookies import set_theme
from portal.curriculum.models import Course, Lesson, Topic
from portal.htmx import MOVED_ON


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and content are there; 503 with the reason otherwise."""
    reason = _not_ready()
    return JsonResponse({"ready": not reason, **({"reason": reason} if reason else {})}, status=503 if reason else 200)


def _not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are missing"
        return "" if Course.objects.exists() else "no course is loaded"
    except DatabaseError as error:
        return f"the database does not answer: {error}"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that a visitor may read."""
    now = timezone.now()
    pages = [
        reverse(name) for name in ("learn:home", "ec2:chooser", "ec2:data", "curriculum:glossary", "learn:resources")
    ]
    pages += [topic.get_absolute_url() for topic in Topic.objects.visible(now)]
    pages += [
        reverse("learn:exam", args=[exam["slug"]])
        for exam in Course.objects.values_list("exams", flat=True).first() or []
    ]
    pages += [lesson.get_absolute_url() for lesson in Lesson.objects.visible(now).select_related("topic")]
    context = {"addresses": [f"{settings.BASE_URL}{page}" for page in pages]}
    return render(request, "sitemap.xml", context, content_type="application/xml")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("img/icon.svg"))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or the system's, remembered on this device."""
    response = HttpResponseRedirect(_back(request))
    set_theme(response, request.POST.get("theme", ""))
    return response


def _back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours."""
    address = request.POST.get("back", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"


@require_safe
@never_cache
def what_happened(request: HttpRequest, status: int) -> HttpResponse:
    """Where htmx sends the browser after a refusal: what happened, and the way back."""
    if status not in MOVED_ON:
        raise Http404
    back = request.GET.get("back", "")
    safe = back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"
    return render(request, "what_happened.html", {"status": status, "back": safe})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without request and context processors: database or session may be what failed."""
    return HttpResponse(loader.get_template("500.html").render({"site_name": settings.SITE_NAME}), status=500)
