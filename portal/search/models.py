"""What can be found, one row each; the words themselves lie in two full-text tables with the same row ids."""

from django.db import models


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="one_document_per_target")]

    def __str__(self) -> str:
        return self.title
