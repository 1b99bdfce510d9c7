"""Checks inside lessons, and quizzes one question at a time."""

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.guests import learner, learner_or_guest
from portal.curriculum.models import Topic
from portal.htmx import render_page_or_partial, wants_partial
from portal.quizzes import attempts, checks, results
from portal.quizzes.answering import check_key, count_checks, record
from portal.quizzes.cards import Card, check_card, number, read_submission
from portal.quizzes.models import Answer, Attempt, Question

CHANGED_NOW = (
    "This question was changed a moment ago, so your answer was not counted. Please answer it as it stands now."
)
CHANGED_SINCE = "This question has changed since your quiz began."
ENDED = "Your session has ended. Sign in to go on: earlier answers are kept, only this one has to be chosen again."

# /questions/<id>/


@require_safe
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """A check alone on its page; `?again=<id>` asks afresh."""
    asked = _visible_question(slug)
    who = learner(request)
    answers = list(Answer.objects.filter(learner=who, question=asked, attempt=None).order_by("at", "pk")) if who else []
    card = checks.card_for(asked, answers, afresh=slug in request.GET.getlist("again"))
    return _check_page(request, card)


@require_POST
def check_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the answer to a check. The number of the try makes a second submit find the first answer."""
    asked = _visible_question(slug)
    who = learner(request)
    earlier = count_checks(who, asked)
    hidden = {"n": earlier, "rev": asked.rev}
    if number(request.POST, "rev") not in (0, asked.rev):
        return _check_page(
            request, check_card(asked, hidden=hidden, typed=request.POST, notice=CHANGED_NOW), status=422
        )
    submission, form = read_submission(asked, request.POST)
    if submission is None:
        card = check_card(asked, hidden=hidden, typed=request.POST, errors=form.errors)
        return _check_page(request, card, status=422)
    key = check_key(asked, min(number(request.POST, "n"), earlier))
    given, _ = record(submission, learner=learner_or_guest(request), key=key, now=timezone.now())
    if not wants_partial(request):
        return redirect(f"{asked.lesson.get_absolute_url()}#q-{slug}")
    return _check_page(request, checks.card_for(asked, [given], afresh=False))


def _visible_question(slug: str) -> Question:
    visible = Question.objects.visible(timezone.now()).with_lesson()
    return get_object_or_404(visible, slug=slug)


def _check_page(request: HttpRequest, card: Card, *, status: int = 200) -> HttpResponse:
    return render_page_or_partial(request, "quizzes/question.html", "check", {"card": card}, status=status)


# /quizzes/<topic>/


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def quiz(request: HttpRequest, topic: str) -> HttpResponse:
    """GET shows what awaits; POST begins, or resumes what was begun on any device."""
    subject = _visible_topic(topic)
    now = timezone.now()
    if request.method == "POST":
        return _go(attempts.begin_or_resume(learner_or_guest(request), subject, now=now))
    who = learner(request)
    opened = attempts.open_attempt(who, subject) if who else None
    context = {
        "topic": subject,
        "sheet": attempts.sheet(opened, now=now) if opened else None,
        "last": results.last_finished(who, subject) if who else None,
        "available": len(attempts.candidates(who, subject, now=now)),
    }
    return render_page_or_partial(request, "quizzes/quiz.html", "start", context)


@require_POST
def start_over(request: HttpRequest, topic: str) -> HttpResponse:
    """End what is open, without a score, and begin anew."""
    return _go(attempts.start_over(learner_or_guest(request), _visible_topic(topic), now=timezone.now()))


def _visible_topic(slug: str) -> Topic:
    return get_object_or_404(Topic.objects.visible(timezone.now()), slug=slug)


def _go(attempt: Attempt | None) -> HttpResponse:
    if attempt is None:
        raise Http404("no questions")
    return redirect(attempt)


# /quizzes/attempts/<id>/


@require_safe
@never_cache
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The next question to answer, or the answered one that `?question=` names, with its verdict."""
    sheet = attempts.sheet(_own_attempt(request, pk), now=timezone.now())
    slot = sheet.slot(request.GET.get("question", "")) or sheet.next
    if slot is None:
        return redirect("quizzes:result", pk=pk)
    return _attempt_page(request, sheet, slot, notice=CHANGED_SINCE if slot.changed and not slot.answer else "")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one answer of the attempt. A second submit, from another tab too, shows the first."""
    if learner(request) is None:
        return _session_ended(request)
    own, now = _own_attempt(request, pk), timezone.now()
    sheet = attempts.sheet(own, now=now)
    slot = sheet.slot(request.POST.get("question", ""))
    if slot is None or (slot.answer is None and not own.is_open):
        raise Http404("not a question of this attempt")
    if slot.answer is None:
        if number(request.POST, "rev") not in (0, slot.question.rev):
            return _attempt_page(request, sheet, slot, notice=CHANGED_NOW, status=422)
        submission, form = read_submission(slot.question, request.POST)
        if submission is None:
            return _attempt_page(request, sheet, slot, errors=form.errors, status=422)
        attempts.answer(own, submission, learner=learner_or_guest(request), now=now)
    if not wants_partial(request):
        return redirect(f"{own.get_absolute_url()}?question={slot.question.slug}#verdict")
    sheet = attempts.sheet(own, now=now)
    return _attempt_page(request, sheet, sheet.slot(slot.question.slug) or slot)


@require_safe
@never_cache
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was right, what to read again, and what to do next."""
    sheet = attempts.sheet(_own_attempt(request, pk), now=timezone.now())
    if sheet.attempt.is_open and not sheet.is_complete:
        return redirect(sheet.attempt)
    return render(request, "quizzes/result.html", {"result": results.result(sheet)})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """A new attempt with only those that were wrong."""
    return _go(attempts.retry_wrong(_own_attempt(request, pk), now=timezone.now()))


def _own_attempt(request: HttpRequest, pk: int) -> Attempt:
    """Another learner's attempt does not exist."""
    own = Attempt.objects.filter(learner=learner(request)).select_related("topic", "learner")
    return get_object_or_404(own, pk=pk)


def _session_ended(request: HttpRequest) -> HttpResponse:
    if wants_partial(request):
        return HttpResponse(status=401)
    messages.info(request, ENDED)
    return redirect("account_login")


def _attempt_page(
    request: HttpRequest,
    sheet: attempts.Sheet,
    slot: attempts.Slot,
    *,
    notice: str = "",
    errors: ErrorDict | None = None,
    status: int = 200,
) -> HttpResponse:
    card = Card(
        question=slot.question,
        seed=f"{sheet.attempt.seed}:{slot.question.slug}",
        action=reverse("quizzes:answer", args=[sheet.attempt.pk]),
        hidden={"question": slot.question.slug, "rev": slot.question.rev},
        answer=slot.answer,
        errors=errors,
        typed=request.POST if request.method == "POST" else None,
        notice=notice,
    )
    context = {"sheet": sheet, "slot": slot, "number": sheet.number(slot), "card": card}
    return render_page_or_partial(request, "quizzes/attempt.html", "quiz-question", context, status=status)
