"""The course that notes become: topics with lessons, each with the blocks that belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.content.notes.blocks import Block


@dataclass(frozen=True)
class Lesson:
    slug: str
    title: str
    line: int
    origin: str
    """What it was in the notes: “item”, “item 3.”, “heading”, “text”."""
    level: int
    """Of the heading it was made of; its own headings go below."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Topic:
    slug: str
    title: str
    line: int
    """0 where no heading made it."""
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Course:
    title: str
    line: int
    """0 where the title is the file's name."""
    topics: tuple[Topic, ...]

    @property
    def lessons(self) -> Iterator[tuple[Topic, Lesson]]:
        for topic in self.topics:
            for lesson in topic.lessons:
                yield topic, lesson


@dataclass(frozen=True)
class Resource:
    id: str
    title: str
    url: str
    kind: str
    note: str
    line: int
    lesson: str
    """The address of the lesson that declares it, such as “resources/resources”."""
    label: str = ""
    """How its item was numbered."""
