"""What a row, or an unsaved form, will look like: by the same renderer and the same templates, and nothing is stored."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.content.press import Press
from portal.content.rows import SHELVES, Row
from portal.curriculum import embeds
from portal.curriculum.cards import card
from portal.curriculum.models import Diagram, Lesson, Resource, Term
from portal.desk.itemform import ItemForm
from portal.quizzes.cards import Card, check_card
from portal.quizzes.models import Answer, Question

POSTING = ("question", "resource")
"""Embeds whose forms would store something: a preview shows them disabled."""


class AnsweredCard(Card):
    """A second card of the same question on one page."""

    @property
    def anchor(self) -> str:
        return f"{super().anchor}-answered"


def of_form(request: HttpRequest, form: ItemForm) -> HttpResponse:
    """The form as it stands, with what it will be refused for; where it cannot be read at all, only that."""
    form.is_valid()
    problems = [
        f"{form.fields[name].label or name}: {message}" if name in form.fields else message
        for name, messages in form.errors.items()
        for message in messages
    ]
    if form.item is None:
        return render(request, "desk/preview_refused.html", {"problems": problems}, status=422)
    warnings = [problem.message for problem in form.checked.warnings] if form.checked else []
    shelf = SHELVES[form.kind]
    row = shelf.fill(form.item, shelf.find(form.item.id))
    return _show(request, form.kind, row, problems=problems, warnings=warnings)


def of_row(request: HttpRequest, kind: str, row: Row) -> HttpResponse:
    """The row as it is stored."""
    return _show(request, kind, row, stored=True)


def _show(request: HttpRequest, kind: str, row: Row, **more: Any) -> HttpResponse:
    return render(request, f"desk/preview_{kind}.html", {**CONTEXTS[kind](row), **more})


def _lesson(row: Lesson) -> dict[str, Any]:
    Press.read().render(row)
    return {
        "lesson": row,
        "blocks": embeds.shared(row),
        "posting": POSTING,
        "outline": [heading for heading in row.headings if heading["level"] == 2],
    }


def _question(row: Question) -> dict[str, Any]:
    key = Answer(question=row, rev=row.rev, given=row.kind.key(), right=True)
    answered = AnsweredCard(question=row, seed=row.slug, action="", answer=key)
    return {"question": row, "asked": check_card(row), "answered": answered}


def _resource(row: Resource) -> dict[str, Any]:
    return {"resource": row, "card": card(row)}


def _term(row: Term) -> dict[str, Any]:
    row.shown_lesson = row.lesson  # type: ignore[attr-defined]
    return {"term": row, "letters": [(row.term[:1].upper(), [row])], "count": 1}


def _diagram(row: Diagram) -> dict[str, Any]:
    return {"diagram": row, "drawing": {"svg": row.clean_svg, "tall": row.clean_tall, "caption": row.caption}}


CONTEXTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "lesson": _lesson,
    "question": _question,
    "resource": _resource,
    "term": _term,
    "diagram": _diagram,
}
