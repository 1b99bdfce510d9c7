"""Rows back to files, in canonical form: what was loaded from canonical files comes out byte for byte."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from portal.content.items import Course, LessonItem, QuestionItem, ResourceItem, TermItem, TopicItem
from portal.yamlfile import dump

FENCE = "---\n"


def files(course: Course) -> dict[str, str]:
    """The text of every file of the course by its path."""
    found = {
        "course.yaml": dump({"title": course.course.title, "topics": list(course.course.topics)}),
        "glossary.yaml": dump([_term(term) for term in course.terms]),
        "services.yaml": dump([_service(service) for service in course.course.services]),
    }
    for exam in course.course.exams:
        found[f"exams/{exam['slug']}.yaml"] = dump(_exam(exam))
    cards = _group(course.resources, lambda resource: resource.lesson)
    questions = _group(course.questions, lambda question: question.lesson.partition("/")[0])
    for topic in course.topics:
        found[f"{topic.slug}/topic.yaml"] = dump(_topic(topic))
        entries = sorted(questions[topic.slug], key=lambda question: question.position)
        found[f"{topic.slug}/quiz.yaml"] = dump([_question(question) for question in entries])
    for lesson in course.lessons:
        found[f"{lesson.id}.md"] = _lesson(lesson, cards[lesson.id])
    for diagram in course.diagrams:
        stem = diagram.name.removesuffix(".svg")
        found[f"{diagram.topic}/images/{stem}.svg"] = f"{diagram.svg}\n"
        if diagram.tall:
            found[f"{diagram.topic}/images/{stem}-tall.svg"] = f"{diagram.tall}\n"
    return {path: text for path, text in found.items() if text}


def write(course: Course, folder: Path) -> list[str]:
    """Write the files; those that already say the same are left alone. The paths written."""
    written = []
    for path, text in files(course).items():
        target = folder / path
        if target.exists() and target.read_bytes() == text.encode():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
        written.append(path)
    return written


def _group[T](items: Iterable[T], key: Any) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without the optional fields that say nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def _topic(topic: TopicItem) -> dict[str, Any]:
    fields = {
        "title": topic.title,
        "summary": topic.summary,
        "icon": topic.icon,
        "lessons": list(topic.lessons),
        "pretest": list(topic.pretest),
        "contrast": [list(each) for each in topic.contrast],
    }
    return _given(fields)


def _lesson(lesson: LessonItem, resources: list[ResourceItem]) -> str:
    cards = sorted(resources, key=lambda resource: resource.position)
    fields = {
        "title": lesson.title,
        "summary": lesson.summary,
        "objectives": list(lesson.objectives),
        "exam": list(lesson.exam),
        "checked": lesson.checked,
        "status": "draft" if lesson.status == "draft" else None,
        "publish": _moment(lesson.publish),
        "was": list(lesson.was),
        "resources": [_resource(resource) for resource in cards],
    }
    return f"{FENCE}{dump(_given(fields))}{FENCE}\n{lesson.body}\n"


def _moment(moment: datetime.datetime | None) -> datetime.datetime | None:
    """In UTC and without the zone, as YAML writes it; a moment without a zone is read as UTC."""
    return moment and moment.astimezone(datetime.UTC).replace(tzinfo=None)


def _resource(resource: ResourceItem) -> dict[str, Any]:
    fields = {
        "id": resource.slug,
        "title": resource.title,
        "url": resource.url,
        "kind": resource.type,
        "minutes": resource.minutes,
        "note": resource.note,
    }
    return _given(fields)


def _term(term: TermItem) -> dict[str, Any]:
    fields = {"id": term.slug, "term": term.term, "also": list(term.also), "text": term.text, "lesson": term.lesson}
    return _given(fields)


def _exam(exam: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in exam.items() if name != "slug"}
    return {**fields, "checked": datetime.date.fromisoformat(exam["checked"])}


def _service(service: dict[str, Any]) -> dict[str, Any]:
    return {**service, **({"since": datetime.date.fromisoformat(service["since"])} if "since" in service else {})}


def _question(question: QuestionItem) -> dict[str, Any]:
    section = f"#{question.section}" if question.section else ""
    fields = {
        "id": question.slug,
        "rev": question.rev,
        "lesson": f"{question.lesson.partition('/')[2]}{section}",
        "type": question.type,
        "use": None if question.use == "quiz" else question.use,
        "difficulty": question.difficulty,
        "tags": list(question.tags),
        "contrast": list(question.contrast),
        "stem": question.stem,
    }
    after = {
        "explain": question.explain,
        "hint": question.hint,
        "sources": [_source(each) for each in question.sources],
    }
    return {**_given(fields), **question.content, **_given(after)}


def _source(source: dict[str, str]) -> dict[str, Any]:
    checked = datetime.date.fromisoformat(source["checked"]) if source["checked"] else None
    return _given({"url": source["url"], "checked": checked})
