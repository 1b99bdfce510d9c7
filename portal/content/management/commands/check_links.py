"""`manage.py check_links`: the addresses of resources and sources, as text and, with `--online`, on the Internet."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.content import links
from portal.content.publish import publication
from portal.curriculum.models import LinkState, Resource
from portal.quizzes.models import Question

AT_ONCE = 8


class Command(BaseCommand):
    help = "Check the addresses of resources and of questions' sources. With --online also ask whether they answer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--online", action="store_true", help="ask every resource's site, and store what it says")

    def handle(self, *args: Any, **options: Any) -> None:
        resources = list(Resource.objects.listed())
        problems = [*links.form_problems((row.slug, row.url) for row in resources), *_sources()]
        if options["online"]:
            problems += self._ask(resources)
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(resources)} addresses: no errors.")

    def _ask(self, resources: list[Resource]) -> Iterator[str]:
        """Store the verdicts; yields what is gone. Without a network nothing is stored."""
        with ThreadPoolExecutor(AT_ONCE) as threads:
            verdicts = list(threads.map(lambda row: links.look(row.url), resources))
        if resources and all(verdict.state == LinkState.SILENT for verdict in verdicts):
            yield "No address answers: there seems to be no network. Nothing was stored."
            return
        _store(resources, verdicts)
        for row, verdict in zip(resources, verdicts, strict=True):
            if verdict.state not in (LinkState.OK, LinkState.GONE):
                self.stdout.write(f"{row.slug}: {verdict.state.label} ({verdict.detail}): {row.url}")
            if verdict.state == LinkState.GONE:
                yield f"{row.slug}: gone ({verdict.detail}): {row.url}"
        counted = Counter(verdict.state.label for verdict in verdicts)
        self.stdout.write(", ".join(f"{number} {label.lower()}" for label, number in counted.items()))


def _sources() -> Iterator[str]:
    """Sources of questions are often shared, so only their form is of interest."""
    for question in Question.objects.filter(withdrawn=False):
        for source in question.sources:
            yield from links.form_problems([(f"question {question.slug}", source["url"])])


def _store(resources: list[Resource], verdicts: list[links.Verdict]) -> None:
    now = timezone.now()
    with publication(now=now):
        for row, verdict in zip(resources, verdicts, strict=True):
            row.link_state, row.link_checked = verdict.state, now
            row.save(update_fields=["link_state", "link_checked"])
