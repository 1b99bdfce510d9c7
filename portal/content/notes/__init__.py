"""Notes in Markdown become a folder of draft lessons and a report. Pure: text in, texts out.

`lines` keeps code and comments whole, `outline` reads blocks, `arrange` makes topics and lessons of them, `bodies` writes
the lessons, `oddities` looks for what is wrong in the notes, `report` says what became what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.content.notes.arrange import arrange
from portal.content.notes.bodies import Page, write_bodies
from portal.content.notes.drafts import Course
from portal.content.notes.files import files
from portal.content.notes.findings import Finding, Findings
from portal.content.notes.lines import controls, normalised, read_lines
from portal.content.notes.oddities import notice_oddities
from portal.content.notes.outline import read_blocks
from portal.content.notes.report import report
from portal.content.notes.words import words

MAX_LESSON = 1_000_000
"""The largest file that the loader takes, in bytes."""


class NothingToImport(ValueError):
    """The notes have no words."""


@dataclass(frozen=True)
class Imported:
    course: Course
    pages: tuple[Page, ...]
    files: dict[str, str]
    """Path, relative to the new folder, to text."""
    report: tuple[str, ...]
    lost: tuple[Finding, ...]
    """Lines with words that stand neither in a file nor in the rest of the report. They are shown there in full."""


def convert(text: str, name: str) -> Imported:
    """The course that a page of notes makes. `name` is the file's, without its ending: a title where there is none."""
    clean = normalised(text)
    if not words(clean):
        raise NothingToImport("The notes have no words.")
    findings = Findings()
    for line in controls(text):
        findings.add(line, "A control character was replaced.", do="Look at what the line should say.")
    blocks = read_blocks(read_lines(clean))
    course = arrange(blocks, _title_of(name), findings)
    pages = write_bodies(course, findings)
    notice_oddities(course, blocks, findings)
    _notice_size(pages, findings)
    found = findings.in_order()
    lost = _lost(clean, course, pages, report(name, course, pages, found, ()))
    said = report(name, course, pages, found, lost)
    return Imported(course, tuple(pages), files(course, pages), tuple(said), tuple(lost))


def _title_of(name: str) -> str:
    title = " ".join(name.replace("-", " ").replace("_", " ").split())
    return f"{title[:1].upper()}{title[1:]}" or "Notes"


def _notice_size(pages: Sequence[Page], findings: Findings) -> None:
    for page in pages:
        if len(page.body.encode()) > MAX_LESSON * 0.9:
            what = f"The lesson {page.address} has about a megabyte, which is more than the loader takes."
            findings.add(page.lesson.line, what, do="Divide it by headings.")


def _lost(text: str, course: Course, pages: Sequence[Page], said: Sequence[str]) -> list[Finding]:
    """The promise that nothing gets lost, checked each time: line by line, word by word."""
    known = set(words("\n".join([course.title, *(topic.title for topic in course.topics), *said])))
    for page in pages:
        known.update(words(f"{page.lesson.title}\n{page.body}"))
        for resource in page.resources:
            known.update(words(f"{resource.title}\n{resource.url}\n{resource.note}"))
    lines = enumerate(text.split("\n"), 1)
    without = [(number, line) for number, line in lines if not known.issuperset(words(line))]
    return [Finding(number, "No place for all words of:", was=line) for number, line in without]
