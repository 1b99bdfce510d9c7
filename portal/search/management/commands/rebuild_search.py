"""`manage.py rebuild_search`: make the search index anew from the rows."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import F

from portal.curriculum.models import Course
from portal.search import documents, index
from portal.search.models import Document


class Command(BaseCommand):
    help = "Make the search index anew, after restoring an old database for instance."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            for owner in Document.objects.values_list("owner", flat=True).distinct():
                index.replace(index.Batch(owner))
            for batch in documents.everything():
                index.replace(batch)
            # Every process learns the words anew.
            Course.objects.update(version=F("version") + 1)
        self.stdout.write(f"{Document.objects.count()} documents can be found.")
