"""The files of a course folder that notes become."""

from collections.abc import Sequence
from typing import Any

from portal.content.notes.bodies import Page
from portal.content.notes.drafts import Course, Resource, Topic
from portal.yamlfile import dump

TOPIC_SUMMARY = "Drafts made from notes. Say here in one sentence what this topic teaches."
ICON = "book"


def files(course: Course, pages: Sequence[Page]) -> dict[str, str]:
    """Path, relative to the folder, to text."""
    found = {"course.yaml": dump({"title": course.title, "topics": [topic.slug for topic in course.topics]})}
    found |= {f"{topic.slug}/topic.yaml": _topic(topic) for topic in course.topics}
    found |= {f"{page.address}.md": _lesson(page) for page in pages}
    return found


def _topic(topic: Topic) -> str:
    lessons = [lesson.slug for lesson in topic.lessons]
    return dump({"title": topic.title, "summary": TOPIC_SUMMARY, "icon": ICON, "lessons": lessons})


def _lesson(page: Page) -> str:
    front: dict[str, Any] = {"title": page.lesson.title, "summary": page.summary, "objectives": [], "status": "draft"}
    if page.resources:
        front["resources"] = [_resource(resource) for resource in page.resources]
    body = f"\n{page.body}\n" if page.body else ""
    return f"---\n{dump(front)}---\n{body}"


def _resource(resource: Resource) -> dict[str, str]:
    fields = {"id": resource.id, "title": resource.title, "url": resource.url, "kind": resource.kind}
    return fields | ({"note": resource.note} if resource.note else {})
