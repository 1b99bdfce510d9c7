"""What a type of question is. Pure: no database. Each type is one module in `kinds/`, one template, one test file.

A kind is a frozen dataclass of its typed content. It reads itself from YAML fields, dumps itself for the database and
the files, makes the learner's form, grades what was given, and lists what its template shows.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Protocol, Self

from django import forms

from portal.yamlfile import Fields

Given = dict[str, Any]
"""What a learner answered, by ids and never by position. An empty one means “I don’t know yet”."""
Html = dict[str, str]
"""The question's texts as HTML, under the keys of `Kind.texts()`."""


class AnswerForm(forms.Form):
    """The learner's form for one question; `given()` after it is valid."""

    use_required_attribute = False  # the page says what is missing, in words and at once

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)

    def given(self) -> Given:
        raise NotImplementedError


class Kind(Protocol):
    name: ClassVar[str]
    template: ClassVar[str]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """From a question of `quiz.yaml`, or from `dump()`; mistakes become problems of the fields."""

    def dump(self) -> dict[str, Any]:
        """The fields that `read` reads, ready for JSON and YAML."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every Markdown text with the key under which its HTML is stored."""

    def form(self, data: Any = None) -> AnswerForm:
        """The learner's form; `data` is a POST. The form names what is missing."""

    def right(self, given: Given) -> bool:
        """Whether the answer is right. What refers to unknown ids is wrong."""

    def picks(self, given: Given) -> list[str]:
        """What was picked, for the authors' totals per choice. From the answer alone: it is subtracted when the learner
        is forgotten, and the question may have changed by then."""

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        """What the template shows: before the answer (`given` is None) nothing that tells the key."""

    def say(self, html: Html, given: Given) -> str:
        """The answer in a few words of HTML, for the list of what was missed."""

    def key(self) -> Given:
        """The right answer, in the shape of `Given`."""

    def contrast_key(self) -> str:
        """The right answer as a word that sibling questions of a contrast set must not share."""


def shuffled(ids: Iterable[str], seed: str) -> list[str]:
    """The ids in an order that depends on them and the seed alone, so it cannot tell which one is right."""
    return sorted(ids, key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest())


def text_id(text: str) -> str:
    """The id of an item that has none of its own."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
