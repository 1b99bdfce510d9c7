"""Short texts with ids: the items of an ordering, the two sides of a matching. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.quizzes.choices import ID_LENGTH
from portal.quizzes.kind import text_id
from portal.yamlfile import MAX_TEXT, Fields


@dataclass(frozen=True)
class Label:
    id: str
    text: str

    def dump(self) -> Any:
        """The text alone where the id follows from it."""
        return self.text if self.id == text_id(self.text) else {"id": self.id, "text": self.text}


def has_twins(labels: Sequence[Label]) -> bool:
    """Whether two of them share an id, or read alike."""
    ids, texts = {label.id for label in labels}, {label.text.casefold() for label in labels}
    return min(len(ids), len(texts)) < len(labels)


def read_label(fields: Fields, name: str, value: Any, line: int) -> Label:
    """`text` or `{id, text}`."""
    if isinstance(value, dict):
        inner = Fields(value, fields.path, fields.problems, line=line)
        label = Label(inner.text("id", limit=ID_LENGTH), inner.text("text"))
        inner.finish()
        return label
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
        fields.problems.error(fields.path, line, f"“{name}” must be text, or have an “id” and a “text”")
        return Label("", "")
    return Label(text_id(value.strip()), value.strip())
