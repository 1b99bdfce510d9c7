"""Blocks of notes arranged into a course: which heading is a topic, which item a lesson, what belongs to which."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from portal.content.notes.addresses import read_link, references
from portal.content.notes.blocks import Block, Comment, Definition, Front, Heading, Item, Listing, Paragraph, Rule
from portal.content.notes.drafts import Course, Lesson, Topic
from portal.content.notes.findings import Findings
from portal.content.notes.outline import BOLD
from portal.content.notes.slugs import Names
from portal.content.notes.words import cut, plain, title, words

COURSE_TITLE, TOPIC_TITLE, LESSON_TITLE = 200, 120, 160
NO_LEVEL = 9
"""Deeper than any heading."""
IMPLIED_TOPIC = 2
HEADING_LENGTH, COLON_LENGTH = 60, 40
GAP = re.compile(r"\s*:\s*|\s*[-–—]+\s+")
FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\"'\n]+)", re.MULTILINE)


def arrange(blocks: Sequence[Block], name: str, findings: Findings) -> Course:
    """The course that the blocks make; `name` is its title where the notes have none."""
    name = _front_title(blocks, findings) or name
    blocks = [block for block in blocks if not isinstance(block, Front)]
    if any(isinstance(block, Heading) for block in blocks):
        heading, level = _structure(blocks)
    else:
        blocks, heading, level = _with_implied_headings(blocks, findings), None, IMPLIED_TOPIC
    preface, *sections = _sections([block for block in blocks if block is not heading], level)
    course_title = _course_title(heading, name, preface, findings)
    known = references(blocks)
    builders = [_builder(section, known, findings) for section in sections]
    opening = _Builder(course_title, 0, known, findings)
    opening.add_all(preface.blocks)
    _place_opening(opening, builders)
    topics = _named_topics(builders, findings)
    return Course(course_title, heading.line if heading else 0, topics)


def _front_title(blocks: Sequence[Block], findings: Findings) -> str:
    front = blocks[0] if blocks else None
    if not isinstance(front, Front):
        return ""
    said = "; ".join(line.strip() for line in front.text.split("\n")[1:-1] if line.strip())
    findings.add(
        front.line, "The fields above the notes were not taken over.", was=said, do="Carry over by hand what is needed."
    )
    match = FRONT_TITLE.search(front.text)
    return cut(plain(match[1]), COURSE_TITLE) if match else ""


def _with_implied_headings(blocks: list[Block], findings: Findings) -> list[Block]:
    """Notes without a single heading: short lines that stand alone are headings, of topics where items are lessons."""
    has_items = any(isinstance(block, Listing) and any(map(is_bold_led, block.items)) for block in blocks)
    level = IMPLIED_TOPIC if has_items else IMPLIED_TOPIC + 1
    found: list[Block] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph) and following and _is_like_heading(block, following):
            findings.add(block.line, f"“{block.text}” stands alone on its line and was taken for a heading.")
            block = Heading(block.line, level, block.text.removesuffix(":"))
        found.append(block)
    return found


def _is_like_heading(block: Block, following: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    bold = BOLD.fullmatch(block.text)
    return bool(bold and "\n" not in block.text) or (_is_short_line(block.text) and not _is_short_paragraph(following))


def _is_short_paragraph(block: Block) -> bool:
    return isinstance(block, Paragraph) and _is_short_line(block.text)


def _is_short_line(text: str) -> bool:
    limit = COLON_LENGTH if text.endswith(":") else HEADING_LENGTH
    is_title = text[:1].isupper() or text[:1].isdigit()
    return is_title and len(text) <= limit and text[-1] not in ".,;!?…" and not re.search(r"[\n|\[\]<>`]|//", text)


def is_bold_led(item: Item) -> bool:
    """The item begins with a bold name that is no link."""
    match = BOLD.match(item.text)
    return bool(match and words(plain(match[2]))) and read_link(item.text, {}) is None


def _structure(blocks: Sequence[Block]) -> tuple[Heading | None, int]:
    """The heading that is the title of the whole, and the level of those that are topics."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    said = [block for block in blocks if not isinstance(block, Comment | Rule | Definition)]
    levels = [heading.level for heading in headings]
    below = min(levels[1:], default=NO_LEVEL)
    if said[0] is headings[0] and levels[0] < below and (levels[0] == 1 or below < NO_LEVEL):
        return headings[0], below
    return None, min(levels)


