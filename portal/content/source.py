"""The course on disk, read into items. Pure apart from reading files: no database.

Every mistake is reported with file and line; reading goes on, so that an author sees all of them at once.
"""

import re
from pathlib import Path
from typing import Any

from portal.content.items import (
    Course,
    CourseItem,
    DiagramItem,
    LessonItem,
    QuestionItem,
    ResourceItem,
    TermItem,
    TopicItem,
    Where,
)
from portal.problems import Problems
from portal.quizzes.kinds import KINDS
from portal.yamlfile import Fields, Sequence, load

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = ("attempts",)
RESOURCE_KINDS = ("docs", "tutorial", "article", "video", "notebook", "course")
ICONS = ("layers", "chip", "scale", "bucket", "bolt", "queue", "box", "nodes", "book", "flag", "key", "chart")
SERVICE_STATES = ("current", "retired", "closed", "renamed")
USES = ("quiz", "predict", "pretest", "challenge")
MAX_FILE = 1_000_000
FENCE = "---\n"


class Reader:
    """Reads one course folder. Paths in problems are relative to it, under its own name."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self.folder, self.problems = folder, problems

    def read(self) -> Course | None:
        """The whole course, or None where there is none at all."""
        if not (self.folder / "course.yaml").is_file():
            self.problems.error(self.name("course.yaml"), 1, f"no course in {self.folder}: course.yaml is missing")
            return None
        course = self._course()
        topics = [self._topic(slug, position) for position, slug in enumerate(course.topics)]
        lessons, resources, diagrams, questions = [], [], [], []
        for topic in topics:
            for position, slug in enumerate(topic.lessons):
                lesson, cards = self._lesson(topic.slug, slug, position)
                lessons.append(lesson)
                resources += cards
            diagrams += self._diagrams(topic.slug)
            questions += self._questions(topic.slug)
            self._unlisted(topic)
        self._unlisted_topics(course)
        return Course(
            course, tuple(topics), tuple(lessons), tuple(resources), tuple(diagrams), self._terms(), tuple(questions)
        )

    def name(self, path: str) -> str:
        return f"{self.folder.name}/{path}"

    def _text(self, path: str) -> str | None:
        """The file's text with plain line ends, or None with a problem."""
        file = self.folder / path
        try:
            if file.stat().st_size > MAX_FILE:
                self.problems.error(self.name(path), 1, "larger than 1 MB")
                return None
            return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except FileNotFoundError:
            self.problems.error(self.name(path), 1, "this file is missing")
        except UnicodeDecodeError as error:
            self.problems.error(self.name(path), 1, f"not UTF-8 at byte {error.start}")
        except OSError as error:
            self.problems.error(self.name(path), 1, f"cannot be read: {error.strerror}")
        return None

    def _fields(self, path: str) -> Fields:
        text = self._text(path)
        node = load(text, self.name(path), self.problems) if text is not None else {}
        return Fields(node, self.name(path), self.problems, line=1)

    def _sequence(self, path: str) -> list[Fields]:
        """The mappings of a file that is a list; no file is an empty list."""
        if not (self.folder / path).is_file():
            return []
        text = self._text(path)
        node = load(text, self.name(path), self.problems) if text else None
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self.problems.error(self.name(path), 1, "expected a list: each entry begins with “- id: …”")
            return []
        pairs = zip(node, node.lines, strict=True)
        return [Fields(each, self.name(path), self.problems, line=line) for each, line in pairs]

    def _course(self) -> CourseItem:
        exams = [
            (file.stem, self._fields(f"exams/{file.name}")) for file in sorted((self.folder / "exams").glob("*.yaml"))
        ]
        return read_outline(self._fields("course.yaml"), self._sequence("services.yaml"), exams)

    def _topic(self, slug: str, position: int) -> TopicItem:
        return read_topic(self._fields(f"{slug}/topic.yaml"), slug, position)

    def _lesson(self, topic: str, slug: str, position: int) -> tuple[LessonItem, list[ResourceItem]]:
        path = f"{topic}/{slug}.md"
        front, body, body_line = self._front_matter(path)
        fields = Fields(front, self.name(path), self.problems, line=1)
        where = Where(self.name(path), 1, body_line)
        lesson = read_lesson(fields, topic, slug, body, where, position)
        cards = [read_resource(each, lesson.id, number) for number, each in enumerate(fields.each("resources"))]
        fields.finish()
        return lesson, cards

    def _front_matter(self, path: str) -> tuple[Any, str, int]:
        text = self._text(path)
        if text is None:
            return {}, "", 1
        end = text.find(f"\n{FENCE}", len(FENCE) - 1)
        if not text.startswith(FENCE) or end < 0:
            self.problems.error(self.name(path), 1, "no front matter: fields between two lines of “---” come first")
            return {}, text, 1
        front, body = text[len(FENCE) : end + 1], text[end + 1 + len(FENCE) :]
        first_body_line = front.count("\n") + 3 + (len(body) - len(body.lstrip("\n")))
        return load(front, self.name(path), self.problems, first_line=2) or {}, body.strip(), first_body_line

    def _diagrams(self, topic: str) -> list[DiagramItem]:
        folder = self.folder / topic / "images"
        found = []
        for file in sorted(folder.glob("*.svg")):
            if file.stem.endswith("-tall"):
                if not file.with_name(f"{file.stem.removesuffix('-tall')}.svg").exists():
                    self.problems.error(self.name(f"{topic}/images/{file.name}"), 1, "has no wide drawing beside it")
                continue
            path = f"{topic}/images/{file.name}"
            tall = f"{topic}/images/{file.stem}-tall.svg"
            found.append(
                DiagramItem(
                    topic=topic,
                    name=file.name,
                    svg=(self._text(path) or "").strip(),
                    tall=(self._text(tall) or "").strip() if (self.folder / tall).exists() else "",
                    where=Where(self.name(path)),
                )
            )
        return found

    def _questions(self, topic: str) -> list[QuestionItem]:
        entries = self._sequence(f"{topic}/quiz.yaml")
        return [read_question(fields, topic, position) for position, fields in enumerate(entries)]

    def _terms(self) -> tuple[TermItem, ...]:
        entries = self._sequence("glossary.yaml")
        return tuple(read_term(fields, position) for position, fields in enumerate(entries))

    def _unlisted(self, topic: TopicItem) -> None:
        for file in sorted((self.folder / topic.slug).glob("*.md")):
            if file.stem not in topic.lessons and file.name != "README.md":
                path = self.name(f"{topic.slug}/{file.name}")
                self.problems.error(path, 1, f"not in the lessons of {topic.slug}/topic.yaml")

    def _unlisted_topics(self, course: CourseItem) -> None:
        for file in sorted(self.folder.glob("*/topic.yaml")):
            if file.parent.name not in course.topics:
                self.problems.error(self.name(f"{file.parent.name}/topic.yaml"), 1, "not in the topics of course.yaml")


