"""Glossary terms marked at their first use in a lesson. Pure: no database."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from functools import cached_property

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

UNMARKED = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dfn", "abbr"}


@dataclass(frozen=True)
class Entry:
    id: str
    names: tuple[str, ...]
    """The term and the other ways to write it."""


@dataclass(frozen=True)
class Glossary:
    entries: tuple[Entry, ...]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Term id by name; names with a capital count as written, others in any case."""
        return {_key(name): entry.id for entry in self.entries for name in entry.names}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        names = sorted({name for entry in self.entries for name in entry.names}, key=len, reverse=True)
        if not names:
            return None
        return re.compile(r"(?<![\w-])(?:" + "|".join(_pattern(name) for name in names) + r")(?:e?s)?(?![\w-])")

    def find(self, words: str) -> str | None:
        """The id of the term that `words`, as matched by the pattern, stand for."""
        for candidate in (words, words.removesuffix("s"), words.removesuffix("es")):
            for key in (candidate, candidate.lower()):
                if key in self.by_name:
                    return self.by_name[key]
        return None


def _key(name: str) -> str:
    return name if name != name.lower() else name.lower()


def _pattern(name: str) -> str:
    """A name in small letters may begin a sentence; one with a capital is matched as it is written."""
    escaped = re.escape(name).replace(r"\ ", r"\s+")
    first = name[0]
    return (
        f"[{first}{first.upper()}]{escaped[len(re.escape(first)) :]}"
        if first.islower() and name == name.lower()
        else escaped
    )


class TermMarker(Treeprocessor):
    """Wraps the first use of each term in a link to its definition; `marked` lists the ids found."""

    def __init__(self, md: Markdown, glossary: Glossary) -> None:
        super().__init__(md)
        self.glossary = glossary
        self.marked: list[str] = []

    def run(self, root: etree.Element) -> None:
        if self.glossary.pattern:
            self._walk(root)

    def _walk(self, element: etree.Element) -> None:
        if element.tag in UNMARKED:
            return
        self._mark(element, None)
        for child in list(element):
            self._walk(child)
            self._mark(element, child)

    def _mark(self, parent: etree.Element, after: etree.Element | None) -> None:
        """Mark terms in the text that follows `after` within its parent, or that opens the parent."""
        text = (parent.text if after is None else after.tail) or ""
        position = 0 if after is None else list(parent).index(after) + 1
        assert self.glossary.pattern is not None
        for match in self.glossary.pattern.finditer(text):
            term = self.glossary.find(" ".join(match[0].split()))
            if term is None or term in self.marked:
                continue
            self.marked.append(term)
            link = etree.Element("a", {"class": "term", "href": f"/glossary/#t-{term}", "data-term": term})
            link.text = match[0]
            link.tail = text[match.end() :]
            before = text[: match.start()]
            if after is None:
                parent.text = before
            else:
                after.tail = before
            parent.insert(position, link)
            self._mark(parent, link)
            return
