"""Landing, home, topic, lesson and resources: the pages that mix rooms."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.guests import learner
from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.curriculum import embeds
from portal.curriculum.models import Course, Lesson, Topic
from portal.learn import library, pagecache
from portal.learn.showcase import showcase
from portal.learn.tree import lessons_with_tree, tree_html, tree_of
from portal.learn.whatnext import next_step
from portal.progress import activity
from portal.progress.models import ResourceMark
from portal.progress.summary import course_state
from portal.quizzes.models import Attempt


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """For a learner the one next thing, the path and the week; for everybody else the landing page."""
    who = learner(request)
    if who is None:
        return _landing(request)
    now = timezone.now()
    course = course_state(who, now=now)
    attempts = Attempt.objects.filter(learner=who)
    quizzed = set(attempts.exclude(finished=None).values_list("topic_id", flat=True).order_by().distinct())
    step = next_step(course, attempts.open().select_related("topic").first(), quizzed)
    answers, lessons = activity.days_of(who)
    today = day_of(who, now)
    context = {
        "course": course,
        "step": step,
        "section_title": _section_title(step.lesson.pk, step.lesson.section) if step.lesson else "",
        "week": activity.week(answers + lessons, today),
        "streak": activity.streak(answers + lessons, today),
        "answered": answers.total(),
        "saved": ResourceMark.objects.filter(learner=who).exclude(saved=None).count(),
        "current": step.topic.slug if step.topic else "",
    }
    return render(request, "learn/home.html", context)


def _landing(request: HttpRequest) -> HttpResponse:
    course = course_state(None, now=timezone.now())
    first = course.lessons[0] if course.lessons else None
    title = Course.objects.values_list("title", flat=True).first() or ""
    context = {"course": course, "first": first, "course_title": title, "demo": showcase(timezone.now())}
    return render(request, "learn/landing.html", context)


def _section_title(lesson: int, anchor: str) -> str:
    if not anchor:
        return ""
    headings = Lesson.objects.values_list("headings", flat=True).get(pk=lesson)
    return next((str(heading["text"]) for heading in headings if heading["anchor"] == anchor), "")


@require_safe
@never_cache
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's lessons with their state, and its quiz."""
    subject = get_object_or_404(Topic.objects.visible(timezone.now()), slug=slug)
    who = learner(request)
    state = next(each for each in course_state(who, now=timezone.now()).topics if each.pk == subject.pk)
    context = {
        "topic": subject,
        "state": state,
        "next": next((each for each in state.lessons if not each.completed), None),
    }
    return render(request, "learn/topic.html", context)


@require_safe
def lesson(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    """The lesson with course tree, outline and checks. Visitors share one page, kept in memory."""
    return pagecache.shared(request, timezone.now(), lambda: _lesson_page(request, learner(request), topic, slug))


def _lesson_page(request: HttpRequest, who: User | None, topic: str, slug: str) -> HttpResponse:
    read = lessons_with_tree(who, now=timezone.now()).filter(topic__slug=topic, slug=slug).first()
    if read is None:
        return _moved(topic, slug)
    tree = tree_of(read)
    before, after = tree.neighbours(read)
    context = {
        "lesson": read,
        "blocks": embeds.fill(embeds.Page(read, who, request.GET)),
        "outline": [heading for heading in read.headings if heading["level"] == 2],
        "tree": tree,
        "tree_html": tree_html(tree, read, static("img/icons.svg")),
        "number": tree.number(read),
        "before": before,
        "after": after,
        "state": tree.lessons[tree.number(read) - 1].state,
    }
    response = render(request, "learn/lesson.html", context)
    if who:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _moved(topic: str, slug: str) -> HttpResponse:
    """A renamed lesson answers under its old address with a redirect."""
    for read in Lesson.objects.visible(timezone.now()).exclude(was=[]).select_related("topic"):
        if f"{topic}/{slug}" in read.was:
            return HttpResponsePermanentRedirect(read.get_absolute_url())
    raise Http404("no such lesson")


@require_safe
@never_cache
def resources(request: HttpRequest) -> HttpResponse:
    """Every link of the course, by topic and kind; `?saved=1` shows what this learner kept."""
    return render(request, "learn/resources.html", library.library(request.GET, learner(request), timezone.now()))


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """What counts, which keys there are, what is kept."""
    return render(request, "learn/help.html")
