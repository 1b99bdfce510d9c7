"""Questions as served, and what learners did with them. Answers are a log: added, never changed."""

import datetime
from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal.curriculum.models import HEAVY_OF_LESSON, Lesson, Sourced, Topic
from portal.problems import Problems
from portal.quizzes import kinds
from portal.quizzes.kind import Kind
from portal.yamlfile import Fields


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible(self, now: datetime.datetime) -> Self:
        """A question shows when it and its lesson do."""
        return self.filter(withdrawn=False, lesson__in=Lesson.objects.visible(now))

    def with_lesson(self) -> Self:
        """With lesson and topic, but without the lesson's text."""
        return self.select_related("lesson__topic").defer(*HEAVY_OF_LESSON)

    def for_quizzes(self) -> Self:
        """The ones that are drawn in quizzes and count for mastery and statistics."""
        return self.filter(use=Question.Use.QUIZ)


class Question(Sourced):
    class Use(models.TextChoices):
        QUIZ = "quiz", "Quiz"
        PRETEST = "pretest", "Pre-test"
        PREDICT = "predict", "Prediction"
        CHALLENGE = "challenge", "Challenge"

    slug = models.SlugField("id", max_length=80, unique=True)
    rev = models.PositiveIntegerField(default=1, help_text="Raise it when the meaning changes: mastery starts again.")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="questions")
    section = models.CharField(max_length=120, blank=True, help_text="Anchor of the section that explains it.")
    type = models.CharField(max_length=20, choices=kinds.choices)
    use = models.CharField(max_length=10, choices=Use, default=Use.QUIZ)
    difficulty = models.PositiveSmallIntegerField(default=1)
    tags = models.JSONField(default=list, blank=True)
    contrast = models.JSONField(default=list, blank=True, help_text="What people mix up.")
    stem = models.TextField()
    content = models.JSONField(help_text="Typed by the kind: choices, items, pairs, accept or answer.")
    explain = models.TextField()
    hint = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    # Made from the texts when it is stored: HTML by key (stem, explain, hint, and the kind's own)
    html = models.JSONField(default=dict, editable=False)
    updated = models.DateTimeField(null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["lesson__topic__position", "lesson__topic", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(difficulty__range=(1, 3)), name="question_difficulty")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("quizzes:question", args=[self.slug])

    @property
    def is_practice(self) -> bool:
        """It stands on a page of its type, and in no lesson."""
        return self.type in kinds.PAGES

    def place(self, query: str = "") -> str:
        """Where a learner answers it: in its lesson, or on the page of its type."""
        if self.is_practice:
            return f"{reverse(kinds.PAGES[self.type], args=[self.slug])}{query}"
        return f"{self.lesson.get_absolute_url()}{query}#q-{self.slug}"

    @cached_property
    def kind(self) -> Kind:
        return kinds.KINDS[self.type].read(Fields(self.content, self.slug, Problems()))


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> Self:
        return self.filter(finished=None, dropped=None)

    def quizzes(self) -> Self:
        """Those with verdicts and a score."""
        return self.exclude(purpose=Attempt.Purpose.PRETEST)


class Attempt(models.Model):
    class Purpose(models.TextChoices):
        QUIZ = "quiz", "Quiz"
        RETRY = "retry", "Retry"
        PRETEST = "pretest", "Pre-test"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="attempts")
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.QUIZ)
    questions = models.JSONField(help_text="[id, rev] in the order drawn.")
    seed = models.CharField(max_length=32)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    dropped = models.DateTimeField(null=True, blank=True, help_text="Started over: it counts for nothing.")

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started", "-pk"]
        indexes = [models.Index(fields=["learner", "topic", "started"], name="attempt_of_learner")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:attempt", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.finished is None and self.dropped is None

    @property
    def is_pretest(self) -> bool:
        """It keeps its verdicts to itself."""
        return self.purpose == self.Purpose.PRETEST


class Answer(models.Model):
    class Confidence(models.TextChoices):
        SURE = "sure", "I’m sure"
        UNSURE = "unsure", "Not sure"
        GUESS = "guess", "A guess"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="answers", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", db_index=False)
    rev = models.PositiveIntegerField()
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, blank=True, related_name="answers", db_index=False)
    key = models.CharField(max_length=140, help_text="Where it was given; one answer per learner and key.")
    given = models.JSONField(help_text="By ids. Empty: “I don’t know yet”.")
    right = models.BooleanField()
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    day = models.DateField(help_text="The day it was where the learner was.")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["learner", "key"], name="one_answer_per_key")]
        indexes = [
            # Covers what is known of a learner without touching the rows, and leads with the learner everywhere.
            models.Index(fields=["learner", "question", "day", "at", "rev", "right"], name="answer_known"),
            models.Index(fields=["learner", "day", "right"], name="answer_by_day"),
            models.Index(fields=["attempt"], name="answer_of_attempt", condition=Q(attempt__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {'right' if self.right else 'wrong'}"


class Reset(models.Model):
    """From this moment on the learner starts the topic afresh; earlier answers stay in the log."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="resets")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="resets")
    at = models.DateTimeField()
    completed = models.JSONField(
        default=list, blank=True, help_text="The days on which lessons were completed that count as unread again."
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.topic} from {self.at:%Y-%m-%d %H:%M}"


class QuestionTotal(models.Model):
    """How often a question was answered, kept with each answer so that nobody ever counts them."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="totals", db_index=False)
    rev = models.PositiveIntegerField()
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "rev"], name="question_total")]

    def __str__(self) -> str:
        return f"{self.right} of {self.answers}"


class PickTotal(models.Model):
    """How often one choice of a question was picked."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="picks", db_index=False)
    rev = models.PositiveIntegerField()
    pick = models.CharField(max_length=160)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "rev", "pick"], name="pick_total")]

    def __str__(self) -> str:
        return f"{self.pick}: {self.times}"
