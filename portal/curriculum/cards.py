"""The embeds that belong to the curriculum itself: resource cards and diagrams."""

from typing import Any
from urllib.parse import urlsplit

from portal.curriculum.embeds import EmbedType, Found
from portal.curriculum.markdown import render_text
from portal.curriculum.models import Diagram, Lesson, LinkState, Resource

ICON_OF_KIND = {
    "docs": "doc",
    "tutorial": "hands",
    "article": "doc",
    "video": "play",
    "notebook": "repo",
    "course": "book",
}


def card(resource: Resource) -> dict[str, Any]:
    """What a resource card shows to everybody."""
    return {
        "id": resource.pk,
        "slug": resource.slug,
        "title": resource.title,
        "url": resource.url,
        "host": (urlsplit(resource.url).hostname or "").removeprefix("www."),
        "kind": resource.get_kind_display(),
        "icon": ICON_OF_KIND[resource.kind],
        "minutes": resource.minutes,
        "note": render_text(resource.note),
        "checked": f"{resource.link_checked:%-d %b %Y}" if resource.link_checked else "",
        "is_gone": resource.link_state == LinkState.GONE,
    }


def bake_resources(lesson: Lesson, refs: list[str]) -> Found:
    return {resource.slug: {"card": card(resource)} for resource in Resource.objects.listed().filter(slug__in=refs)}


def bake_diagrams(lesson: Lesson, refs: list[str]) -> Found:
    diagrams = Diagram.objects.filter(topic=lesson.topic_id, name__in=refs, withdrawn=False)
    return {
        diagram.name: {"svg": diagram.clean_svg, "tall": diagram.clean_tall, "caption": diagram.caption}
        for diagram in diagrams
    }


RESOURCE = EmbedType("resource", "curriculum/_resource_embed.html", bake=bake_resources)
DIAGRAM = EmbedType("diagram", "curriculum/_diagram.html", bake=bake_diagrams)
