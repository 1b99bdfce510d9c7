"""What learners did, to look at: answers are a log, and the rest follows from it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts.models import User
from portal.desk.records import RecordAdmin
from portal.progress.models import LessonProgress, ResourceMark
from portal.quizzes.models import Answer, Attempt, PickTotal, Question, QuestionTotal, Reset


class LearnerRecordAdmin(RecordAdmin):
    search_fields: ClassVar[tuple[str, ...]] = ("learner",)
    search_help_text = "The whole username of a learner."

    def named(self, queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
        return queryset.filter(learner__in=list(User.objects.filter(username=name)))


@admin.register(Attempt)
class AttemptAdmin(LearnerRecordAdmin):
    list_display = ("id", "learner", "topic", "purpose", "number_of_questions", "started", "finished", "dropped")
    list_filter = ("purpose", "topic")
    list_select_related = ("learner", "topic")

    @admin.display(description="questions")
    def number_of_questions(self, row: Attempt) -> int:
        return len(row.questions)


@admin.register(Answer)
class AnswerAdmin(LearnerRecordAdmin):
    list_display = ("id", "learner", "question", "rev", "right", "confidence", "day", "at", "attempt")
    list_filter = ("right", "confidence")
    list_select_related = ("learner", "question", "attempt")
    search_fields = ("learner", "question")
    search_help_text = "The whole username of a learner, or the whole id of a question."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("question__html", "question__content", "question__stem")

    def named(self, queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
        question = Question.objects.filter(slug=name).first()
        return queryset.filter(question=question) if question else super().named(queryset, name)


@admin.register(Reset)
class ResetAdmin(LearnerRecordAdmin):
    list_display = ("learner", "topic", "at")
    list_filter = ("topic",)
    list_select_related = ("learner", "topic")


@admin.register(LessonProgress)
class LessonProgressAdmin(LearnerRecordAdmin):
    list_display = ("learner", "lesson", "section", "opened", "read", "completed")
    list_filter = ("lesson__topic",)
    list_select_related = ("learner", "lesson__topic")


@admin.register(ResourceMark)
class ResourceMarkAdmin(LearnerRecordAdmin):
    list_display = ("learner", "resource", "saved", "visited")
    list_select_related = ("learner", "resource")


class TotalAdmin(RecordAdmin):
    """Counted with each answer."""

    list_select_related = ("question",)
    search_fields = ("question",)
    search_help_text = "The whole id of a question."

    def named(self, queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
        return queryset.filter(question__in=list(Question.objects.filter(slug=name)))


@admin.register(QuestionTotal)
class QuestionTotalAdmin(TotalAdmin):
    list_display = ("question", "rev", "answers", "right", "share")
    list_filter = ("question__lesson__topic",)

    @admin.display(description="right, in %")
    def share(self, row: QuestionTotal) -> str:
        return f"{row.right / row.answers:.0%}" if row.answers else "–"


@admin.register(PickTotal)
class PickTotalAdmin(TotalAdmin):
    list_display = ("question", "rev", "pick", "times")
    list_filter = ("question__lesson__topic",)
