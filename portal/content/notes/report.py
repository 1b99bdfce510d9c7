"""The report of an import: line by line what became what, what was odd, what it proposes, what found no place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from portal.content.notes.blocks import Code, Html, Listing, Paragraph, walk
from portal.content.notes.bodies import Page
from portal.content.notes.drafts import Course, Lesson, Resource
from portal.content.notes.findings import Finding
from portal.content.notes.proposals import belongs_to

FORM = (
    "Words were not changed. Marks were, to those that lessons use: lists begin with “-” or a number with a full stop and",
    "nest by four spaces, headings inside a lesson begin at “##”, code stands between fences, and a bold name that became",
    "a title is left out of the text where a sentence of its own follows.",
)
NEXT = (
    "Every lesson is a draft and every topic waits for its summary. A lesson needs a summary, objectives and the date its",
    "facts were checked before “status: draft” can go. Summaries are the first sentence of the text for now.",
)


def report(
    name: str, course: Course, pages: Sequence[Page], findings: Sequence[Finding], lost: Sequence[Finding]
) -> list[str]:
    return [
        f"{name}: {_counts(course, pages)}",
        "",
        "What became what",
        *_mapping(course, pages),
        "",
        *FORM,
        "",
        f"What was odd ({len(findings)})",
        *(line for finding in findings for line in _finding(finding)),
        *([] if findings else ["  Nothing."]),
        "",
        "What it proposes",
        *_proposals(course, pages),
        *(f"  {line}" for line in NEXT),
        "",
        f"What found no place ({len(lost)})",
        *(line for finding in lost for line in _finding(finding)),
        *([] if lost else ["  Nothing: every word of the notes stands in a file or in this report."]),
    ]


def _counts(course: Course, pages: Sequence[Page]) -> str:
    resources = sum(len(page.resources) for page in pages)
    return f"{_many(len(course.topics), 'topic')}, {_many(len(pages), 'draft lesson')}, {_many(resources, 'resource')}"


def _many(count: int, thing: str) -> str:
    first, _, rest = thing.partition(" of ")
    plural = f"{first[:-1]}ies" if first.endswith("y") else f"{first}s"
    return f"{count} {first if count == 1 else plural}{f' of {rest}' if rest else ''}"


def _mapping(course: Course, pages: Sequence[Page]) -> Iterator[str]:
    yield _at(course.line, f"“{course.title}” is the title of the course: course.yaml")
    by_address = {page.address: page for page in pages}
    for topic in course.topics:
        yield _at(topic.line, f"“{topic.title}” is the topic {topic.slug}/")
        for lesson in topic.lessons:
            page = by_address[f"{topic.slug}/{lesson.slug}"]
            yield _at(lesson.line, f"  {_source(lesson)} is the lesson {page.address}.md{_holds(page)}")
            for resource in page.resources:
                yield _at(resource.line, f"    {_resource(resource)}")


def _source(lesson: Lesson) -> str:
    if lesson.origin == "text":
        return f"what stands outside of items, “{lesson.title}”,"
    return f"{lesson.origin if lesson.origin.startswith('item ') else ''} “{lesson.title}”".lstrip()


def _at(line: int, text: str) -> str:
    return f"  {f'line {line}' if line else '(file)':<10} {text}"


def _holds(page: Page) -> str:
    """What the lesson holds besides text."""
    count: Counter[str] = Counter()
    for block in walk(page.lesson.blocks):
        if isinstance(block, Listing) and not page.resources:
            count["entry of a list"] += len(block.items)
        elif isinstance(block, Code | Html):
            count["block of code"] += 1
        elif isinstance(block, Paragraph) and block.is_table:
            count["table"] += 1
    return f" (with {', '.join(_many(number, thing) for thing, number in count.items())})" if count else ""


def _resource(resource: Resource) -> str:
    label = f"item {resource.label} " if resource.label else ""
    return f"{label}“{resource.title}” is the resource {resource.id} ({resource.kind})"


def _finding(finding: Finding) -> Iterator[str]:
    yield _at(finding.line, finding.what)
    for name, text in (("was", finding.was), ("now", finding.now), ("do", finding.do)):
        if text:
            yield f"{'':13}{name + ':':<5}{text}"


def _proposals(course: Course, pages: Sequence[Page]) -> Iterator[str]:
    for resource, page in belongs_to(pages):
        yield _at(
            resource.line,
            f"The resource {resource.id} names the subject of {page.address}: declare it there, "
            f"or embed it with [[resource: {resource.id}]].",
        )
    for page in pages:
        yield from _about_topic_and_title(page, is_only_topic=len(course.topics) == 1)


def _about_topic_and_title(page: Page, *, is_only_topic: bool) -> Iterator[str]:
    if len(page.topic.lessons) == 1 and not (page.resources or is_only_topic):
        yield _at(page.topic.line, f"The topic {page.topic.slug} has one lesson: it may belong to another topic.")
    if " & " in page.lesson.title:
        what = f"“{page.lesson.title}” names two subjects: a lesson each may be easier to find."
        yield _at(page.lesson.line, what)
