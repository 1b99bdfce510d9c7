"""Checks inside lessons, and quizzes one question at a time."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from portal.accounts.guests import learner, learner_or_guest
from portal.curriculum.models import Topic
from portal.htmx import render_page_or_partial, wants_partial
from portal.quizzes import attempts, pretests, results
from portal.quizzes.answering import check_key, count_checks, record, stored
from portal.quizzes.cards import Card, check_card, number, read_submission
from portal.quizzes.checks import NEVER, Tries, card_for, tries
from portal.quizzes.models import Answer, Attempt, Question

CHANGED_NOW = (
    "This question was changed a moment ago, so your answer was not counted. Please answer it as it stands now."
)
CHANGED_SINCE = "This question has changed since your quiz began."
CHANGED_AFTER = "This question has changed since you answered it. The verdict is about the question as it was then."
WITHDRAWN_NOW = "That question was withdrawn a moment ago and no longer counts."
FIRST_COUNTS = "You had answered this already, perhaps in another tab. The first answer counts: here it is."
OVER = "That quiz was ended, perhaps in another tab, so this answer was not counted. Earlier answers are kept."
NOTHING_LEFT = "The questions you missed were withdrawn or moved meanwhile, so there is nothing to try again."
ENDED = "Your session has ended. Sign in to go on: earlier answers are kept, only this one has to be chosen again."
ENDED_BEFORE = "Your session has ended. Sign in to go on: all your answers are kept."
SIGN_IN = "Sign in to see this quiz. What you answered is kept with your account."
AS_GUEST = "Your session had ended, so this answer is kept for a guest. Sign in, and it joins your earlier ones."

# /questions/<id>/


@require_safe
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """A check alone on its page; `?again=<id>` asks afresh."""
    asked, who = _visible_question(slug), learner(request)
    mine = tries(who, [asked.pk]).get(asked.pk, NEVER) if who else NEVER
    return _check_page(request, card_for(asked, mine, afresh=slug in request.GET.getlist("again")))


@require_http_methods(["GET", "HEAD", "POST"])
def check_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the answer to a check. The number of the try makes a second submit find the first answer.

    A form sent back leaves this address in the browser, so GET leads to the question.
    """
    if request.method != "POST":
        return redirect("quizzes:question", slug)
    asked, who = _visible_question(slug), learner(request)
    earlier = count_checks(who, asked)
    key = check_key(asked, min(number(request.POST, "n"), earlier))
    if first := stored(who, key):
        return _check_answered(request, card_for(asked, Tries(earlier, first), notice=_about(first, asked, request)))
    card = partial(check_card, asked, hidden={"n": earlier, "rev": asked.rev}, typed=request.POST)
    if _is_outdated(request, asked):
        return _check_page(request, card(notice=CHANGED_NOW), status=422)
    submission, form = read_submission(asked, request.POST)
    if submission is None:
        return _check_page(request, card(errors=form.errors), status=422)
    notice = AS_GUEST if _session_was_lost(request) else ""
    given, _ = record(submission, learner=learner_or_guest(request), key=key, now=timezone.now())
    return _check_answered(request, card_for(asked, Tries(earlier, given), notice=notice))


def _visible_question(slug: str) -> Question:
    visible = Question.objects.visible(timezone.now()).exclude(use=Question.Use.PRETEST).with_lesson()
    return get_object_or_404(visible, slug=slug)


def _is_outdated(request: HttpRequest, asked: Question) -> bool:
    """The form was made for another revision of the question."""
    return number(request.POST, "rev") not in (0, asked.rev)


def _about(first: Answer, asked: Question, request: HttpRequest) -> str:
    """What to say where a question is answered a second time: nothing, if the answer is the same."""
    again, _ = read_submission(asked, request.POST)
    return "" if again and again.given == first.given else FIRST_COUNTS