@dataclass
class _Section:
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def _sections(blocks: Iterable[Block], level: int) -> list[_Section]:
    """What stands before the first topic, then the topics."""
    sections = [_Section(None)]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            sections.append(_Section(block))
        else:
            sections[-1].blocks.append(block)
    return sections


def _course_title(heading: Heading | None, name: str, preface: _Section, findings: Findings) -> str:
    if not heading:
        return name
    text, is_whole = _title(heading, COURSE_TITLE, findings)
    if not is_whole:
        preface.blocks.insert(0, Paragraph(heading.line, heading.text))
    return text


def _title(heading: Heading, limit: int, findings: Findings) -> tuple[str, bool]:
    text, is_whole = title(heading.text, limit=limit)
    if not text:
        findings.add(heading.line, "A heading without words.", do="Give it a title.")
    elif not is_whole:
        findings.add(
            heading.line, "A heading that is more than a title: all of it stands in the text too.", was=heading.text
        )
    return text or "Untitled", is_whole


def _builder(section: _Section, known: Mapping[str, str], findings: Findings) -> "_Builder":
    assert section.heading is not None
    text, is_whole = _title(section.heading, TOPIC_TITLE, findings)
    builder = _Builder(text, section.heading.line, known, findings, section.heading.level)
    if not is_whole:
        builder.add(Paragraph(section.heading.line, section.heading.text))
    builder.add_all(section.blocks)
    builder.finish()
    return builder


@dataclass
class _Draft:
    title: str
    line: int
    origin: str
    level: int
    blocks: list[Block]
    goes_on: bool = False
    """Something was added that stood outside of its item."""

    def lesson(self, slug: str) -> Lesson:
        return Lesson(slug, self.title, self.line, self.origin, self.level, tuple(self.blocks))


