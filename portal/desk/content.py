"""Course, topics, lessons, resources, terms, diagrams and questions in the admin."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from portal.content import style
from portal.content.checks import kind_of
from portal.content.items import Item, QuestionItem
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.desk import forms, worklist
from portal.desk.itemadmin import ItemAdmin
from portal.desk.state import LessonStateFilter, OriginFilter, WithdrawnFilter, is_visible, lesson_state
from portal.quizzes.models import Question

KEPT_REV = (
    "The question or its answers say something else now, and its revision is still {}. If the meaning changed, raise it: "
    "everybody then learns it anew. If only the wording did, leave it."
)


@admin.register(Course)
class CourseAdmin(ItemAdmin):
    kind = "course"
    form = forms.CourseForm
    fixed = ()
    can_withdraw = False
    can_preview = False
    actions = ()
    layout = [(None, ["title", "topics", "services"])]
    list_display = ("title", "origin", "version")

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> tuple[str, ...]:
        return ("origin",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Course.objects.exists()

    def page_of(self, row: Course) -> str:
        return reverse("learn:home")

    def topics(self, row: Course) -> str:
        """For those who may only look."""
        return ", ".join(Topic.objects.filter(withdrawn=False).values_list("slug", flat=True))


@admin.register(Topic)
class TopicAdmin(ItemAdmin):
    kind = "topic"
    form = forms.TopicForm
    can_preview = False
    layout = [(None, ["slug", "title", "summary", "icon", "lessons", "pretest", "contrast"])]
    list_display = ("title", "state", "origin", "slug", "number_of_lessons")
    list_filter = (WithdrawnFilter, OriginFilter)
    search_fields = ("title", "slug", "summary")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request).annotate(number=Count("lessons"))
        return found

    @admin.display(description="lessons", ordering="number")
    def number_of_lessons(self, row: Topic) -> int:
        number: int = row.number  # type: ignore[attr-defined]
        return number

    def page_of(self, row: Topic) -> str:
        return row.get_absolute_url() if Topic.objects.visible(timezone.now()).filter(pk=row.pk).exists() else ""

    def lessons(self, row: Topic) -> str:
        """For those who may only look."""
        return ", ".join(lesson.slug for lesson in row.lessons.all() if not lesson.withdrawn)


@admin.register(Lesson)
class LessonAdmin(ItemAdmin):
    kind = "lesson"
    form = forms.LessonForm
    fixed = ("topic", "slug")
    layout = [
        (None, ["topic", "slug", "title", "summary", "objectives"]),
        ("Publication", [("status", "publish"), "checked", "exam", "was"]),
        ("Text", ["body"]),
    ]
    list_display = ("title", "state", "origin", "topic", "checked", "minutes")
    list_filter = (LessonStateFilter, "topic", OriginFilter)
    list_select_related = ("topic",)
    search_fields = ("title", "slug", "summary", "topic__title")
    date_hierarchy = "checked"

    def get_urls(self) -> list[URLPattern]:
        found = path("worklist/", self.admin_site.admin_view(worklist.view), name="worklist")
        return [found, *super().get_urls()]

    @admin.display(description="state", ordering="status")
    def state(self, row: Lesson) -> str:
        return lesson_state(row, timezone.now())

    def page_of(self, row: Lesson) -> str:
        return row.get_absolute_url() if is_visible(row, timezone.now()) else ""


@admin.register(Resource)
class ResourceAdmin(ItemAdmin):
    kind = "resource"
    form = forms.ResourceForm
    layout = [(None, ["slug", "lesson", "title", "url", ("kind", "minutes"), "note"])]
    list_display = ("title", "state", "origin", "kind", "lesson", "host", "link_state", "link_checked")
    list_filter = (WithdrawnFilter, "link_state", "kind", "lesson__topic", OriginFilter)
    search_fields = ("title", "slug", "url", "note")
    autocomplete_fields = ("lesson",)

    @admin.display(description="site", ordering="url")
    def host(self, row: Resource) -> str:
        return (urlsplit(row.url).hostname or "").removeprefix("www.")

    def page_of(self, row: Resource) -> str:
        return reverse("learn:resources") if Resource.objects.listed().filter(pk=row.pk).exists() else ""


@admin.register(Term)
class TermAdmin(ItemAdmin):
    kind = "term"
    form = forms.TermForm
    layout = [(None, ["slug", "term", "also", "text", "lesson"])]
    list_display = ("term", "state", "origin", "slug", "lesson")
    list_filter = (WithdrawnFilter, "lesson__topic", OriginFilter)
    search_fields = ("term", "slug", "text")
    autocomplete_fields = ("lesson",)
    ordering = ("term",)

    def page_of(self, row: Term) -> str:
        return "" if row.withdrawn else row.get_absolute_url()


@admin.register(Diagram)
class DiagramAdmin(ItemAdmin):
    kind = "diagram"
    form = forms.DiagramForm
    fixed = ("topic", "name")
    layout = [(None, ["topic", "name", "svg", "tall"])]
    list_display = ("name", "state", "origin", "topic", "caption")
    list_filter = (WithdrawnFilter, "topic", OriginFilter)
    list_select_related = ("topic",)
    search_fields = ("name", "caption", "topic__title")

    def page_of(self, row: Diagram) -> str:
        return ""


@admin.register(Question)
class QuestionAdmin(ItemAdmin):
    kind = "question"
    form = forms.QuestionForm
    layout = [
        (None, ["slug", "rev", "lesson", "section", ("type", "use", "difficulty")]),
        ("Question", ["stem", "content", "explain", "hint", "sources"]),
        ("Sorting", ["tags", "contrast"]),
    ]
    list_display = ("slug", "state", "origin", "type", "use", "difficulty", "lesson", "short_stem")
    list_filter = (WithdrawnFilter, "lesson__topic", "type", "use", "difficulty", OriginFilter)
    search_fields = ("slug", "stem", "explain", "lesson__title")
    autocomplete_fields = ("lesson",)

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> tuple[str, ...]:
        """Answers have the shape of their type, so the type of an answered question stays."""
        answered = ("type",) if obj and obj.answers.exists() else ()
        return (*super().get_readonly_fields(request, obj), *answered)

    @admin.display(description="stem", ordering="stem")
    def short_stem(self, row: Question) -> str:
        return row.stem if len(row.stem) <= 80 else f"{row.stem[:79]}…"

    def page_of(self, row: Question) -> str:
        return row.get_absolute_url() if Question.objects.visible(timezone.now()).filter(pk=row.pk).exists() else ""

    def advise(self, request: HttpRequest, before: Item | None, after: Item) -> None:
        assert isinstance(after, QuestionItem)
        if isinstance(before, QuestionItem) and before.rev == after.rev and _meaning(before) != _meaning(after):
            self.message_user(request, KEPT_REV.format(after.rev), messages.INFO)


def _meaning(question: QuestionItem) -> tuple[Any, ...]:
    """What is asked and what is right, apart from punctuation and the reasons given."""
    kind = kind_of(question)
    texts = [text for key, text in kind.texts() if not key.startswith("why:")]
    return question.type, [style.words(text) for text in (question.stem, *texts)], kind.key()
