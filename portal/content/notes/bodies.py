"""The text of a lesson, written in our Markdown, and the resources that it declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from portal.content.notes.addresses import LONG, cleaned, kind, label, read_link, references
from portal.content.notes.blocks import (
    Block,
    Code,
    Comment,
    Definition,
    Heading,
    Html,
    Item,
    Listing,
    Paragraph,
    Rule,
    walk,
)
from portal.content.notes.drafts import Course, Lesson, Resource, Topic
from portal.content.notes.findings import Findings
from portal.content.notes.inline import Tidier, notice_address, one_line_comment
from portal.content.notes.slugs import Names
from portal.content.notes.words import cut, plain, sentences, words

NEST = "    "
"""Our renderer nests by four spaces."""
MAX_NOTE = 600
SUMMARY = 200
LEVELS = range(2, 5)
BRACKETS = re.compile(r"\[([^\[\]]{1,300})\]")
INFO = re.compile(r"[\w#.+-]*|\{[\w.-]+\}|[\w#.+-]+(?:[ \t]+(?:title|hl_lines|linenums)=\"[^\"]*\")+")
LANGUAGE = re.compile(r"[\w#+-]+")
RULE = "---"


@dataclass(frozen=True)
class Page:
    """One lesson as it will be written."""

    topic: Topic
    lesson: Lesson
    summary: str
    body: str
    resources: tuple[Resource, ...]

    @property
    def address(self) -> str:
        return f"{self.topic.slug}/{self.lesson.slug}"


def write_bodies(course: Course, findings: Findings) -> list[Page]:
    writer = _Writer(course, findings)
    return [writer.page(topic, lesson) for topic, lesson in course.lessons]


class _Writer:
    """Writes lesson after lesson and knows what the whole course has declared so far."""

    def __init__(self, course: Course, findings: Findings) -> None:
        self.findings = findings
        pages = {lesson.title.casefold(): f"{topic.slug}/{lesson.slug}" for topic, lesson in course.lessons}
        self.tidier = Tidier(pages, findings)
        blocks = [block for _, lesson in course.lessons for block in lesson.blocks]
        self.known = references(blocks)
        self.definitions = _first_definitions(blocks)
        self.used = {name for _, lesson in course.lessons for name in self._labels(lesson.blocks)}
        self.ids = Names()
        self.declared: dict[str, Resource] = {}

    def page(self, topic: Topic, lesson: Lesson) -> Page:
        body = _Body(self, topic, lesson)
        pieces = [piece for block in lesson.blocks for piece in body.pieces(block)]
        pieces += [self._definition(self.definitions[name]) for name in self._labels(lesson.blocks)]
        return Page(topic, lesson, _summary(lesson), "\n\n".join(_without_outer_rules(pieces)), tuple(body.resources))

    def _labels(self, blocks: Iterable[Block]) -> list[str]:
        """Of the definitions that these blocks use, with those that the definitions use themselves."""
        found: dict[str, None] = {}
        texts = [_text(block) for block in walk(blocks) if not isinstance(block, Definition)]
        while texts:
            names = [label(name) for text in texts for name in BRACKETS.findall(text)]
            new = [name for name in dict.fromkeys(names) if name in self.definitions and name not in found]
            found |= dict.fromkeys(new)
            texts = [self.definitions[name].text for name in new]
        return list(found)

    def _definition(self, block: Definition) -> str:
        return self.tidier.tidy(block.text, block.line).replace("\n", f"\n{NEST}")

    def unused(self, block: Definition) -> list[str]:
        """A definition moves to the lessons that use it; others stay where they stand."""
        name = label(block.label)
        if self.definitions.get(name) is block and name in self.used:
            return []
        self.findings.add(block.line, f"Nothing refers to “[{block.label}]”.", do="Delete it, or refer to it.")
        return [self._definition(block)]


def _first_definitions(blocks: Iterable[Block]) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for block in blocks:
        if isinstance(block, Definition):
            found.setdefault(label(block.label), block)
    return found


def _text(block: Block) -> str:
    return "" if isinstance(block, Code | Rule | Listing) else block.text


def _without_outer_rules(pieces: list[str]) -> list[str]:
    while pieces and pieces[0] == RULE:
        pieces = pieces[1:]
    while pieces and pieces[-1] == RULE:
        pieces = pieces[:-1]
    return pieces


def _summary(lesson: Lesson) -> str:
    """The first sentence, for the writer to improve."""
    for block in lesson.blocks:
        if isinstance(block, Paragraph) and not (block.is_table or block.exact):
            _, first = next(sentences(plain(block.text[:2000])))
            return cut(first, SUMMARY)
    return ""


class _Body:
    """Writes the blocks of one lesson and collects its resources."""

    def __init__(self, writer: _Writer, topic: Topic, lesson: Lesson) -> None:
        self.writer, self.lesson = writer, lesson
        self.address = f"{topic.slug}/{lesson.slug}"
        self.findings, self.tidy = writer.findings, writer.tidier.tidy
        self.resources: list[Resource] = []

    def pieces(self, block: Block) -> Iterator[str]:
        """What the block becomes, each piece to be set off by empty lines."""
        if isinstance(block, Heading):
            level = min(max(block.level - self.lesson.level + 1, LEVELS[0]), LEVELS[-1])
            yield f"{'#' * level} {self.tidy(block.text, block.line)}".rstrip()
        elif isinstance(block, Rule):
            yield RULE
        elif isinstance(block, Definition):
            yield from self.writer.unused(block)
        elif isinstance(block, Listing):
            yield from self._list(block)
        else:
            yield "\n".join(self._lines(block))

    def _list(self, block: Listing) -> Iterator[str]:
        """A list; where most of it is links, those become resources that are embedded in their place."""
        links = {id(item) for item in block.items if read_link(item.text, self.writer.known)}
        if 2 * len(links) < len(block.items):
            links = set()
        for is_link, items in groupby(block.items, lambda item: id(item) in links):
            if not is_link:
                yield "\n".join(self._listing(tuple(items)))
                continue
            for item in items:
                yield from self._link(item)

    def _link(self, item: Item) -> Iterator[str]:
        link = read_link(item.text, self.writer.known)
        assert link is not None
        url = cleaned(link.url)
        if other := self.writer.declared.get(url):
            what = f"The address of “{link.title}” is declared already, as {other.id} (line {other.line}): a link was kept."
            self.findings.add(item.line, what, now=url, do=f"Embed it with [[resource: {other.id}]], or delete it.")
            yield "\n".join(self._listing((item,)))
            return
        note = self.tidy(link.note, item.line)
        resource = self._declare(item, link.title, url, note if len(note) <= MAX_NOTE else "")
        self._notice_link(item, link.url, resource, note)
        yield f"[[resource: {resource.id}]]"
        if note and not resource.note:
            yield note
        for block in item.blocks[1:]:
            yield from self.pieces(block)

    def _declare(self, item: Item, title: str, url: str, note: str) -> Resource:
        id, _ = self.writer.ids.take(title, otherwise="resource")
        mark = item.mark if item.is_numbered else ""
        resource = Resource(id, title, url, kind(url, title), note, item.line, self.address, mark)
        self.writer.declared[url] = resource
        self.resources.append(resource)
        return resource

    def _notice_link(self, item: Item, was: str, resource: Resource, note: str) -> None:
        if resource.url != was:
            notice_address(item.line, was, resource.url, self.findings)
        elif len(was) > LONG:
            self.findings.add(item.line, "A long address.", was=was, do="See whether it works without its last parts.")
        if not set(words(item.text)) <= set(words(f"{resource.title} {note} {was}")):
            was = " ".join(item.text.split())
            self.findings.add(item.line, "Not all of a link’s words are in its resource.", was=was)

    def _lines(self, block: Block) -> list[str]:
        """The lines of a block; inside an item they are indented as a whole."""
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Code):
            return self._code(block)
        if isinstance(block, Html):
            what = "HTML that lessons do not show: kept as a block of code."
            self.findings.add(block.line, what, do="Say it in Markdown, or delete it.")
            return fenced(block.text, "html")
        if isinstance(block, Comment):
            return [one_line_comment(block.text, block.line, self.findings)]
        if isinstance(block, Listing):
            return self._listing(block.items)
        if isinstance(block, Heading):
            return [f"**{self.tidy(block.text, block.line).replace('**', '')}**"] if block.text else []
        return self.tidy(block.text, block.line).split("\n") if isinstance(block, Definition) else []

    def _paragraph(self, block: Paragraph) -> list[str]:
        lines = self.tidy(block.text, block.line).split("\n")
        if block.exact:
            return lines
        # Ours reads “#word” as a heading.
        return [f"\\{line}" if line.startswith("#") else line for line in (line.lstrip() for line in lines)]

    def _code(self, block: Code) -> list[str]:
        info = block.info if INFO.fullmatch(block.info) else "".join(LANGUAGE.findall(block.info)[:1])
        if info != block.info:
            what = "Words after the language of a block of code were left out."
            self.findings.add(block.line, what, was=block.info, now=info)
        if not block.is_closed:
            self.findings.add(
                block.line,
                "A block of code that never ends: all the rest of its list or of the page is code.",
                do="Close it where the code ends and import again.",
            )
        return fenced(block.text, info)

    def _listing(self, items: tuple[Item, ...]) -> list[str]:
        loose = any(map(_is_loose, items))
        lines: list[str] = []
        for item in items:
            if loose and lines:
                lines.append("")
            lines += self._item(item)
        return lines

    def _item(self, item: Item) -> list[str]:
        first, *rest = item.blocks
        if isinstance(first, Paragraph):
            head = self._lines(first)
        else:
            head, rest = ["…"], list(item.blocks)
            self.findings.add(item.line, "An item of a list without a first line of text: “…” was put there.")
        inside = head[1:]
        gap = [""] if _is_loose(item) else []
        for block in rest:
            inside += gap + self._lines(block)
        return [f"{item.mark} {head[0]}", *(f"{NEST}{line}" if line else "" for line in inside)]


def _is_loose(item: Item) -> bool:
    """The item holds more than a line of text and lists, so empty lines must set it off."""
    inner = [each for block in item.blocks if isinstance(block, Listing) for each in block.items]
    kinds = [type(block) for block in item.blocks]
    is_simple = kinds in ([Paragraph], [Paragraph, Listing])
    return not is_simple or any(map(_is_loose, inner))


def fenced(text: str, info: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{info}", *text.split("\n"), fence]
