"""YAML that knows its line numbers, read field by field so that every mistake is reported where it stands."""

import datetime
import math
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Any

import yaml

from portal.problems import Problems

MAX_DEPTH = 12
MAX_TEXT = 20_000


class Mapping(dict[str, Any]):
    """A mapping with the line it begins on and the line of each key."""

    line: int
    lines: dict[str, int]


class Sequence(list[Any]):
    """A sequence with the line it begins on and the line of each item."""

    line: int
    lines: list[int]


class LocatedLoader(yaml.SafeLoader):
    """Safe loading without aliases (they can grow without end), doubled keys and deep nesting."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not allowed", problem_mark=mark)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_located_mapping(self, node: yaml.MappingNode) -> Iterator[Mapping]:
        data = Mapping()
        data.line = node.start_mark.line + 1
        data.lines = {}
        yield data
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable) or str(key) in data:
                raise yaml.MarkedYAMLError(problem=f"“{key}” stands here twice", problem_mark=key_node.start_mark)
            data[str(key)] = self.construct_object(value_node, deep=True)
            data.lines[str(key)] = key_node.start_mark.line + 1

    def construct_located_sequence(self, node: yaml.SequenceNode) -> Iterator[Sequence]:
        data = Sequence()
        data.line = node.start_mark.line + 1
        data.lines = [item.start_mark.line + 1 for item in node.value]
        yield data
        data.extend(self.construct_object(item, deep=True) for item in node.value)


LocatedLoader.add_constructor("tag:yaml.org,2002:map", LocatedLoader.construct_located_mapping)
LocatedLoader.add_constructor("tag:yaml.org,2002:seq", LocatedLoader.construct_located_sequence)


def load(text: str, path: str, problems: Problems, *, first_line: int = 1) -> Any:
    """The document, or None with a problem. `first_line` is where the text begins within its file."""
    try:
        document = yaml.load(text, LocatedLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.error(path, line + first_line, f"not YAML: {error.problem or error.context}")
        return None
    except (yaml.YAMLError, ValueError) as error:
        problems.error(path, first_line, f"not YAML: {error}")
        return None
    _shift(document, first_line - 1)
    return document


def _shift(node: Any, by: int) -> None:
    if isinstance(node, Mapping):
        node.line += by
        node.lines = {key: line + by for key, line in node.lines.items()}
        for value in node.values():
            _shift(value, by)
    elif isinstance(node, Sequence):
        node.line += by
        node.lines = [line + by for line in node.lines]
        for value in node:
            _shift(value, by)


class Fields:
    """Reads one mapping by field name. Each mistake becomes a problem, and the reader returns a harmless value.

    Works on plain dictionaries too (line 0): then they have been checked before.
    """

    def __init__(self, node: Any, path: str, problems: Problems, *, line: int = 0) -> None:
        self.path, self.problems = path, problems
        self.line = getattr(node, "line", line)
        self._read: set[str] = set()
        self.node: dict[str, Any] = node if isinstance(node, dict) else {}
        if not isinstance(node, dict):
            self.problem("", "expected fields such as “id: …” here")

    def problem(self, name: str, message: str) -> None:
        self.problems.error(self.path, self.line_of(name), message)

    def warn(self, name: str, message: str) -> None:
        self.problems.warn(self.path, self.line_of(name), message)

    def line_of(self, name: str) -> int:
        lines: dict[str, int] = getattr(self.node, "lines", {})
        return lines.get(name, self.line)

    def has(self, name: str) -> bool:
        return self.node.get(name) is not None

    def get(self, name: str) -> Any:
        self._read.add(name)
        return self.node.get(name)

    def text(self, name: str, *, required: bool = True, limit: int = MAX_TEXT) -> str:
        value = self.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.problem(name, f"“{name}” is missing")
            return ""
        return self._as_text(name, value, self.line_of(name), limit)

    def integer(self, name: str, *, default: int | None = None, minimum: int, maximum: int) -> int:
        value = self.get(name)
        if value is None and default is not None:
            return default
        if type(value) is not int or not minimum <= value <= maximum:
            self.problem(name, f"“{name}” must be a whole number from {minimum} to {maximum}")
            return default if default is not None else minimum
        return value

    def number(self, name: str, *, default: str | None = None) -> Decimal:
        value = self.get(name)
        if value is None and default is not None:
            return Decimal(default)
        if type(value) not in (int, float) or not math.isfinite(value):
            self.problem(name, f"“{name}” must be a number")
            return Decimal(0)
        return Decimal(str(value))

    def flag(self, name: str) -> bool:
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            self.problem(name, f"“{name}” must be true or false")
        return value is True

    def word(self, name: str, among: tuple[str, ...], *, default: str = "") -> str:
        value = self.get(name)
        if value is None and default:
            return default
        if value not in among:
            self.problem(name, f"“{name}” must be one of: {', '.join(among)}")
            return default or among[0]
        return str(value)

    def date(self, name: str, *, required: bool = True) -> datetime.date | None:
        value = self.get(name)
        date = _parsed_date(value) if isinstance(value, str) else value
        if isinstance(date, datetime.date) and not isinstance(date, datetime.datetime):
            return date
        if required or value is not None:
            self.problem(name, f"“{name}” must be a date such as 2026-11-24")
        return None

    def moment(self, name: str) -> datetime.datetime | None:
        value = self.get(name)
        if value is None:
            return None
        if isinstance(value, str):
            value = _parsed_moment(value)
        if not isinstance(value, datetime.datetime):
            self.problem(name, f"“{name}” must be a moment in UTC such as 2026-12-01 07:00:00Z")
            return None
        return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)

    def words(self, name: str, *, limit: int = MAX_TEXT) -> tuple[str, ...]:
        return tuple(self._as_text(name, value, line, limit) for value, line in self.items(name))

    def items(self, name: str) -> list[tuple[Any, int]]:
        """The items of a list with the line of each."""
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(name, f"“{name}” must be a list")
            return []
        lines = getattr(value, "lines", [self.line_of(name)] * len(value))
        return list(zip(value, lines, strict=True))

    def each(self, name: str) -> list["Fields"]:
        """The items of a list of mappings."""
        return [Fields(value, self.path, self.problems, line=line) for value, line in self.items(name)]

    def finish(self) -> None:
        """Report fields that nobody asked for: most are misspelt."""
        for name in self.node:
            if name not in self._read:
                self.problem(name, f"“{name}” is not a field here (known: {', '.join(sorted(self._read))})")

    def _as_text(self, name: str, value: Any, line: int, limit: int) -> str:
        if not isinstance(value, str):
            self.problems.error(self.path, line, f"“{name}” must be text: put {value} between quotes")
            return ""
        if len(value) > limit:
            self.problems.error(self.path, line, f"“{name}” is longer than {limit} characters")
        return value.strip()


def _parsed_date(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _parsed_moment(value: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        return None


class Dumper(yaml.SafeDumper):
    """Canonical YAML: long texts folded (`>-`), lists of words on one line, nothing sorted, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


FOLD_OVER = 80
WIDTH = 100


def _text(dumper: Dumper, value: str) -> yaml.Node:
    foldable = len(value) > FOLD_OVER and " " in value and "\n" not in value
    style = ">" if foldable else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: Dumper, value: Any) -> yaml.Node:
    flow = all(isinstance(item, str) and len(item) <= FOLD_OVER for item in value) and sum(map(len, value)) <= FOLD_OVER
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


Dumper.add_representer(str, _text)
for _type in (list, tuple):
    Dumper.add_representer(_type, _list)
    Dumper.add_multi_representer(_type, _list)
Dumper.add_multi_representer(dict, yaml.SafeDumper.represent_dict)
Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value}"))


def dump(document: Any) -> str:
    """The document in canonical form, with a blank line between the items of a list of mappings."""
    if isinstance(document, list):
        return "\n".join(_dump([item]) for item in document)
    return _dump(document)


def _dump(document: Any) -> str:
    text: str = yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text