def slugs(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of ids, each once."""
    found: list[str] = []
    for value, line in fields.items(name):
        if not isinstance(value, str) or not SLUG.fullmatch(value) or value in RESERVED:
            message = f"“{value}” is no id: use small letters, digits and single hyphens"
        elif value in found:
            message = f"“{value}” stands in the list twice"
        else:
            found.append(value)
            continue
        fields.problems.error(fields.path, line, message)
    return tuple(found)


def slug_of(fields: Fields) -> str:
    slug = fields.text("id", limit=80)
    if slug and not SLUG.fullmatch(slug):
        fields.problem("id", f"“{slug}” is no id: use small letters, digits and single hyphens")
    return slug


def read_outline(fields: Fields, services: list[Fields], exams: list[tuple[str, Fields]]) -> CourseItem:
    """`exams` have their slug, the name of the file, beside them."""
    item = CourseItem(
        title=fields.text("title", limit=200),
        topics=slugs(fields, "topics"),
        services=tuple(_service(each) for each in services),
        exams=tuple({"slug": slug, **_exam(each)} for slug, each in exams),
        where=Where(fields.path),
    )
    fields.finish()
    return item


def _exam(fields: Fields) -> dict[str, Any]:
    exam = {
        "title": fields.text("title", limit=120),
        "checked": str(fields.date("checked") or ""),
        "source": fields.text("source", limit=500),
        "facts": fields.text("facts", limit=500),
        "domains": [_domain(each) for each in fields.each("domains")],
    }
    fields.finish()
    return exam


def _domain(fields: Fields) -> dict[str, Any]:
    domain = {
        "title": fields.text("title", limit=120),
        "weight": fields.integer("weight", minimum=1, maximum=100),
        "tasks": [_task(each) for each in fields.each("tasks")],
    }
    fields.finish()
    return domain


def _task(fields: Fields) -> dict[str, str]:
    task = {"id": fields.text("id", limit=20), "title": fields.text("title", limit=120)}
    fields.finish()
    return task


def _service(fields: Fields) -> dict[str, Any]:
    """Fields that were left out stay out."""
    status = fields.word("status", SERVICE_STATES)
    has_changed = status != "current"
    service = {
        "name": fields.text("name", limit=80),
        "also": list(fields.words("also", limit=80)),
        "within": list(fields.words("within", limit=80)),
        "status": status,
        "since": str(fields.date("since", required=has_changed) or ""),
        "now": fields.text("now", required=has_changed, limit=300),
        "source": fields.text("source", required=has_changed, limit=500),
        "words": list(fields.words("words", limit=40)),
    }
    fields.finish()
    return {name: value for name, value in service.items() if value}


def read_topic(fields: Fields, slug: str, position: int = 0) -> TopicItem:
    item = TopicItem(
        slug=slug,
        title=fields.text("title", limit=120),
        summary=fields.text("summary", limit=300),
        icon=fields.word("icon", ICONS, default="book"),
        lessons=slugs(fields, "lessons"),
        pretest=slugs(fields, "pretest"),
        contrast=tuple(tuple(map(str, value)) for value, _ in fields.items("contrast") if isinstance(value, list)),
        where=Where(fields.path),
        position=position,
    )
    fields.finish()
    return item


def read_lesson(fields: Fields, topic: str, slug: str, body: str, where: Where, position: int = 0) -> LessonItem:
    status = fields.word("status", ("draft", "published"), default="published")
    is_draft = status == "draft"
    return LessonItem(
        topic=topic,
        slug=slug,
        title=fields.text("title", limit=160),
        summary=fields.text("summary", required=not is_draft, limit=400),
        objectives=fields.words("objectives", limit=300),
        exam=fields.words("exam", limit=20),
        checked=fields.date("checked", required=not is_draft),
        status=status,
        publish=fields.moment("publish"),
        was=fields.words("was", limit=140),
        body=body,
        where=where,
        position=position,
    )


def read_resource(fields: Fields, lesson: str, position: int = 0) -> ResourceItem:
    item = ResourceItem(
        slug=slug_of(fields),
        lesson=lesson,
        title=fields.text("title", limit=200),
        url=fields.text("url", limit=500),
        type=fields.word("kind", RESOURCE_KINDS),
        minutes=fields.integer("minutes", minimum=1, maximum=6000) if fields.get("minutes") is not None else None,
        note=fields.text("note", required=False, limit=600),
        where=Where(fields.path, fields.line),
        position=position,
    )
    fields.finish()
    return item


def read_term(fields: Fields, position: int = 0) -> TermItem:
    item = TermItem(
        slug=slug_of(fields),
        term=fields.text("term", limit=120),
        also=fields.words("also", limit=120),
        text=fields.text("text", limit=600),
        lesson=fields.text("lesson", required=False, limit=140),
        where=Where(fields.path, fields.line),
        position=position,
    )
    fields.finish()
    return item


def read_question(fields: Fields, topic: str, position: int = 0) -> QuestionItem:
    """One entry of quiz.yaml. `lesson: slug#section` names a lesson of the same topic."""
    type = fields.word("type", tuple(KINDS))
    lesson, _, section = fields.text("lesson", limit=200).partition("#")
    item = QuestionItem(
        slug=slug_of(fields),
        rev=fields.integer("rev", default=1, minimum=1, maximum=9999),
        lesson=f"{topic}/{lesson}",
        section=section,
        type=type,
        use=fields.word("use", USES, default="quiz"),
        difficulty=fields.integer("difficulty", default=1, minimum=1, maximum=3),
        tags=fields.words("tags", limit=40),
        contrast=fields.words("contrast", limit=60),
        stem=fields.text("stem", limit=2000),
        content=KINDS[type].read(fields).dump(),
        explain=fields.text("explain", limit=3000),
        hint=fields.text("hint", required=False, limit=600),
        sources=tuple(_source(each) for each in fields.each("sources")),
        where=Where(fields.path, fields.line),
        position=position,
    )
    fields.finish()
    return item


def _source(fields: Fields) -> dict[str, str]:
    source = {"url": fields.text("url", limit=500), "checked": str(fields.date("checked") or "")}
    fields.finish()
    return source


def read_course(folder: Path) -> tuple[Course | None, Problems]:
    """The course in a folder and what is wrong with its files one by one; see `checks` for the whole."""
    problems = Problems()
    return Reader(folder, problems).read(), problems
