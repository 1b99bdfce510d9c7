"""Landing, home, topic, lesson and resources: the pages that mix rooms."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.guests import learner
from portal.accounts.models import User
from portal.curriculum.models import Course, Lesson, Topic
from portal.curriculum.version import content_version
from portal.learn import exams, library, pagecache
from portal.learn.lessons import lesson_page
from portal.learn.showcase import showcase
from portal.learn.whatnext import next_step
from portal.progress import activity
from portal.progress.models import ResourceMark
from portal.progress.summary import course_state
from portal.quizzes import pretests
from portal.quizzes.models import Attempt, Reset


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """For a learner the one next thing, the path and the week; for everybody else the landing page."""
    who = learner(request)
    if who is None:
        return _landing(request)
    now = timezone.now()
    course = course_state(who, now=now)
    shown = [topic.pk for topic in course.topics]
    opened = Attempt.objects.quizzes().open().filter(learner=who, topic__in=shown).select_related("topic").first()
    step = next_step(course, opened, _quizzed(who))
    answers, lessons = activity.days_of(who)
    days = answers + lessons
    today = activity.today_of(who, days, now)
    context = {
        "course": course,
        "step": step,
        "section_title": _section_title(step.lesson.pk, step.lesson.section) if step.lesson else "",
        "week": activity.week(days, today),
        "streak": activity.streak(days, today),
        "answered": answers.total(),
        "saved": ResourceMark.objects.filter(learner=who).exclude(saved=None).count(),
        "current": step.topic.slug if step.topic else "",
        "exams": exams.exams(),
    }
    return render(request, "learn/home.html", context)


def _landing(request: HttpRequest) -> HttpResponse:
    course = course_state(None, now=timezone.now())
    first = course.lessons[0] if course.lessons else None
    title, held = Course.objects.values_list("title", "exams").first() or ("", [])
    context = {
        "course": course,
        "first": first,
        "course_title": title,
        "exams": held,
        "demo": showcase(timezone.now()),
    }
    return render(request, "learn/landing.html", context)


def _quizzed(who: User) -> set[int]:
    """The topics with a quiz finished since they were last started afresh."""
    resets = Reset.objects.filter(learner=who, topic=OuterRef("topic"), at__gte=OuterRef("finished"))
    finished = Attempt.objects.quizzes().filter(~Exists(resets), learner=who).exclude(finished=None)
    return set(finished.order_by().values_list("topic_id", flat=True).distinct())


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
    who, now = learner(request), timezone.now()
    state = next(each for each in course_state(who, now=now).topics if each.pk == subject.pk)
    context = {
        "topic": subject,
        "state": state,
        "pretest": pretests.questions_of(subject, now=now),
        "taken": pretests.latest(who, subject) if who and subject.pretest else None,
        "next": next((each for each in state.lessons if not each.completed), None),
    }
    return render(request, "learn/topic.html", context)


@require_safe
def lesson(request: HttpRequest, topic: str, slug: str) -> HttpResponse:
    """The lesson with course tree, outline and checks. Visitors share one page, kept in memory."""
    now = timezone.now()
    version = content_version(now)
    if pagecache.is_shareable(request):
        build = partial(lesson_page, request, None, topic, slug, version=version, now=now)
        return pagecache.shared(request, version, build)
    return lesson_page(request, learner(request), topic, slug, version=version, now=now)


@require_safe
@never_cache
def resources(request: HttpRequest) -> HttpResponse:
    """Every link of the course, by topic and kind; `?saved=1` shows what this learner kept."""
    return render(request, "learn/resources.html", library.library(request.GET, learner(request), timezone.now()))


@require_safe
def exam(request: HttpRequest, slug: str) -> HttpResponse:
    """What the course covers of an exam, and what it does not."""
    found = exams.coverage(slug, now=timezone.now())
    if found is None:
        raise Http404("no such exam")
    return render(request, "learn/exam.html", {"coverage": found})


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """What counts, which keys there are, what is kept."""
    return render(request, "learn/help.html")
