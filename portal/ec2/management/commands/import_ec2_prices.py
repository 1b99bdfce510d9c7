"""`manage.py import_ec2_prices`: bring the prices of Regions up to date from AWS’s own price files."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.ec2.importing import fetch, intake, report, sources
from portal.ec2.importing.apply import apply
from portal.ec2.importing.draft import Draft, draft
from portal.ec2.importing.figures import Figures
from portal.ec2.importing.problems import Other, Refused
from portal.ec2.importing.progress import Bar
from portal.ec2.importing.select import REGION
from portal.ec2.models import Offer, Region

OFFERS = {"ec2": Offer.INSTANCES, "savingsplans": Offer.PLANS, "spot": Offer.SPOT}


class Command(BaseCommand):
    help = (
        "Import EC2 prices: On-Demand, Reserved, Dedicated Hosts, Savings Plans and Spot. From AWS’s public price "
        "files, or from files that lie here. A file is taken wholly or not at all; until then the old prices stand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--region", default="", help="codes of Regions, with commas: us-east-1,eu-west-1")
        parser.add_argument("--file", help="a price file, a folder of them or an address; CSV or JSON, plain or gzip")
        parser.add_argument("--offer", action="append", choices=OFFERS, help="only this; may be said more than once")
        parser.add_argument("--base", default=fetch.BASE, help="where AWS’s price list is mirrored")
        parser.add_argument("--dry-run", action="store_true", help="show the report and change nothing")
        parser.add_argument("--anyway", action="store_true", help="apply in spite of doubts that the report tells")

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        self.regions = [code.strip().lower() for code in options["region"].split(",") if code.strip()]
        for code in self.regions:
            if not REGION.fullmatch(code):
                raise CommandError(f"“{code}” is no code of a Region: write it like eu-west-1.")
        self.offers = [OFFERS[word] for word in options["offer"] or OFFERS]
        self.taken, self.failures, self.passed = 0, list[str](), list[str]()
        for opener in self._openers():
            self._take(opener)
        if self.failures:
            raise CommandError("\n".join(self.failures))
        if not self.taken:
            raise CommandError("\n".join(["Nothing was imported.", *self.passed]))

    def _openers(self) -> Iterable[sources.Opener]:
        try:
            if self.options["file"]:
                return sources.local(self.options["file"])
        except Refused as error:
            raise CommandError(str(error)) from error
        if not self.regions:
            raise CommandError("Say which Region: --region us-east-1. Or which files: --file FOLDER.")
        return sources.official(self.regions, self.offers, self.options["base"])

    def _take(self, opener: sources.Opener) -> None:
        """One file. What is wrong with it does not keep out the others."""
        try:
            for figures in self._read(opener):
                self._propose(draft(figures))
        except Other as error:
            self.passed.append(str(error))
            if self.options["verbosity"] > 1:
                self.stdout.write(str(error))
        except Refused as error:
            self.failures.append(str(error))

    def _read(self, opener: sources.Opener) -> Iterator[Figures]:
        bar = Bar(sys.stderr)
        try:
            with opener(bar) as feed:
                found = intake.read(feed, self.regions)
        finally:
            bar.clear()
        known = set(Region.objects.values_list("code", flat=True)) | set(self.regions)
        for figures in found:
            # The Spot advisor’s file is about every Region there is.
            if figures.offer in self.offers and (figures.offer != Offer.SPOT or figures.region in known):
                yield figures

    def _propose(self, proposed: Draft) -> None:
        self.taken += 1
        for line in report.lines(proposed, everything=self.options["verbosity"] > 1):
            self.stdout.write(line)
        if proposed.is_known and not self.options["anyway"]:
            self.stdout.write("  These are the prices that the site shows already.")
        elif self.options["dry_run"]:
            self.stdout.write("  Nothing was changed: this was a dry run.")
        elif proposed.doubts and not self.options["anyway"]:
            self.failures.append(f"{proposed.title}: not applied because of doubts. --anyway applies it all the same.")
        else:
            apply(proposed)
            self.stdout.write("  Applied.")
