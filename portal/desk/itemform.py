"""The form of a content row: it says what a file would say, so the readers and checks of files judge it."""

import datetime
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from typing import Any, ClassVar

from django import forms
from django.db import models

from portal.content import publish, rows
from portal.content.items import Item
from portal.content.publish import Checked
from portal.content.rows import SHELVES
from portal.content.source import slugs
from portal.desk.fields import LinesField, YamlField, at_line, plain_ends
from portal.desk.spans import Spans
from portal.problems import Problem, Problems
from portal.yamlfile import Fields, Mapping


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """After validation `item` is what the form says, and `checked` what may be stored.

    `item` is there too where only the course as a whole objects: enough for a preview.
    """

    kind: ClassVar[str]
    long: ClassVar[tuple[str, ...]] = ()
    """Fields of many lines: a problem in them is told with its line."""

    item: Item | None = None
    checked: Checked | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans = Spans(self.fields)

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    def clean(self) -> None:
        super().clean()
        if self.errors:
            return
        problems = Problems()
        item = self.read(problems)
        self._report(problems.errors)
        if self.errors:
            return
        self.item = item
        try:
            self.checked = publish.check(item)
        except publish.Invalid as error:
            self._report(error.problems)

    def read(self, problems: Problems) -> Item:
        """The item that the fields say. Mistakes become problems whose lines lie in the spans of the fields."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """Where the checks report problems of this very item."""
        return rows.here(self.kind, self.ident).path

    @property
    def ident(self) -> str:
        raise NotImplementedError

    def entry(self, problems: Problems, names: MappingType[str, str], **more: Any) -> Fields:
        """The fields as an entry of a file: by the key that the file has for it, the name of the form's field."""
        node = Mapping({key: self._value(name) for key, name in names.items()} | more)
        node.line = 0
        node.lines = {key: self.spans.first(name) for key, name in names.items() if name in self.fields}
        return Fields(node, self.path, problems)

    def _value(self, name: str) -> Any:
        """As a file would say it; of a field that cannot be edited, as the row says it."""
        value = self.cleaned_data[name] if name in self.fields else getattr(self.instance, name)
        field = self.fields.get(name)
        if isinstance(field, YamlField):
            return field.read(value, first_line=self.spans.first(name))
        if isinstance(value, list) and isinstance(field, LinesField):
            return self.spans.listed(name, value)
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.UTC)
        return plain_ends(value).strip() if isinstance(value, str) else value

    def text(self, name: str) -> str:
        return str(self._value(name))

    def new_slug(self, problems: Problems) -> str:
        """The slug of a new topic or lesson, read by the rule for those in files; of an old one as it is."""
        if not self.is_new:
            return str(self.instance.slug)
        slug = self.text("slug")
        node = Mapping(slug=self.spans.listed("slug", [slug]))
        node.line = 0
        slugs(Fields(node, self.path, problems), "slug")
        return slug

    def next_position(self, siblings: models.QuerySet[Any]) -> int:
        """A new row stands behind its siblings; an old one where it stood."""
        if not self.is_new:
            return int(self.instance.position)
        last = siblings.aggregate(last=models.Max("position"))["last"]
        return 0 if last is None else int(last) + 1

    def before(self) -> Item | None:
        """What the row said before this form."""
        row = None if self.is_new else SHELVES[self.kind].find(self.ident)
        return SHELVES[self.kind].item(row) if row else None

    def _report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            place = self.spans.place(problem.line) if problem.path == self.path else None
            if place is None:
                elsewhere = "" if problem.path == self.path else f"{problem.path}: "
                self.add_error(None, f"{elsewhere}{problem.message}")
            else:
                tells_line = place.field in self.long
                self.add_error(place.field, at_line(problem, place.line) if tells_line else problem.message)
