"""The resource library: all links with their lesson, filtered by topic, kind and what was saved."""

import datetime
from typing import Any

from django.http import QueryDict

from portal.accounts.models import User
from portal.curriculum.cards import card
from portal.curriculum.models import HEAVY_OF_LESSON, Lesson, Resource, Topic
from portal.progress.marks import marks_of


def library(query: QueryDict, learner: User | None, now: datetime.datetime) -> dict[str, Any]:
    """Context of the page. Unknown filter values show everything. Drafts' links come without a lesson link."""
    topics = list(Topic.objects.filter(withdrawn=False).values_list("slug", "title"))
    topic = _known(query.get("topic", ""), [slug for slug, _ in topics])
    kind = _known(query.get("kind", ""), Resource.Kind.values)
    saved = query.get("saved") == "1"
    found = Resource.objects.listed().select_related("lesson__topic").defer(*HEAVY_OF_LESSON)
    if topic:
        found = found.filter(lesson__topic__slug=topic)
    if kind:
        found = found.filter(kind=kind)
    if saved and learner:
        found = found.filter(marks__learner=learner, marks__saved__isnull=False)
    rows = list(found)
    visible = set(Lesson.objects.visible(now).values_list("pk", flat=True))
    marks = marks_of(learner, [row.pk for row in rows])
    return {
        "cards": [
            {"card": card(row), "mark": marks.get(row.pk), "lesson": row.lesson if row.lesson_id in visible else None}
            for row in rows
        ],
        "back": f"/resources/?{query.urlencode()}",
        "topics": topics,
        "kinds": Resource.Kind.choices,
        "topic": topic,
        "kind": kind,
        "saved": saved,
    }


def _known(value: str, among: list[str]) -> str:
    return value if value in among else ""
