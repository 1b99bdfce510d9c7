"""Rows for tests: plain functions with sensible values for what a test does not care about."""

import datetime
from itertools import count
from typing import Any

from django.db.models import F

from portal.accounts.models import User
from portal.content.rows import question_html
from portal.content.source import read_question
from portal.curriculum.models import Course, Lesson, Resource, Term, Topic
from portal.problems import Problems
from portal.quizzes.models import Question
from portal.yamlfile import Fields

NUMBERS = count(1)
CHOICES = [
    {"id": "right", "text": "The right one", "correct": True, "why": "It fits."},
    {"id": "wrong", "text": "A wrong one", "why": "It does not."},
    {"id": "other", "text": "Another wrong one", "why": "Nor does it."},
]
CONTENT: dict[str, dict[str, Any]] = {
    "single": {"choices": CHOICES},
    "multiple": {"choices": [*CHOICES, {"id": "also", "text": "Also right", "correct": True, "why": "It fits too."}]},
    "true-false": {
        "choices": [
            {"id": "true", "text": "True", "why": "It is not."},
            {"id": "false", "text": "False", "correct": True, "why": "It is."},
        ]
    },
    "ordering": {"items": ["Begin", "Go on", "End"]},
    "matching": {"pairs": [{"left": side, "right": side.upper()} for side in ("a", "b", "c")]},
    "fill": {"accept": ["queue", "message queue"]},
    "numeric": {"answer": 40, "tolerance": 0.5, "unit": "hours"},
    "ec2-case": {"title": "A cache", "workload": "work=cache&memory=16"},
    "ec2-cost": {"title": "Some hours of the day", "template": "schedule"},
}


def make_user(username: str = "somebody", password: str = "a long enough password", **fields: Any) -> User:
    return User.objects.create_user(username, password=password, **fields)


def touch_course() -> None:
    """What is kept in memory hangs on the course's version; these rows did not come through the door that counts it."""
    Course.objects.get_or_create(pk=1, defaults={"title": "A course"})
    Course.objects.update(version=F("version") + 1)


def make_exam(slug: str = "clf-c02") -> dict[str, Any]:
    """An exam of two domains: 1.1, 1.2 and 2.1."""
    first = {"title": "Concepts", "weight": 40, "tasks": [{"id": "1.1", "title": "Why"}, {"id": "1.2", "title": "How"}]}
    second = {"title": "Security", "weight": 60, "tasks": [{"id": "2.1", "title": "Whose job"}]}
    exam = {"slug": slug, "title": "An exam", "checked": "2026-11-24", "source": "https://docs.aws.amazon.com/exam/"}
    exam |= {"facts": "65 questions.", "domains": [first, second]}
    touch_course()
    Course.objects.update(exams=[exam])
    return exam


def make_topic(slug: str = "basics", **fields: Any) -> Topic:
    existing = Topic.objects.filter(slug=slug).first()
    return existing or Topic.objects.create(slug=slug, **{"title": slug.title(), "summary": "About it.", **fields})


def make_lesson(slug: str = "first", topic: Topic | None = None, **fields: Any) -> Lesson:
    """A published lesson with one section, `#a-section`."""
    values = {
        "title": slug.replace("-", " ").title(),
        "summary": "What it is about.",
        "blocks": [{"html": "<p>Text.</p>"}],
        "headings": [{"level": 2, "anchor": "a-section", "text": "A section"}],
        "plain": "Text.",
        "checked": datetime.date(2026, 11, 24),
        "position": next(NUMBERS),
        **fields,
    }
    touch_course()
    return Lesson.objects.create(topic=topic or make_topic(), slug=slug, **values)


def make_pretest(*slugs: str, topic: Topic | None = None) -> list[Question]:
    """The questions that open the topic, all in its first lesson."""
    topic = topic or make_topic()
    lesson = topic.lessons.order_by("position").first() or make_lesson(topic=topic)
    questions = [make_question(slug, lesson, use="pretest") for slug in slugs]
    topic.pretest = list(slugs)
    topic.save()
    touch_course()
    return questions


def make_question(
    slug: str = "question", lesson: Lesson | None = None, type: str = "single", **fields: Any
) -> Question:
    """A question of any type. `content` replaces the type's own fields."""
    lesson = lesson or Lesson.objects.filter(slug="first").first() or make_lesson()
    content = fields.pop("content", CONTENT[type])
    stem = fields.pop("stem", f"What about {slug}, the ____ one?")
    texts = {"stem": stem, "explain": f"Because of {slug}.", "hint": f"Look at {slug}.", **fields}
    entry = {"id": slug, "lesson": f"{lesson.slug}#a-section", "type": type, **texts, **content}
    entry["rev"] = fields.get("rev", 1)
    item = read_question(Fields(entry, "tests", Problems()), lesson.topic.slug)
    touch_course()
    return Question.objects.create(
        slug=slug,
        lesson=lesson,
        section=item.section,
        type=type,
        rev=item.rev,
        use=item.use,
        difficulty=item.difficulty,
        tags=list(item.tags),
        stem=item.stem,
        content=item.content,
        explain=item.explain,
        hint=item.hint,
        sources=[{"url": "https://docs.aws.amazon.com/", "checked": "2026-11-24"}],
        html=question_html(item),
        position=next(NUMBERS),
    )


def make_resource(slug: str = "docs", lesson: Lesson | None = None, **fields: Any) -> Resource:
    """A listed link of a lesson."""
    values = {
        "title": slug.replace("-", " ").title(),
        "url": f"https://docs.aws.amazon.com/{slug}",
        "kind": Resource.Kind.DOCS,
        "position": next(NUMBERS),
        **fields,
    }
    return Resource.objects.create(slug=slug, lesson=lesson or make_lesson(), **values)


def make_term(slug: str = "queue", lesson: Lesson | None = None, **fields: Any) -> Term:
    values = {"term": slug, "text": "What it is.", "html": "What it is.", "position": next(NUMBERS), **fields}
    return Term.objects.create(slug=slug, lesson=lesson, **values)
