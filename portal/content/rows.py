"""Rows as items and items as rows: one pair of functions for each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from portal.content.items import (
    Course,
    CourseItem,
    DiagramItem,
    Ident,
    Item,
    LessonItem,
    QuestionItem,
    ResourceItem,
    TermItem,
    TopicItem,
    Where,
)
from portal.curriculum import diagrams
from portal.curriculum.markdown import render_text
from portal.curriculum.models import Course as CourseRow
from portal.curriculum.models import Diagram, Lesson, Resource, Term, Topic
from portal.problems import Problems
from portal.quizzes.kinds import KINDS
from portal.quizzes.models import Question
from portal.yamlfile import Fields

Row = Any
"""A model instance of one of the kinds; they share `source_digest` and, but for the course, `withdrawn`."""


@dataclass(frozen=True)
class Shelf:
    """Where the items of one kind lie."""

    rows: Callable[[], Any]
    """All rows with what `item` needs."""
    item: Callable[[Row], Item]
    find: Callable[[str], Row | None]
    fill: Callable[[Any, Row | None], Row]
    """The row, or a new one, saying what the item says: ready to be stored. Lessons are rendered later."""
    arrange: Callable[[Any, Row], None] = lambda item, row: None
    """After the row is stored: put what it holds in order."""

    def write(self, item: Item, row: Row | None) -> Row:
        """Store the item in the row, or in a new one."""
        row = self.fill(item, row)
        row.save()
        self.arrange(item, row)
        return row


def items_of(shelf: Shelf) -> list[tuple[Row, Item]]:
    return [(row, shelf.item(row)) for row in shelf.rows()]


def snapshot() -> Course:
    """The course as this site serves it, withdrawn rows left out."""
    found: dict[str, list[Any]] = {kind: [] for kind in SHELVES}
    for kind, shelf in SHELVES.items():
        found[kind] = [item for row, item in items_of(shelf) if not getattr(row, "withdrawn", False)]
    course = found["course"][0] if found["course"] else CourseItem(title="", topics=())
    return Course(
        course,
        tuple(found["topic"]),
        tuple(found["lesson"]),
        tuple(found["resource"]),
        tuple(found["diagram"]),
        tuple(found["term"]),
        tuple(found["question"]),
    )


def all_rows() -> dict[Ident, tuple[Row, Item]]:
    return {item.ident: (row, item) for shelf in SHELVES.values() for row, item in items_of(shelf)}


def _lesson_id(lesson: Lesson | None) -> str:
    return f"{lesson.topic.slug}/{lesson.slug}" if lesson else ""


def _lesson_row(id: str) -> Lesson | None:
    topic, _, slug = id.partition("/")
    return Lesson.objects.filter(topic__slug=topic, slug=slug).select_related("topic").first()


def here(kind: str, id: str) -> Where:
    """Where problems of an item are reported that comes from no file."""
    return Where(f"{kind} {id}".strip())


# The course


def _course_item(row: CourseRow) -> CourseItem:
    topics = Topic.objects.filter(withdrawn=False).values_list("slug", flat=True)
    services = tuple(dict(service) for service in row.services)
    exams = tuple(dict(exam) for exam in row.exams)
    return CourseItem(title=row.title, topics=tuple(topics), services=services, exams=exams, where=here("course", ""))


def _fill_course(item: CourseItem, row: CourseRow | None) -> CourseRow:
    row = row or CourseRow(pk=1)
    row.title, row.services, row.exams = item.title, list(item.services), list(item.exams)
    return row


def _arrange_topics(item: CourseItem, row: CourseRow) -> None:
    for position, slug in enumerate(item.topics):
        Topic.objects.filter(slug=slug).update(position=position)


# Topics


def _topic_item(row: Topic) -> TopicItem:
    return TopicItem(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        icon=row.icon,
        lessons=tuple(lesson.slug for lesson in row.lessons.all() if not lesson.withdrawn),
        pretest=tuple(row.pretest),
        contrast=tuple(tuple(each) for each in row.contrast),
        where=here("topic", row.slug),
        position=row.position,
    )


def _fill_topic(item: TopicItem, row: Topic | None) -> Topic:
    row = row or Topic(slug=item.slug)
    row.title, row.summary, row.icon, row.position = item.title, item.summary, item.icon, item.position
    row.pretest, row.contrast = list(item.pretest), [list(each) for each in item.contrast]
    return row


def _arrange_lessons(item: TopicItem, row: Topic) -> None:
    for position, slug in enumerate(item.lessons):
        Lesson.objects.filter(topic=row, slug=slug).update(position=position)


# Lessons


def _lesson_item(row: Lesson) -> LessonItem:
    return LessonItem(
        topic=row.topic.slug,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        objectives=tuple(row.objectives),
        exam=tuple(row.exam),
        checked=row.checked,
        status=row.status,
        publish=row.publish,
        was=tuple(row.was),
        body=row.body,
        where=here("lesson", _lesson_id(row)),
        position=row.position,
    )


def _fill_lesson(item: LessonItem, row: Lesson | None) -> Lesson:
    row = row or Lesson()
    row.topic = Topic.objects.get(slug=item.topic)
    for name in ("slug", "title", "summary", "checked", "status", "publish", "body", "position"):
        setattr(row, name, getattr(item, name))
    row.objectives, row.exam, row.was = list(item.objectives), list(item.exam), list(item.was)
    return row


# Resources


def _resource_item(row: Resource) -> ResourceItem:
    return ResourceItem(
        slug=row.slug,
        lesson=_lesson_id(row.lesson),
        title=row.title,
        url=row.url,
        type=row.kind,
        minutes=row.minutes,
        note=row.note,
        where=here("resource", row.slug),
        position=row.position,
    )


def _fill_resource(item: ResourceItem, row: Resource | None) -> Resource:
    row = row or Resource(slug=item.slug)
    lesson = _lesson_row(item.lesson)
    assert lesson is not None, "checked before"
    row.lesson, row.kind = lesson, item.type
    for name in ("title", "url", "minutes", "note", "position"):
        setattr(row, name, getattr(item, name))
    return row


# Diagrams


def _diagram_item(row: Diagram) -> DiagramItem:
    where = here("diagram", f"{row.topic.slug}/{row.name}")
    return DiagramItem(topic=row.topic.slug, name=row.name, svg=row.svg, tall=row.tall, where=where)


def _fill_diagram(item: DiagramItem, row: Diagram | None) -> Diagram:
    row = row or Diagram(name=item.name)
    row.topic = Topic.objects.get(slug=item.topic)
    row.svg, row.tall = item.svg, item.tall
    stem = item.name.removesuffix(".svg")
    wide = diagrams.clean(item.svg, prefix=f"d-{stem}")
    row.clean_svg, row.caption = wide.svg, wide.caption
    row.clean_tall = diagrams.clean(item.tall, prefix=f"d-{stem}-tall").svg if item.tall else ""
    return row


# Terms


def _term_item(row: Term) -> TermItem:
    return TermItem(
        slug=row.slug,
        term=row.term,
        also=tuple(row.also),
        text=row.text,
        lesson=_lesson_id(row.lesson),
        where=here("term", row.slug),
        position=row.position,
    )


def _fill_term(item: TermItem, row: Term | None) -> Term:
    row = row or Term(slug=item.slug)
    row.term, row.also, row.text, row.position = item.term, list(item.also), item.text, item.position
    row.html = render_text(item.text)
    row.lesson = _lesson_row(item.lesson) if item.lesson else None
    return row


# Questions


def _question_item(row: Question) -> QuestionItem:
    return QuestionItem(
        slug=row.slug,
        rev=row.rev,
        lesson=_lesson_id(row.lesson),
        section=row.section,
        type=row.type,
        use=row.use,
        difficulty=row.difficulty,
        tags=tuple(row.tags),
        contrast=tuple(row.contrast),
        stem=row.stem,
        content=row.content,
        explain=row.explain,
        hint=row.hint,
        sources=tuple(dict(source) for source in row.sources),
        where=here("question", row.slug),
        position=row.position,
    )


def _fill_question(item: QuestionItem, row: Question | None) -> Question:
    row = row or Question(slug=item.slug)
    lesson = _lesson_row(item.lesson)
    assert lesson is not None, "checked before"
    row.lesson = lesson
    for name in ("rev", "section", "type", "use", "difficulty", "stem", "content", "explain", "hint", "position"):
        setattr(row, name, getattr(item, name))
    row.tags, row.contrast, row.sources = list(item.tags), list(item.contrast), list(item.sources)
    row.html = question_html(item)
    return row


def question_html(item: QuestionItem) -> dict[str, str]:
    """Every text of the question as HTML, under the keys of its kind."""
    kind = KINDS[item.type].read(Fields(item.content, item.where.path, Problems()))
    texts = [("stem", item.stem), ("explain", item.explain), ("hint", item.hint), *kind.texts()]
    return {key: render_text(text) for key, text in texts if text}


MADE_OF_BODY = ("blocks", "headings", "terms", "plain")
"""What a lesson says does not include these, and they weigh most."""


def _topic_rows() -> Any:
    return Topic.objects.prefetch_related(Prefetch("lessons", Lesson.objects.only("slug", "topic", "withdrawn")))


def _lesson_rows() -> Any:
    return Lesson.objects.in_course_order().select_related("topic").defer(*MADE_OF_BODY)


def _with_lessons(found: Any) -> Any:
    """Each row with the address of its lesson, and nothing else of it."""
    return found.select_related("lesson__topic").defer("lesson__body", *(f"lesson__{name}" for name in MADE_OF_BODY))


SHELVES: dict[str, Shelf] = {
    "course": Shelf(
        CourseRow.objects.all, _course_item, lambda id: CourseRow.objects.first(), _fill_course, _arrange_topics
    ),
    "topic": Shelf(
        _topic_rows,
        _topic_item,
        lambda id: Topic.objects.filter(slug=id).first(),
        _fill_topic,
        _arrange_lessons,
    ),
    "lesson": Shelf(_lesson_rows, _lesson_item, _lesson_row, _fill_lesson),
    "resource": Shelf(
        lambda: _with_lessons(Resource.objects.all()),
        _resource_item,
        lambda id: Resource.objects.filter(slug=id).first(),
        _fill_resource,
    ),
    "diagram": Shelf(
        lambda: Diagram.objects.select_related("topic").defer("clean_svg", "clean_tall"),
        _diagram_item,
        lambda id: Diagram.objects.filter(topic__slug=id.partition("/")[0], name=id.partition("/")[2]).first(),
        _fill_diagram,
    ),
    "term": Shelf(
        lambda: _with_lessons(Term.objects.all()),
        _term_item,
        lambda id: Term.objects.filter(slug=id).first(),
        _fill_term,
    ),
    "question": Shelf(
        lambda: _with_lessons(Question.objects.defer("html")),
        _question_item,
        lambda id: Question.objects.filter(slug=id).first(),
        _fill_question,
    ),
}
"""In the order in which they must be stored: each after those it refers to."""
