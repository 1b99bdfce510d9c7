"""What must hold over the whole course. Pure: the same code checks files and what was edited in the admin."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portal.content import services, style
from portal.content.items import Course, DiagramItem, Item, LessonItem, QuestionItem, ResourceItem
from portal.content.notes.addresses import cleaned, split
from portal.curriculum import embeds
from portal.curriculum.diagrams import clean
from portal.curriculum.glossary import Entry, Glossary
from portal.curriculum.markdown import ANY_EMBED, EMBED, Embed, render
from portal.problems import Problem, Problems
from portal.quizzes.kind import Kind
from portal.quizzes.kinds import CHECKS, KINDS
from portal.yamlfile import Fields

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
SIBLINGS = 2
"""Questions that tell the things of a contrast set apart, at the least."""
NEAR = 0.8
"""Share of words that two stems have in common to count as near-duplicates."""
DIAGRAM_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?<!-tall)\.svg")
FORMER = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")


@dataclass(frozen=True)
class Outline:
    """What other items refer to in a lesson."""

    anchors: frozenset[str]
    embeds: tuple[Embed, ...]


Outlines = Mapping[str, Outline]


def outline(lesson: LessonItem) -> Outline:
    rendered = render(lesson.body, Glossary(()))
    return Outline(frozenset(heading.anchor for heading in rendered.headings), rendered.embeds)


def glossary(course: Course) -> Glossary:
    return Glossary(tuple(Entry(term.slug, (term.term, *term.also)) for term in course.terms))


def check(course: Course, outlines: Outlines | None = None) -> Problems:
    """All problems that show only in the whole. Outlines that are known already need not be made again."""
    known = dict(outlines or {})
    known |= {lesson.id: outline(lesson) for lesson in course.lessons if lesson.id not in known}
    problems = Problems()
    for part in PARTS:
        part(course, known, problems)
    return problems


def _at(item: Item, problems: Problems, message: str, *, warning: bool = False, line: int = 0) -> None:
    problems.found.append(Problem(item.where.path, line or item.where.line, message, warning))


def _unique(course: Course, outlines: Outlines, problems: Problems) -> None:
    first: dict[object, Item] = {}
    addresses: dict[str, ResourceItem] = {}
    for item in course:
        if (other := first.setdefault(item.ident, item)) is not item:
            _at(item, problems, f"the id “{item.id}” is used already ({other.where.path}:{other.where.line})")
    for resource in course.resources:
        if (other := addresses.setdefault(resource.url, resource)) is not resource:
            _at(resource, problems, f"this address is declared already as “{other.id}”: embed that one")


def _topics(course: Course, outlines: Outlines, problems: Problems) -> None:
    by_slug = {question.slug: question for question in course.questions}
    known = {topic.slug for topic in course.topics}
    for slug in course.course.topics:
        if slug not in known:
            _at(course.course, problems, f"there is no topic “{slug}”")
    for topic in course.topics:
        if topic.slug not in course.course.topics:
            _at(topic, problems, f"the topic “{topic.slug}” is not in the course’s list of topics")
        for id in topic.pretest:
            if id not in by_slug or by_slug[id].use != "pretest":
                _at(topic, problems, f"“pretest” names “{id}”, which is no question with “use: pretest”")
        held = Counter(
            frozenset(each.contrast) for each in course.questions if each.lesson.startswith(f"{topic.slug}/")
        )
        for together in topic.contrast:
            if held[frozenset(together)] < SIBLINGS:
                words = ", ".join(together)
                message = f"“contrast” lists {words}: fewer than {SIBLINGS} questions share this set"
                _at(topic, problems, message, warning=True)


def _order(course: Course, outlines: Outlines, problems: Problems) -> None:
    """The lists of lessons and the lessons are the same."""
    topics = {topic.slug: topic for topic in course.topics}
    addresses = {lesson.id for lesson in course.lessons}
    for topic in course.topics:
        for slug in topic.lessons:
            if f"{topic.slug}/{slug}" not in addresses:
                _at(topic, problems, f"there is no lesson “{slug}” in this topic")
    for lesson in course.lessons:
        if lesson.topic not in topics:
            _at(lesson, problems, f"there is no topic “{lesson.topic}”")
        elif lesson.slug not in topics[lesson.topic].lessons:
            _at(lesson, problems, f"the lesson is not in the list of lessons of “{lesson.topic}”")


def _lessons(course: Course, outlines: Outlines, problems: Problems) -> None:
    known = {
        "resource": {resource.slug for resource in course.resources},
        "question": {question.slug for question in course.questions},
        "diagram": {diagram.id for diagram in course.diagrams},
    }
    pretests = {question.slug for question in course.questions if question.use == "pretest"}
    addresses = {lesson.id for lesson in course.lessons}
    for lesson in course.lessons:
        for embed in outlines[lesson.id].embeds:
            ref = f"{lesson.topic}/{embed.ref}" if embed.name == "diagram" else embed.ref
            if embed.name == "widget":
                _widget(lesson, embed, problems)
            elif ref not in known[embed.name]:
                _at(lesson, problems, f"there is no {embed.name} “{ref}”", line=_line(lesson, embed))
            elif embed.name == "question" and ref in pretests:
                message = f"“{ref}” is a question of the pre-test, which keeps its verdict until the topic’s quiz"
                _at(lesson, problems, message, line=_line(lesson, embed))
        for was in lesson.was:
            if not FORMER.fullmatch(was):
                _at(lesson, problems, f"“was” names “{was}”: write topic/lesson, as in the old address")
            if was in addresses:
                _at(lesson, problems, f"“was” names “{was}”, which is a lesson still")
        _text_of_lesson(lesson, outlines[lesson.id], problems)


def _widget(lesson: LessonItem, embed: Embed, problems: Problems) -> None:
    known = embeds.widget(embed.ref)
    if known is None:
        message = f"there is no widget “{embed.ref}” yet: it shows nothing"
        _at(lesson, problems, message, warning=True, line=_line(lesson, embed))
        return
    for message in known.problems(embed.query):
        _at(lesson, problems, f"the widget “{embed.ref}” {message}", line=_line(lesson, embed))


def _text_of_lesson(lesson: LessonItem, found: Outline, problems: Problems) -> None:
    understood = len(found.embeds)
    written = []
    fence = ""
    for number, line in enumerate(lesson.body.split("\n"), lesson.where.body):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        if mark or fence:
            continue
        if EMBED.match(line):
            written.append(number)
        elif ANY_EMBED.search(line) and "`" not in line:
            _at(lesson, problems, "an embed stands alone on its line: [[resource: id]]", line=number)
        if line.startswith("# "):
            _at(lesson, problems, "headings begin with ##: the title is the page’s own", line=number)
        if "![" in line and "](" in line:
            _at(lesson, problems, "images are not shown: draw a diagram and embed it", warning=True, line=number)
    if len(written) > understood:
        _at(lesson, problems, "an embed needs an empty line before and after it", line=_crowded(lesson, written))
    if lesson.status == "published" and not lesson.body.strip():
        _at(lesson, problems, "a published lesson needs a text")
    if lesson.status == "published" and not lesson.objectives:
        _at(lesson, problems, "a published lesson needs objectives")


def _crowded(lesson: LessonItem, numbers: list[int]) -> int:
    """The first of these lines with text right above or below it."""
    lines = ["", *lesson.body.split("\n"), ""]
    for number in numbers:
        above = number - lesson.where.body
        if lines[above].strip() or lines[above + 2].strip():
            return number
    return lesson.where.line


def _line(lesson: LessonItem, embed: Embed) -> int:
    for number, line in enumerate(lesson.body.split("\n"), lesson.where.body):
        if (match := EMBED.match(line.strip())) and (match[1], match[2]) == (embed.name, embed.ref):
            return number
    return lesson.where.line


def _resources(course: Course, outlines: Outlines, problems: Problems) -> None:
    for resource in course.resources:
        if split(resource.url) is None:
            _at(resource, problems, f"“{resource.url}” is no address: it must begin with https://")
        elif (short := cleaned(resource.url)) != resource.url:
            _at(resource, problems, f"the address carries tracking parameters: write {short}")


def _diagrams(course: Course, outlines: Outlines, problems: Problems) -> None:
    for diagram in course.diagrams:
        if not DIAGRAM_NAME.fullmatch(diagram.name):
            _at(diagram, problems, f"“{diagram.name}” is no name: use small letters, digits and hyphens before .svg")
        for source in filter(None, (diagram.svg, diagram.tall)):
            _drawing(diagram, source, problems)


def _drawing(diagram: DiagramItem, source: str, problems: Problems) -> None:
    drawing = clean(source, prefix="d")
    if "<svg" not in drawing.svg or "viewBox" not in drawing.svg:
        _at(diagram, problems, "no <svg> with a viewBox")
    if not drawing.caption:
        _at(diagram, problems, "no <title>: it is the caption")
    if "<desc" not in drawing.svg:
        _at(diagram, problems, "no <desc>: it says in words what the picture shows")
    for word in ("<script", "<style", "<foreignObject", "<image", "style=", " on"):
        if re.search(re.escape(word) + (r"[a-z]+=" if word == " on" else ""), source):
            _at(diagram, problems, f"“{word.strip()}” will not be shown: draw with shapes and attributes", warning=True)


def _terms(course: Course, outlines: Outlines, problems: Problems) -> None:
    addresses = {lesson.id for lesson in course.lessons}
    names: dict[str, str] = {}
    for term in course.terms:
        if term.lesson and term.lesson not in addresses:
            _at(term, problems, f"there is no lesson “{term.lesson}”")
        for name in (term.term, *term.also):
            if names.setdefault(name.casefold(), term.slug) != term.slug:
                _at(term, problems, f"“{name}” is explained by “{names[name.casefold()]}” already")


def _questions(course: Course, outlines: Outlines, problems: Problems) -> None:
    for question in course.questions:
        if question.lesson not in outlines:
            _at(question, problems, f"there is no lesson “{question.lesson}”")
        elif question.section and question.section not in outlines[question.lesson].anchors:
            known = ", ".join(sorted(outlines[question.lesson].anchors)) or "none"
            _at(question, problems, f"the lesson has no section “#{question.section}” (it has: {known})")
        if question.type == "fill" and "____" not in question.stem:
            _at(question, problems, "the stem of a fill question marks the blank with ____")
        for source in question.sources:
            if split(source["url"]) is None:
                _at(question, problems, f"“{source['url']}” is no address")
        for message in (*style.letter_references(question), *_practice(question)):
            _at(question, problems, message)


def _practice(question: QuestionItem) -> Iterator[str]:
    """A type that another room added says itself whether its question can be asked."""
    if question.type not in CHECKS:
        return
    if question.use != "challenge":
        yield f"a question of type {question.type} is practice: write “use: challenge”"
    yield from CHECKS[question.type](kind_of(question))


def kind_of(question: QuestionItem) -> Kind:
    return KINDS[question.type].read(Fields(question.content, question.where.path, Problems()))


def _stems(course: Course, outlines: Outlines, problems: Problems) -> None:
    """Near-duplicate stems, unless both share a contrast set and their right choices differ."""
    for one, other in near(course.questions):
        siblings = set(one.contrast) & set(other.contrast)
        if siblings and kind_of(one).contrast_key() != kind_of(other).contrast_key():
            continue
        _at(
            other, problems, f"the stem is nearly that of “{one.slug}”: ask something else, or make them a contrast set"
        )


def near(questions: Iterable[QuestionItem]) -> Iterator[tuple[QuestionItem, QuestionItem]]:
    """Pairs whose stems have most words in common, each in the order of the questions.

    Two such stems share one of the rarest words of each, so only questions that do are compared: all pairs of five
    thousand questions would take half a minute with every save in the admin.
    """
    stems = [(question, style.words(question.stem)) for question in questions]
    known = Counter(word for _, words in stems for word in words)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (question, words) in enumerate(stems):
        enough = math.ceil(NEAR * len(words) - 1e-9)
        rarest = sorted(words, key=lambda word: (known[word], word))[: len(words) - enough + 1]
        for earlier in sorted({each for word in rarest for each in holders[word]}):
            other, theirs = stems[earlier]
            if len(words & theirs) >= NEAR * len(words | theirs):
                yield other, question
        for word in rarest:
            holders[word].append(number)


def _services(course: Course, outlines: Outlines, problems: Problems) -> None:
    for service in course.course.services:
        name = service["name"]
        if "source" in service and split(service["source"]) is None:
            _at(course.course, problems, f"“{service['source']}”, the source of {name}, is no address")
        for question in course.questions:
            if services.is_offered(service, question):
                _at(question, problems, f"the question takes {name} for current: {service['now']}")
        for resource in course.resources:
            if services.is_linked(service, resource):
                _at(resource, problems, f"the note does not say what became of {name}: {service['now']}")
        for lesson in course.lessons:
            if (place := services.untold(service, lesson)) is not None:
                line = lesson.where.body + lesson.body.count("\n", 0, place)
                _at(lesson, problems, f"the section does not say what became of {name}: {service['now']}", line=line)


def _exams(course: Course, outlines: Outlines, problems: Problems) -> None:
    """The tasks that lessons name are tasks of an exam; without any exam they may name what they like."""
    tasks: set[str] = set()
    for exam in course.course.exams:
        own = [task["id"] for domain in exam["domains"] for task in domain["tasks"]]
        tasks |= set(own)
        if len(own) != len(set(own)):
            _at(course.course, problems, f"the exam “{exam['slug']}” has two tasks with one id")
        if (sum_of := sum(domain["weight"] for domain in exam["domains"])) != 100:
            _at(course.course, problems, f"the weights of the exam “{exam['slug']}” add up to {sum_of}, not to 100")
    for lesson in course.lessons:
        for task in lesson.exam:
            if tasks and task not in tasks:
                _at(lesson, problems, f"“exam” names “{task}”, which is no task of an exam in exams/")


def _statistics(course: Course, outlines: Outlines, problems: Problems) -> None:
    by_topic: dict[str, list[QuestionItem]] = defaultdict(list)
    for question in course.questions:
        by_topic[question.lesson.partition("/")[0]].append(question)
    for topic in course.topics:
        for message in style.key_lengths(by_topic[topic.slug]):
            _at(topic, problems, message, warning=True)


PARTS = (
    _unique,
    _topics,
    _order,
    _lessons,
    _resources,
    _diagrams,
    _terms,
    _questions,
    _stems,
    _services,
    _exams,
    _statistics,
)


def new_problems(before: Problems, after: Problems) -> list[Problem]:
    """The errors that a change brought; what was wrong before must not stop it."""
    old = Counter((problem.path, problem.message) for problem in before.errors)
    found = []
    for problem in after.errors:
        said = (problem.path, problem.message)
        if not old[said]:
            found.append(problem)
        old[said] -= bool(old[said])
    return found