def _check_answered(request: HttpRequest, card: Card) -> HttpResponse:
    """The verdict alone for htmx, else the page where the question stands, with the verdict in its place."""
    if wants_partial(request):
        return _check_page(request, card)
    if card.notice and card.answer:
        messages.info(request, card.notice)
    return redirect(card.question.place())


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
        if _session_was_lost(request):
            return _sign_in_first(request, ENDED_BEFORE, request.path)
        return _go(subject, attempts.begin_or_resume(learner_or_guest(request), subject, now=now))
    who = learner(request)
    opened = attempts.open_attempts(who, subject).first() if who else None
    context = {
        "topic": subject,
        "sheet": attempts.sheet(opened, now=now) if opened else None,
        "last": results.last_finished(who, subject) if who else None,
        "available": attempts.questions_of(subject, now=now).count(),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
def start_over(request: HttpRequest, topic: str) -> HttpResponse:
    """End what is open, without a score, and begin anew."""
    subject = _visible_topic(topic)
    if _session_was_lost(request):
        return _sign_in_first(request, ENDED_BEFORE, reverse("quizzes:quiz", args=[topic]))
    return _go(subject, attempts.start_over(learner_or_guest(request), subject, now=timezone.now()))


def _visible_topic(slug: str) -> Topic:
    return get_object_or_404(Topic.objects.visible(timezone.now()), slug=slug)


def _go(topic: Topic, begun: Attempt | None) -> HttpResponse:
    """To the attempt, or to the page that says that there are no questions."""
    return redirect(begun) if begun else redirect("quizzes:quiz", topic.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pretest(request: HttpRequest, topic: str) -> HttpResponse:
    """GET shows what awaits; POST begins or resumes. It is taken once, until the topic is started afresh."""
    subject, now = _visible_topic(topic), timezone.now()
    questions = pretests.questions_of(subject, now=now)
    if not questions:
        raise Http404("this topic has no pre-test")
    if request.method == "POST":
        if _session_was_lost(request):
            return _sign_in_first(request, ENDED_BEFORE, request.path)
        begun = pretests.begin_or_resume(learner_or_guest(request), subject, now=now)
        return redirect(begun) if begun else redirect(subject)
    who = learner(request)
    taken = pretests.latest(who, subject) if who else None
    return render(request, "quizzes/pretest.html", {"topic": subject, "taken": taken, "number": len(questions)})


# /quizzes/attempts/<id>/


@require_safe
@never_cache
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The next question to answer, or the answered one that `?question=` names, with its verdict."""
    if learner(request) is None:
        return _sign_in_first(request, SIGN_IN, request.path)
    sheet = attempts.sheet(_own_attempt(request, pk), now=timezone.now())
    slot = (not sheet.attempt.is_pretest and sheet.slot(request.GET.get("question", ""))) or sheet.next
    if slot is None or (slot.answer is None and not sheet.attempt.is_open):
        return redirect("quizzes:result", pk=pk)
    return _attempt_page(request, sheet, slot)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one answer of the attempt. A second submit, from another tab too, shows the first.

    A form sent back leaves this address in the browser, so GET leads to the quiz.
    """
    if learner(request) is None:
        return _sign_in_first(request, ENDED, reverse("quizzes:attempt", args=[pk]))
    own, now = _own_attempt(request, pk), timezone.now()
    if request.method != "POST":
        return redirect(own)
    sheet = attempts.sheet(own, now=now)
    slug = request.POST.get("question", "")
    if slug not in dict(own.questions):
        raise Http404("not a question of this attempt")
    slot = sheet.slot(slug)
    if slot and slot.answer:
        return _answered(request, own, slot, notice=_about(slot.answer, slot.question, request))
    if not own.is_open:
        return _told(request, OVER, reverse("quizzes:quiz", args=[own.topic.slug]))
    if slot is None:
        return _told(request, WITHDRAWN_NOW, own.get_absolute_url())
    if _is_outdated(request, slot.question):
        return _attempt_page(request, sheet, slot, notice=CHANGED_NOW, status=422)
    submission, form = read_submission(slot.question, request.POST)
    if submission is None:
        return _attempt_page(request, sheet, slot, errors=form.errors, status=422)
    if not attempts.answer(own, submission, learner=learner_or_guest(request), now=now):
        return _told(request, OVER, reverse("quizzes:quiz", args=[own.topic.slug]))
    return _answered(request, own, slot)


def _answered(request: HttpRequest, own: Attempt, slot: attempts.Slot, *, notice: str = "") -> HttpResponse:
    """The verdict alone for htmx, else the page with it; of a pre-test the next question, and no verdict."""
    if own.is_pretest:
        address = own.get_absolute_url()
        return HttpResponseClientRedirect(address) if wants_partial(request) else redirect(address)
    if not wants_partial(request):
        if notice:
            messages.info(request, notice)
        return redirect(f"{own.get_absolute_url()}?question={slot.question.slug}#verdict")
    sheet = attempts.sheet(own, now=timezone.now())
    return _attempt_page(request, sheet, sheet.slot(slot.question.slug) or slot, notice=notice)


@require_safe
@never_cache
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was right, what to read again, and what to do next."""
    if learner(request) is None:
        return _sign_in_first(request, SIGN_IN, request.path)
    sheet = attempts.sheet(_own_attempt(request, pk), now=timezone.now())
    if sheet.attempt.is_open and not sheet.is_complete:
        return redirect(sheet.attempt)
    if sheet.attempt.is_pretest:
        return redirect("quizzes:pretest", sheet.attempt.topic.slug)
    return render(request, "quizzes/result.html", {"result": results.result(sheet)})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """A new attempt with only those that were wrong."""
    if learner(request) is None:
        return _sign_in_first(request, ENDED_BEFORE, reverse("quizzes:result", args=[pk]))
    own = _own_attempt(request, pk)
    again = attempts.retry_wrong(own, now=timezone.now())
    return redirect(again) if again else _told(request, NOTHING_LEFT, reverse("quizzes:result", args=[pk]))


def _own_attempt(request: HttpRequest, pk: int) -> Attempt:
    """Another learner's attempt does not exist."""
    own = Attempt.objects.filter(learner=learner(request)).select_related("topic", "learner")
    return get_object_or_404(own, pk=pk)


def _session_was_lost(request: HttpRequest) -> bool:
    """Nobody is here, yet the browser sends the cookie of a session that is over, or the page was made for a learner."""
    nobody = learner(request) is None and request.session.session_key is None
    return nobody and (settings.SESSION_COOKIE_NAME in request.COOKIES or "learner" in request.POST)


def _sign_in_first(request: HttpRequest, text: str, back: str) -> HttpResponse:
    """Say why on the page for signing in, which then leads to `back`."""
    if wants_partial(request):
        return HttpResponse(status=401)
    messages.info(request, text)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def _told(request: HttpRequest, text: str, address: str) -> HttpResponse:
    """Say what happened on the page it leads to, with htmx too."""
    messages.info(request, text)
    return HttpResponseClientRedirect(address) if wants_partial(request) else redirect(address)


def _attempt_page(
    request: HttpRequest,
    sheet: attempts.Sheet,
    slot: attempts.Slot,
    *,
    notice: str = "",
    errors: ErrorDict | None = None,
    status: int = 200,
) -> HttpResponse:
    if slot.changed and not notice:
        notice = CHANGED_AFTER if not sheet.attempt.is_open else "" if slot.answer else CHANGED_SINCE
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
