"""The Spot Instance advisor: what Spot saves, and how often AWS took machines back. One small file for all Regions."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from portal.ec2.importing.figures import Cell, Figures, Key, Origin, called
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.select import REGION
from portal.ec2.models import Offer
from portal.ec2.offers import OS

SYSTEMS = {"Linux": OS.LINUX, "Windows": OS.WINDOWS}
MOST_BYTES = 50 * 1024 * 1024
"""Fifty times what it has today; it is read in one piece."""


def read(stream: BinaryIO, origin: Origin, regions: Iterable[str]) -> list[Figures]:
    """Of `regions` only, if there are any."""
    text = stream.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise Refused(f"{origin.name} is larger than a Spot advisor file can be.")
    asked = set(regions)
    try:
        data = json.loads(text)
        bands = {each["index"]: str(each["label"]) for each in data["ranges"]}
        advised = {code: each for code, each in data["spot_advisor"].items() if _is_meant(code, asked)}
        return [_figures(code, each, bands, origin) for code, each in advised.items()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(f"{origin.name} is cut off, or no Spot advisor file ({error}). Download it again.") from error


def _is_meant(code: str, asked: set[str]) -> bool:
    return code in asked if asked else REGION.fullmatch(code) is not None


def _figures(region: str, advised: dict[str, Any], bands: dict[int, str], origin: Origin) -> Figures:
    prices: dict[Key, Cell] = {}
    refused = []
    for label, os in SYSTEMS.items():
        for name, each in advised.get(label, {}).items():
            saving, band = each["s"], bands[each["r"]]
            if type(saving) is int and 0 <= saving < 100:
                prices[name, os] = Cell(terms={"saving": saving, "band": band})
            else:
                refused.append(f"{called((name, os))}: a saving of {saving} %")
    return Figures(Offer.SPOT, region, "", origin, prices, refused=tuple(refused))
