"""The price file of apache-libcloud as it stands, wrong cells and all. Needs the extra `ec2-data`."""

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from typing import Any

from portal.ec2.offers import OS, Source

PACKAGE = "apache-libcloud"

Cells = Mapping[str, Mapping[str, Decimal]]
"""By Region, then by type: what the file gives as US dollars an hour. Many cells are 0 or hold another price."""


def read() -> tuple[Source, dict[OS, Cells]]:
    """Only the lists by operating system: the older ones, by Region, stop in 2020."""
    package = metadata.distribution(PACKAGE)
    stored = Path(str(package.locate_file("libcloud/data/pricing.json"))).read_text()
    stated = json.loads(stored, parse_float=Decimal)
    day = datetime.datetime.fromtimestamp(stated["updated"], datetime.UTC).date()
    cells = {os: by_region(stated["compute"][f"ec2_{os}"]) for os in OS}
    return Source(f"{PACKAGE} {package.version}", day), cells


def by_region(listed: Mapping[str, Mapping[str, Any]]) -> Cells:
    """The file lists by type first."""
    turned: dict[str, dict[str, Decimal]] = {}
    for name, row in listed.items():
        for region, price in row.items():
            turned.setdefault(region, {})[name] = Decimal(price)
    return turned