class _Builder:
    """One topic while it grows. A block goes to the lesson it stands in: the latest one, or the section's own."""

    def __init__(self, title: str, line: int, known: Mapping[str, str], findings: Findings, level: int = 1) -> None:
        self.title, self.line, self.level = title, line, level
        self.known, self.findings = known, findings
        self.lessons: list[_Draft] = []
        self.own: _Draft | None = None
        self.current: _Draft | None = None
        self.waiting: list[Block] = []
        """What shows nothing by itself and came before the first lesson."""

    def add_all(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.add(block)

    def add(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Listing) and not self._is_under_heading() and any(map(is_bold_led, block.items)):
            self._items(block)
        elif isinstance(block, Comment | Definition | Rule) and self.current is None:
            self.waiting.append(block)
        else:
            self._loose(block)

    def finish(self) -> None:
        """Every heading becomes something: one with nothing under it an empty lesson."""
        if not self.lessons:
            self._target(self.line)
        if self.waiting:
            self.lessons[0].blocks += self.waiting

    def _is_under_heading(self) -> bool:
        return self.current is not None and self.current.origin == "heading"

    def _heading(self, heading: Heading) -> None:
        if self.current and self._is_under_heading() and heading.level > self.current.level:
            self.current.blocks.append(heading)
            return
        text, is_whole = _title(heading, LESSON_TITLE, self.findings)
        self._open(_Draft(text, heading.line, "heading", heading.level, []))
        if not is_whole:
            self._target(heading.line).blocks.append(Paragraph(heading.line, heading.text))

    def _open(self, draft: _Draft) -> _Draft:
        draft.blocks = [*self.waiting, *draft.blocks]
        self.waiting = []
        self.lessons.append(draft)
        self.current = draft
        return draft

    def _target(self, line: int) -> _Draft:
        return self.current or self._own(line)

    def _own(self, line: int) -> _Draft:
        """The lesson named after the section, for what stands in none of its items."""
        if not self.own:
            latest = self.current
            self.own = self._open(_Draft(self.title, self.line or line, "text", self.level, []))
            self.current = latest or self.own
        return self.own

    def _loose(self, block: Block) -> None:
        draft = self._target(block.line)
        if draft.origin.startswith("item") and not draft.goes_on and not isinstance(block, Comment | Definition | Rule):
            draft.goes_on = True
            what = f"From here on something stands after the item “{draft.title}”, outside of it: put into its lesson."
            self.findings.add(block.line, what, do="Move it if it belongs elsewhere.")
        draft.blocks.append(block)

    def _items(self, listing: Listing) -> None:
        for kind, items in groupby(listing.items, self._kind):
            found = tuple(items)
            if kind == "bold":
                for item in found:
                    self._open(_item_lesson(item))
            elif kind == "link":
                self._own(found[0].line).blocks.append(Listing(found[0].line, found))
            else:
                self._loose(Listing(found[0].line, found))

    def _kind(self, item: Item) -> str:
        if is_bold_led(item):
            return "bold"
        return "link" if read_link(item.text, self.known) else "plain"


def _item_lesson(item: Item) -> _Draft:
    match = BOLD.match(item.text)
    assert match is not None
    name = match[2].strip().rstrip(":–—- ")
    text, is_whole = title(name, limit=LESSON_TITLE)
    rest = item.text[match.end() :]
    gap = GAP.match(rest) if not match[2].rstrip().endswith(":") else None
    said = (rest[gap.end() :] if gap else rest).strip()
    if not is_whole or not _stands_alone(name, said):
        said = item.text
    first = (Paragraph(item.line, said),) if said else ()
    origin = f"item {item.mark}" if item.is_numbered else "item"
    return _Draft(text, item.line, origin, 1, [*first, *item.blocks[1:]])


def _stands_alone(name: str, rest: str) -> bool:
    """What follows a bold name is a sentence of its own and not the rest of one that the name begins."""
    return not rest or name[-1] in "?.!:" or rest[0].isupper() or rest[0].isdigit() or rest[0] in "*_“\"'`["


def _place_opening(opening: _Builder, builders: list[_Builder]) -> None:
    """What stands before the first topic: an introduction in front of its lessons, or a topic of its own."""
    if not opening.lessons and not (opening.waiting and not builders):
        if opening.waiting:
            builders[0].lessons[0].blocks[:0] = opening.waiting
        return
    opening.finish()
    is_alone = opening.lessons == [opening.own]
    if opening.own and (builders or not is_alone):
        opening.own.title = "Introduction"
    if is_alone and builders:
        builders[0].lessons.insert(0, opening.lessons[0])
    else:
        builders.insert(0, opening)


def _named_topics(builders: Iterable[_Builder], findings: Findings) -> tuple[Topic, ...]:
    names = Names()
    topics = []
    for builder in builders:
        slug = _name(names, builder.title, "topic", builder.line, findings)
        inner = Names()
        lessons = [draft.lesson(_name(inner, draft.title, "lesson", draft.line, findings)) for draft in builder.lessons]
        topics.append(Topic(slug, builder.title, builder.line, tuple(lessons)))
    return tuple(topics)


def _name(names: Names, text: str, otherwise: str, line: int, findings: Findings) -> str:
    name, wanted = names.take(text, otherwise=otherwise)
    if name != wanted:
        what = f"“{text}” is called {name}: the name {wanted} is taken."
        findings.add(line, what, do="Join the two, or give one of them another title.")
    return name
