"""What only the learner can say: opened, completed, saved. Everything else is derived from answers."""

from django.conf import settings
from django.db import models

from portal.curriculum.models import Lesson, Resource


class LessonProgress(models.Model):
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="lesson_progress", db_index=False
    )
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="progress")
    opened = models.DateTimeField()
    section = models.CharField(max_length=120, blank=True, help_text="Anchor of the section last read.")
    read = models.DateTimeField(help_text="When the learner was last here.")
    completed = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "lesson progress"
        constraints = [models.UniqueConstraint(fields=["learner", "lesson"], name="one_progress_per_lesson")]
        indexes = [models.Index(fields=["learner", "-read"], name="progress_last_read")]

    def __str__(self) -> str:
        return f"{self.lesson}: {'completed' if self.completed else 'opened'}"


class ResourceMark(models.Model):
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="resource_marks", db_index=False)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="marks")
    saved = models.DateTimeField(null=True, blank=True)
    visited = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "resource"], name="one_mark_per_resource")]

    def __str__(self) -> str:
        return f"{self.resource}: {'saved' if self.saved else 'visited' if self.visited else 'unmarked'}"
