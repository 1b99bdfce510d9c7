"""Form fields for what rows keep as JSON: lists with one entry per line, and YAML with line numbers."""

from typing import Any

from django import forms

from portal.problems import Problem, Problems
from portal.yamlfile import dump, load

SEPARATOR = ","


class PlainText(forms.Textarea):
    """Text as it lies in a file: no spell checker's underlines, a fixed pitch."""

    def __init__(self, rows: int) -> None:
        super().__init__({"rows": rows, "cols": 100, "class": "desk-code", "spellcheck": "false"})


class LinesField(forms.CharField):
    """A list of texts, one per line."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea({"rows": rows, "cols": 100}))
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(self.written, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        lines = plain_ends(value).split("\n")
        return [self.parsed(line) for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and self.to_python(self.prepare_value(initial)) != self.to_python(data)

    def written(self, entry: Any) -> str:
        return " ".join(str(entry).split())

    def parsed(self, line: str) -> Any:
        return line.strip()


class SetsField(LinesField):
    """A list of sets of words: one set per line, its words between commas."""

    def written(self, entry: Any) -> str:
        return f"{SEPARATOR} ".join(map(str, entry))

    def parsed(self, line: str) -> Any:
        return [word.strip() for word in line.split(SEPARATOR) if word.strip()]


class YamlField(forms.CharField):
    """A value written in YAML. What is no YAML is told with its line, and what was typed stays."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(widget=PlainText(rows), **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        return dump(value) if value else ""

    def to_python(self, value: Any) -> Any:
        """The text: which lines its problems have is for the form to say (see `read`)."""
        return plain_ends(value).rstrip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        problems = Problems()
        load(value, "", problems)
        if problems.errors:
            raise forms.ValidationError([at_line(problem, problem.line) for problem in problems.errors])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.read(self.prepare_value(initial)) != self.read(plain_ends(data)))

    @staticmethod
    def read(text: str, *, first_line: int = 1) -> Any:
        """The document, its lines counted from `first_line`; None where it is empty or no YAML."""
        return load(text, "", Problems(), first_line=first_line)


def at_line(problem: Problem, line: int) -> str:
    return f"Line {line}: {problem.message}"


def plain_ends(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").replace("\r", "\n")
