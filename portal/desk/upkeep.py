"""What the site keeps for itself: scheduled work and the search index."""

from django.apps import apps
from django.contrib import admin

from portal.desk.records import RecordAdmin
from portal.search.models import Document


@admin.register(apps.get_model("operations", "JobRun"))
class JobRunAdmin(RecordAdmin):
    """Named by its label: the room of operations stands apart, and no room imports it."""

    list_display = ("name", "outcome", "started", "finished", "due")
    list_filter = ("outcome",)
    ordering = ("name",)


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ("title", "kind", "context", "url")
    list_filter = ("kind",)
