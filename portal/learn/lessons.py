"""The page of one lesson: what everybody sees is made once per version of the content, the rest per learner."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString

from portal.accounts.models import User
from portal.curriculum import embeds
from portal.curriculum.models import HEAVY, Lesson
from portal.kept import Kept
from portal.learn.tree import NOTHING, Tree, lessons_with_tree, states_of, tree_html, tree_of


@dataclass(frozen=True)
class Shared:
    """A lesson as every visitor sees it."""

    lesson: Lesson
    tree: Tree
    blocks: list[embeds.Block]


kept: Kept[Shared | None] = Kept(200)


def lesson_page(
    request: HttpRequest, who: User | None, topic: str, slug: str, *, version: str, now: datetime.datetime
) -> HttpResponse:
    """Raises Http404 where there is no such lesson to read, now or formerly."""
    found = kept.get((topic, slug), version, lambda: _shared(topic, slug, now))
    if found is None:
        return _moved(topic, slug, now)
    response = render(request, "learn/lesson.html", _context(request, who, found))
    if who:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shared(topic: str, slug: str, now: datetime.datetime) -> Shared | None:
    lesson = lessons_with_tree(now).filter(topic__slug=topic, slug=slug).first()
    return Shared(lesson, tree_of(lesson), embeds.shared(lesson)) if lesson else None


def _context(request: HttpRequest, who: User | None, found: Shared) -> dict[str, object]:
    lesson, tree = found.lesson, found.tree
    states, body = NOTHING, [block["html"] for block in found.blocks]
    if who:
        states = states_of(who, lesson.topic_id)
        body = embeds.personal(lesson, found.blocks, embeds.View(who, request.GET))
    before, after = tree.neighbours(lesson)
    return {
        "lesson": lesson,
        "body": SafeString("\n".join(body)),
        "outline": [heading for heading in lesson.headings if heading["level"] == 2],
        "tree": tree,
        "tree_html": tree_html(tree, states, lesson, static("img/icons.svg")),
        "done": states.total,
        "done_percent": round(100 * states.total / tree.total) if tree.total else 0,
        "topic_number": tree.topic_number(lesson),
        "number": tree.number(lesson),
        "before": before,
        "after": after,
        "state": states.of(lesson.pk),
    }


def _moved(topic: str, slug: str, now: datetime.datetime) -> HttpResponse:
    """A renamed lesson answers under its old address with a redirect."""
    for lesson in Lesson.objects.visible(now).exclude(was=[]).select_related("topic").defer(*HEAVY):
        if f"{topic}/{slug}" in lesson.was:
            return HttpResponsePermanentRedirect(lesson.get_absolute_url())
    raise Http404("no such lesson")
