"""Course, topics, lessons, resources, glossary terms and diagrams, as this site serves them.

Rows are written through `portal/content/publish.py` alone: it validates, renders and indexes.
"""

import datetime
from typing import Self

from django.db import models
from django.urls import reverse

ICONS = ("layers", "chip", "scale", "bucket", "bolt", "queue", "box", "nodes", "book", "flag", "key", "chart")


class Course(models.Model):
    """The one row that says what the course is called and counts its changes."""

    title = models.CharField(max_length=200)
    version = models.PositiveBigIntegerField(default=0, help_text="Counts every change of content; caches hang on it.")
    services = models.JSONField(default=list, blank=True, help_text="Services that were retired or renamed.")
    exams = models.JSONField(default=list, blank=True, help_text="Domains and tasks of the exams it is held against.")
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_course")]

    def __str__(self) -> str:
        return self.title


class Sourced(models.Model):
    """A row that may come from a file of the course.

    `source_digest` is the digest of its fields as last loaded, empty if it was made in the admin. The row was edited
    here exactly when the digest of its present fields differs.
    """

    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    withdrawn = models.BooleanField(
        default=False, editable=False, help_text="Its file is gone, or it was withdrawn here. Learners do not see it."
    )
    withheld = models.BooleanField(
        default=False, editable=False, help_text="Withdrawn here: its file does not bring it back."
    )

    class Meta:
        abstract = True


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible(self, now: datetime.datetime) -> Self:
        """Topics with at least one lesson to read."""
        return self.filter(
            models.Exists(Lesson.objects.visible(now).filter(topic=models.OuterRef("pk"))), withdrawn=False
        )


class Topic(Sourced):
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    icon = models.CharField(max_length=20, choices=[(icon, icon) for icon in ICONS], default="book")
    position = models.PositiveIntegerField(default=0)
    pretest = models.JSONField(default=list, blank=True, help_text="Ids of the questions that open the topic.")
    contrast = models.JSONField(default=list, blank=True, help_text="Sets of things that people confuse.")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learn:topic", args=[self.slug])


HEAVY = ("body", "blocks", "terms", "plain")
"""Fields of a lesson that only its own page, its search and its export need."""
HEAVY_OF_LESSON = tuple(f"lesson__{name}" for name in HEAVY)


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible(self, now: datetime.datetime) -> Self:
        """Published, and not for later; the files of lesson and topic are still there."""
        return self.filter(
            models.Q(publish=None) | models.Q(publish__lte=now),
            status=Lesson.Status.PUBLISHED,
            withdrawn=False,
            topic__withdrawn=False,
        )

    def in_course_order(self) -> Self:
        return self.order_by("topic__position", "topic", "position", "pk")


class Lesson(Sourced):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="lessons")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    objectives = models.JSONField(default=list, blank=True)
    exam = models.JSONField(default=list, blank=True, help_text="Task statements of CLF-C02.")
    checked = models.DateField(null=True, blank=True, help_text="The day its facts were last checked.")
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    publish = models.DateTimeField(null=True, blank=True, help_text="Not shown before this moment.")
    was = models.JSONField(default=list, blank=True, help_text="Former addresses, as topic/slug.")
    body = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    # Made from the body when it is stored
    blocks = models.JSONField(default=list, editable=False)
    headings = models.JSONField(default=list, editable=False)
    terms = models.JSONField(default=list, editable=False)
    plain = models.TextField(blank=True, editable=False)
    minutes = models.PositiveIntegerField(default=1, editable=False)
    rendered_from = models.CharField(max_length=64, blank=True, editable=False)
    updated = models.DateTimeField(null=True, blank=True, editable=False, help_text="When its content last changed.")

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["topic__position", "topic", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="lesson_address")]
        indexes = [models.Index(fields=["publish"], name="lesson_publish", condition=models.Q(publish__isnull=False))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learn:lesson", args=[self.topic.slug, self.slug])


class LinkState(models.TextChoices):
    """What an address answered when it was last asked."""

    OK = "ok", "Answers"
    MOVED = "moved", "Moved"
    GUARDED = "guarded", "Keeps programs out"
    SILENT = "silent", "Does not answer"
    GONE = "gone", "Gone"
    REFUSED = "refused", "Not a public address"


class ResourceQuerySet(models.QuerySet["Resource"]):
    def listed(self) -> Self:
        """Those of drafts too: a link is worth keeping before its lesson is written."""
        return self.filter(withdrawn=False, lesson__withdrawn=False, lesson__topic__withdrawn=False)


class Resource(Sourced):
    class Kind(models.TextChoices):
        DOCS = "docs", "Documentation"
        TUTORIAL = "tutorial", "Tutorial"
        ARTICLE = "article", "Article"
        VIDEO = "video", "Video"
        NOTEBOOK = "notebook", "Notebook"
        COURSE = "course", "Course"

    slug = models.SlugField("id", max_length=80, unique=True)
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="resources")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    link_state = models.CharField("link", max_length=10, choices=LinkState, blank=True, editable=False)
    link_checked = models.DateTimeField("link checked", null=True, blank=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["lesson__topic__position", "lesson__topic", "lesson__position", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Term(Sourced):
    slug = models.SlugField("id", max_length=80, unique=True)
    term = models.CharField(max_length=120)
    also = models.JSONField(default=list, blank=True, help_text="Other ways to write it.")
    text = models.TextField()
    html = models.TextField(editable=False)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="taught_terms")
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('curriculum:glossary')}#t-{self.slug}"


class Diagram(Sourced):
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="diagrams")
    name = models.CharField(max_length=80, help_text="Such as market.svg: what a lesson writes in its embed.")
    svg = models.TextField(help_text="The drawing for wide screens, as SVG.")
    tall = models.TextField(blank=True, help_text="The same story for narrow screens, as SVG.")

    # Made safe when stored
    clean_svg = models.TextField(editable=False)
    clean_tall = models.TextField(blank=True, editable=False)
    caption = models.TextField(editable=False)

    class Meta:
        ordering = ["topic__position", "name"]
        constraints = [models.UniqueConstraint(fields=["topic", "name"], name="diagram_name")]

    def __str__(self) -> str:
        return f"{self.topic.slug}/{self.name}"
