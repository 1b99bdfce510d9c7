"""`manage.py load_ec2_snapshot`: bring the EC2 chooser's rows up to the data that this release ships."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.ec2.load import is_loaded, load
from portal.ec2.snapshot import file


class Command(BaseCommand):
    help = "Load the shipped EC2 types and prices. Imported prices that are newer stay."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded(file.shipped_digest()):
            return
        snapshot = file.read_shipped()
        load(snapshot)
        if options["verbosity"]:
            self.stdout.write(f"Loaded EC2 data: {len(snapshot.types)} types in {len(snapshot.regions)} Regions.")
