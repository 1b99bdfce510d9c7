"""Practice: the list of cases, and one case. Answers go the way of every check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.guests import learner
from portal.ec2.practice import listing
from portal.ec2.practice.kind import Case
from portal.quizzes.checks import NEVER, card_for, tries
from portal.quizzes.models import Question


@require_safe
@never_cache
def practice(request: HttpRequest) -> HttpResponse:
    """Every case by topic, with a mark at those that were solved."""
    found = listing.entries(listing.questions(Case.name, timezone.now()), learner(request))
    context = {
        "shelves": listing.by_topic(found),
        "done": sum(entry.done for entry in found),
        "total": len(found),
        "next": next((entry for entry in found if not entry.done), None),
    }
    return render(request, "ec2/practice/list.html", context)


@require_safe
@never_cache
def scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """One case, as it was answered last; `?again=<id>` asks afresh."""
    who, now = learner(request), timezone.now()
    cases = Question.objects.visible(now).filter(type=Case.name).with_lesson()
    asked = get_object_or_404(cases, slug=slug)
    mine = tries(who, [asked.pk]).get(asked.pk, NEVER) if who else NEVER
    found = listing.entries(listing.questions(Case.name, now), who)
    context = {
        "card": card_for(asked, mine, afresh=slug in request.GET.getlist("again")),
        "title": asked.content["title"],
        "next": listing.after(found, asked),
    }
    return render(request, "ec2/practice/scenario.html", context)
