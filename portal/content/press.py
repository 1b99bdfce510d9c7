"""Lessons rendered to blocks, with all they embed: what a save stores and what a preview shows."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from portal.curriculum import embeds
from portal.curriculum.glossary import Entry, Glossary
from portal.curriculum.markdown import RENDERER, Embed, render
from portal.curriculum.models import Diagram, Lesson, Resource, Term

WORDS_PER_MINUTE = 200
SECONDS_PER_QUESTION = 40
BAKED = re.compile(r"\[\[(diagram|resource|widget): *([a-z0-9][a-z0-9._-]*)")
MADE = ("blocks", "headings", "terms", "plain", "minutes", "rendered_from")
"""The fields of a lesson that are made from its body."""


@dataclass(frozen=True)
class Press:
    """What lessons are rendered with, read once for all of them."""

    glossary: Glossary
    definitions: dict[str, dict[str, str]]
    shared: str
    """Digest of what every lesson depends on."""
    baked: dict[tuple[str, int | None, str], str]
    """What ends up inside blocks besides the lesson's own text: by name, topic (of a diagram) and reference."""

    @classmethod
    def read(cls) -> Self:
        terms = list(Term.objects.filter(withdrawn=False))
        return cls(
            glossary=Glossary(tuple(Entry(term.slug, (term.term, *term.also)) for term in terms)),
            definitions={term.slug: {"slug": term.slug, "term": term.term, "html": term.html} for term in terms},
            shared=_stamp([RENDERER, *(f"{term.slug}{term.term}{term.also}{term.html}" for term in terms)]),
            baked=dict([*_diagrams(), *_resources()]),
        )

    def stamp(self, lesson: Lesson) -> str:
        """The digest of all that the lesson is rendered from."""
        embedded = [self._embedded(lesson, name, ref) for name, ref in BAKED.findall(lesson.body)]
        return _stamp([self.shared, lesson.body, *embedded])

    def _embedded(self, lesson: Lesson, name: str, ref: str) -> str:
        if name == "widget":
            known = embeds.widget(ref)
            return known.version() if known else ""
        return self.baked.get((name, lesson.topic_id if name == "diagram" else None, ref), "")

    def render(self, lesson: Lesson) -> None:
        """Make the lesson's blocks and what goes with them. The row is not stored."""
        result = render(lesson.body, self.glossary)
        blocks = [
            {"name": each.name, "ref": each.ref, "query": each.query} if isinstance(each, Embed) else {"html": each}
            for each in result.blocks
        ]
        lesson.blocks = embeds.bake(lesson, blocks)
        lesson.headings = [vars(heading) for heading in result.headings]
        lesson.terms = [self.definitions[term] for term in result.terms]
        lesson.plain = result.text
        questions = sum(each.name == "question" for each in result.embeds)
        seconds = len(result.text.split()) * 60 / WORDS_PER_MINUTE + questions * SECONDS_PER_QUESTION
        lesson.minutes = max(1, round(seconds / 60))
        lesson.rendered_from = self.stamp(lesson)


def render_stale_lessons() -> set[int]:
    """Render and store each lesson whose body, diagrams, resources or glossary changed; their primary keys."""
    press = Press.read()
    rendered = set()
    for lesson in Lesson.objects.filter(withdrawn=False).select_related("topic").defer(*MADE[:-1]):
        if press.stamp(lesson) != lesson.rendered_from:
            press.render(lesson)
            lesson.save(update_fields=MADE)
            rendered.add(lesson.pk)
    return rendered


def _diagrams() -> Iterator[tuple[tuple[str, int | None, str], str]]:
    for diagram in Diagram.objects.filter(withdrawn=False):
        text = f"{diagram.name}{diagram.clean_svg}{diagram.clean_tall}{diagram.caption}"
        yield ("diagram", diagram.topic_id, diagram.name), text


def _resources() -> Iterator[tuple[tuple[str, int | None, str], str]]:
    for resource in Resource.objects.listed():
        shown = [resource.slug, resource.title, resource.url, resource.kind, resource.minutes, resource.note]
        link = [resource.link_state, resource.link_checked]
        yield ("resource", None, resource.slug), f"{shown}{link}"


def _stamp(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
