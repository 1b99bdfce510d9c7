"""What can be found, one row each; the words themselves lie in two full-text tables with the same row ids."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.curriculum.models import Lesson


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible(self, now: datetime.datetime) -> Self:
        """By the clock: a lesson, and what a quiz asks about it, when the lesson is."""
        lesson = Lesson.objects.visible(now).filter(pk=OuterRef("ref"))
        return self.filter(~Q(kind__in=[Document.Kind.LESSON, Document.Kind.QUIZ]) | Exists(lesson))


class Document(models.Model):
    class Kind(models.TextChoices):
        LESSON = "lesson", "Lesson"
        QUIZ = "quiz", "Quiz"
        TERM = "term", "Term"
        RESOURCE = "resource", "Resource"

    owner = models.CharField(max_length=80, db_index=True, help_text="What is replaced together, such as a topic.")
    kind = models.CharField(max_length=10, choices=Kind)
    ref = models.PositiveBigIntegerField(help_text="Primary key of what it leads to.")
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    context = models.CharField(max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="one_document_per_target")]

    def __str__(self) -> str:
        return self.title
