"""The glossary."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.curriculum.models import HEAVY_OF_LESSON, Lesson, Term


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms by letter, each with the lesson that teaches it."""
    visible = set(Lesson.objects.visible(timezone.now()).values_list("pk", flat=True))
    terms = list(Term.objects.filter(withdrawn=False).select_related("lesson__topic").defer(*HEAVY_OF_LESSON))
    for term in terms:
        term.shown_lesson = term.lesson if term.lesson_id in visible else None  # type: ignore[attr-defined]
    terms.sort(key=lambda term: term.term.casefold())
    letters = [(letter, list(group)) for letter, group in groupby(terms, key=lambda term: term.term[0].upper())]
    return render(request, "curriculum/glossary.html", {"letters": letters, "count": len(terms)})
