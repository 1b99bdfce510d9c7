"""The seven forms of content, each reading itself as its file is read."""

import dataclasses
import datetime
from dataclasses import replace
from typing import Any

from django import forms

from portal.content import rows
from portal.content.items import CourseItem, DiagramItem, LessonItem, QuestionItem, ResourceItem, TermItem, TopicItem
from portal.content.source import read_lesson, read_outline, read_question, read_resource, read_term, read_topic
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.desk import helptexts
from portal.desk.fields import LinesField, PlainText, SetsField, YamlField
from portal.desk.itemform import ItemForm
from portal.problems import Problems
from portal.quizzes.models import Question
from portal.yamlfile import Fields, Mapping

SHORT = forms.Textarea({"rows": 3, "cols": 100})


def _dated(entries: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """As a file has them: the row keeps dates as text."""
    return [{**each, key: datetime.date.fromisoformat(each[key])} if each.get(key) else each for each in entries]


def _lesson_id(lesson: Lesson | None) -> str:
    return f"{lesson.topic.slug}/{lesson.slug}" if lesson else ""


class CourseForm(ItemForm):
    kind = "course"
    long = ("services",)

    topics = LinesField(label="Topics, in order", rows=8, help_text=helptexts.TOPICS)
    services = YamlField(label="Services no longer offered", rows=10, required=False, help_text=helptexts.SERVICES)

    class Meta:
        model = Course
        fields = ("title", "services")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["services"] = _dated(self.instance.services, "since")
        self.initial["topics"] = list(Topic.objects.filter(withdrawn=False).values_list("slug", flat=True))

    @property
    def ident(self) -> str:
        return ""

    def read(self, problems: Problems) -> CourseItem:
        services = Fields({"services": self._value("services")}, self.path, problems, line=self.spans.first("services"))
        fields = self.entry(problems, {"title": "title", "topics": "topics"})
        item = read_outline(fields, services.each("services"), exams=[])
        return dataclasses.replace(item, exams=tuple(self.instance.exams))  # kept in files alone


class TopicForm(ItemForm):
    kind = "topic"

    lessons = LinesField(label="Lessons, in order", rows=8, help_text=helptexts.LESSONS)
    pretest = LinesField(label="Pre-test", help_text=helptexts.PRETEST)
    contrast = SetsField(label="Contrast sets", help_text=helptexts.CONTRAST_SETS)

    class Meta:
        model = Topic
        fields = ("slug", "title", "summary", "icon", "pretest", "contrast")
        widgets = {"summary": SHORT}
        help_texts = {"slug": helptexts.SLUG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            self.initial["lessons"] = [row.slug for row in self.instance.lessons.filter(withdrawn=False)]

    def clean(self) -> None:
        if not Course.objects.exists():
            raise forms.ValidationError("Give the course a title first: a topic stands in its course.")
        super().clean()

    @property
    def ident(self) -> str:
        return self.text("slug")

    def read(self, problems: Problems) -> TopicItem:
        names = ("title", "summary", "icon", "lessons", "pretest", "contrast")
        fields = self.entry(problems, {name: name for name in names})
        return read_topic(fields, self.new_slug(problems), self.next_position(Topic.objects.all()))


class LessonForm(ItemForm):
    kind = "lesson"
    long = ("objectives", "exam", "was", "body")

    objectives = LinesField(help_text=helptexts.OBJECTIVES)
    exam = LinesField(label="Exam tasks", rows=2, help_text=helptexts.EXAM)
    was = LinesField(label="Former addresses", rows=2, help_text=helptexts.WAS)

    class Meta:
        model = Lesson
        fields = (
            "topic",
            "slug",
            "title",
            "summary",
            "objectives",
            "exam",
            "checked",
            "status",
            "publish",
            "was",
            "body",
        )
        widgets = {"summary": SHORT, "body": PlainText(36)}
        help_texts = {"slug": helptexts.SLUG, "body": helptexts.BODY, "publish": helptexts.PUBLISH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "summary" in self.fields:
            self.fields["summary"].required = False  # a draft needs only a title

    @property
    def topic(self) -> Topic:
        found: Topic = self._value("topic")
        return found

    @property
    def ident(self) -> str:
        return f"{self.topic.slug}/{self.text('slug')}"

    def read(self, problems: Problems) -> LessonItem:
        names = ("title", "summary", "objectives", "exam", "checked", "status", "publish", "was")
        fields = self.entry(problems, {name: name for name in names})
        slug = self.new_slug(problems)
        where = replace(rows.here(self.kind, self.ident), body=self.spans.first("body"))
        position = self.next_position(Lesson.objects.filter(topic=self.topic))
        return read_lesson(fields, self.topic.slug, slug, self.text("body"), where, position)


class ResourceForm(ItemForm):
    kind = "resource"

    class Meta:
        model = Resource
        fields = ("slug", "lesson", "title", "url", "kind", "minutes", "note")
        help_texts = {
            "slug": helptexts.ID,
            "lesson": helptexts.RESOURCE_LESSON,
            "url": helptexts.URL,
            "note": helptexts.NOTE,
        }

    @property
    def ident(self) -> str:
        return self.text("slug")

    def read(self, problems: Problems) -> ResourceItem:
        names = {name: name for name in ("title", "url", "kind", "minutes", "note")}
        lesson: Lesson = self._value("lesson")
        position = self.next_position(Resource.objects.filter(lesson=lesson))
        return read_resource(self.entry(problems, {"id": "slug", **names}), _lesson_id(lesson), position)


class TermForm(ItemForm):
    kind = "term"

    also = LinesField(label="Other ways to write it", help_text=helptexts.ALSO)

    class Meta:
        model = Term
        fields = ("slug", "term", "also", "text", "lesson")
        help_texts = {"slug": helptexts.ID, "text": helptexts.TERM_TEXT, "lesson": helptexts.TERM_LESSON}

    @property
    def ident(self) -> str:
        return self.text("slug")

    def read(self, problems: Problems) -> TermItem:
        names = {"id": "slug", "term": "term", "also": "also", "text": "text"}
        fields = self.entry(problems, names, lesson=_lesson_id(self._value("lesson")))
        return read_term(fields, self.next_position(Term.objects.all()))


class DiagramForm(ItemForm):
    kind = "diagram"

    class Meta:
        model = Diagram
        fields = ("topic", "name", "svg", "tall")
        widgets = {"svg": PlainText(20), "tall": PlainText(20)}
        help_texts = {"name": helptexts.DIAGRAM_NAME, "svg": helptexts.SVG, "tall": helptexts.TALL}

    @property
    def ident(self) -> str:
        return f"{self._value('topic').slug}/{self.text('name')}"

    def read(self, problems: Problems) -> DiagramItem:
        return DiagramItem(
            topic=self._value("topic").slug,
            name=self.text("name"),
            svg=self.text("svg"),
            tall=self.text("tall"),
            where=rows.here(self.kind, self.ident),
        )


class QuestionForm(ItemForm):
    kind = "question"
    long = ("content", "sources")

    difficulty = forms.TypedChoiceField(coerce=int, choices=[(1, "1: recall"), (2, "2: apply"), (3, "3: weigh up")])
    tags = LinesField(rows=2, help_text=helptexts.TAGS)
    contrast = LinesField(label="Contrast set", rows=2, help_text=helptexts.CONTRAST)
    content = YamlField(label="Answers", rows=24, help_text=helptexts.CONTENT)
    sources = YamlField(rows=6, required=False, help_text=helptexts.SOURCES)

    class Meta:
        model = Question
        fields = (
            "slug",
            "rev",
            "lesson",
            "section",
            "type",
            "use",
            "difficulty",
            "tags",
            "contrast",
            "stem",
            "content",
            "explain",
            "hint",
            "sources",
        )
        widgets = {"stem": SHORT, "explain": SHORT, "hint": SHORT}
        help_texts = {
            "slug": helptexts.ID,
            "rev": helptexts.REV,
            "section": helptexts.SECTION,
            "type": helptexts.TYPE,
            "use": helptexts.USE,
            "stem": helptexts.STEM,
            "explain": helptexts.EXPLAIN,
            "hint": helptexts.HINT,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sources"] = _dated(self.instance.sources, "checked")

    @property
    def ident(self) -> str:
        return self.text("slug")

    def read(self, problems: Problems) -> QuestionItem:
        names = ("rev", "type", "use", "difficulty", "tags", "contrast", "stem", "explain", "hint", "sources")
        lesson: Lesson = self._value("lesson")
        address = f"{lesson.slug}#{self.text('section').removeprefix('#')}".rstrip("#")
        fields = self.entry(problems, {"id": "slug"} | {name: name for name in names}, lesson=address)
        self._add_answers(fields, problems)
        position = self.next_position(Question.objects.filter(lesson__topic=lesson.topic))
        item = read_question(fields, lesson.topic.slug, position)
        return replace(item, where=rows.here(self.kind, self.ident))

    def _add_answers(self, fields: Fields, problems: Problems) -> None:
        """What the kind reads stands among the question's other fields in a file; here it has a box of its own."""
        answers = self._value("content")
        own = Fields(answers, self.path, problems, line=self.spans.first("content"))
        fields.line = own.line
        if not isinstance(answers, Mapping):
            return
        for key, value in answers.items():
            if key in fields.node:
                own.problem(key, f"“{key}” has a field of its own on this page")
            else:
                fields.node[key] = value
                fields.node.lines[key] = answers.lines[key]  # type: ignore[attr-defined]
