"""Cost questions: the list of what can be practised, and one question under an address of its own."""

from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.guests import learner, learner_or_guest
from portal.ec2.costs import tally
from portal.ec2.costs.kind import FIRST, LAST, Cost
from portal.ec2.practice import listing
from portal.htmx import render_page_or_partial, wants_partial
from portal.quizzes.answering import record, stored
from portal.quizzes.cards import Card, read_submission
from portal.quizzes.models import Answer, Question


@require_safe
@never_cache
def costs(request: HttpRequest) -> HttpResponse:
    """What there is to work out, and how often this learner did."""
    asked = listing.questions(Cost.name, timezone.now())
    return render(request, "ec2/practice/costs.html", {"rows": tally.rows(asked, learner(request))})


@require_safe
@never_cache
def first_cost(request: HttpRequest, slug: str) -> HttpResponse:
    """To the first question of the kind that this learner has not answered."""
    return redirect("ec2:cost", slug, tally.next_seed(_visible(slug), learner(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cost(request: HttpRequest, slug: str, seed: int) -> HttpResponse:
    """The seed makes the question, so a reload shows the same one, and a second submit the first answer."""
    if not FIRST <= seed <= LAST:
        raise Http404("no such seed")
    asked, who = _visible(slug), learner(request)
    key = tally.key(asked, seed)
    answer = stored(who, key)
    if answer or request.method != "POST":
        return _page(request, asked, seed, answer=answer)
    post = request.POST.copy()
    post["seed"] = str(seed)
    submission, form = read_submission(asked, post)
    if submission is None:
        return _page(request, asked, seed, errors=form.errors, status=422)
    answer, _ = record(submission, learner=learner_or_guest(request), key=key, now=timezone.now())
    return _page(request, asked, seed, answer=answer)


def _visible(slug: str) -> Question:
    return get_object_or_404(Question.objects.visible(timezone.now()).filter(type=Cost.name).with_lesson(), slug=slug)


def _page(
    request: HttpRequest,
    asked: Question,
    seed: int,
    *,
    answer: Answer | None = None,
    errors: ErrorDict | None = None,
    status: int = 200,
) -> HttpResponse:
    """After a POST without a script the answer is shown at its own address, which a reload does not send again."""
    address = reverse("ec2:cost", args=[asked.slug, seed])
    if answer and request.method == "POST" and not wants_partial(request):
        return redirect(f"{address}#q-{asked.slug}")
    card = Card(
        question=asked,
        seed=str(seed),
        action=address,
        answer=answer,
        errors=errors,
        typed=request.POST if request.method == "POST" else None,
    )
    context = {
        "card": card,
        "title": asked.content["title"],
        "another": reverse("ec2:cost", args=[asked.slug, seed % LAST + 1]),
        "seed": seed,
    }
    return render_page_or_partial(request, "ec2/practice/cost.html", "cost", context, status=status)
