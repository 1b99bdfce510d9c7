"""The progress page, and the small POSTs that lessons and resources send back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.guests import learner, learner_or_guest
from portal.curriculum.models import HEAVY, Lesson, Resource, Topic
from portal.htmx import wants_partial
from portal.progress import activity, history, marks, places
from portal.progress.lessontable import lesson_table
from portal.progress.summary import course_state

LOOK_AGAIN = 3


@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """Seen, practised, mastered; activity and streak; finished quizzes."""
    who, now = learner(request), timezone.now()
    state = course_state(who, now=now)
    context: dict[str, object] = {"course": state, "lesson_table": lesson_table(state)}
    if who:
        answers, lessons = activity.days_of(who)
        days = answers + lessons
        today = activity.today_of(who, days, now)
        weak = sorted((each for each in state.lessons if each.missed), key=lambda each: -each.missed)
        context |= {
            "answered": answers.total(),
            "streak": activity.streak(days, today),
            "active_days": activity.active_days(days, today, 14),
            "heat_map": activity.heat_map(days, today),
            "weeks": activity.recent_weeks(days, today),
            "weak": weak[:LOOK_AGAIN],
            "history": history.finished(who, now=now),
        }
    return render(request, "progress/progress.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reset(request: HttpRequest, topic: str) -> HttpResponse:
    """GET asks; POST starts the topic afresh. Answers stay in the log, and with them heat map and streak."""
    subject = get_object_or_404(Topic.objects.visible(timezone.now()), slug=topic)
    if request.method != "POST":
        return render(request, "progress/reset.html", {"topic": subject})
    if who := learner(request):
        places.start_afresh(who, subject, now=timezone.now())
    messages.success(request, f"“{subject.title}” starts afresh.")
    return redirect("progress:progress")


# /lessons/<topic>/<lesson>/


@require_POST
def place(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    """The page's script says which section is being read."""
    lesson = _visible_lesson(topic, slug)
    places.mark_place(learner_or_guest(request), lesson, request.POST.get("section", "")[:120], now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def completion(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    """Complete the lesson and go on, or take that back with `done=0`."""
    lesson = _visible_lesson(topic, slug)
    done = request.POST.get("done", "1") != "0"
    places.complete(learner_or_guest(request), lesson, done=done, now=timezone.now())
    if not done:
        return redirect(lesson)
    return redirect(_next(lesson))


def _visible_lesson(topic: str, slug: str) -> Lesson:
    return get_object_or_404(
        Lesson.objects.visible(timezone.now()).select_related("topic").defer(*HEAVY), topic__slug=topic, slug=slug
    )


def _next(lesson: Lesson) -> str:
    """The lesson after this one in its topic, or the topic's page, where its quiz waits."""
    siblings = list(Lesson.objects.visible(timezone.now()).filter(topic=lesson.topic).in_course_order())
    following = siblings[siblings.index(lesson) + 1 :]
    if following:
        return reverse("learn:lesson", args=[lesson.topic.slug, following[0].slug])
    return lesson.topic.get_absolute_url()


# /resources/<id>/


@require_POST
def visit(request: HttpRequest, slug: str) -> HttpResponse:
    """A beacon of the page's script. A visit alone makes nobody a guest."""
    resource = get_object_or_404(Resource.objects.listed(), slug=slug)
    if who := learner(request):
        marks.visit(who, resource, now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a resource for later, or let it go with `keep=0`."""
    resource = get_object_or_404(Resource.objects.listed(), slug=slug)
    keep = request.POST.get("keep", "1") != "0"
    mark = marks.save(learner_or_guest(request), resource, keep=keep, now=timezone.now())
    if wants_partial(request):
        return render(
            request,
            "curriculum/_save_form.html",
            {"slug": slug, "title": resource.title, "mark": mark, "back": request.POST.get("back", "")},
        )
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    address = request.POST.get("back", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else reverse("learn:resources")
