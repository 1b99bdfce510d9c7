"""The snapshot, made from the data sets that moto and apache-libcloud bring. Needs the extra `ec2-data`."""

from collections.abc import Mapping
from decimal import Decimal

from portal.ec2.offers import OS, Grade
from portal.ec2.snapshot import cells, clean, hardware, licences, regions
from portal.ec2.snapshot.cells import Cells
from portal.ec2.snapshot.file import Place, Prices, Snapshot


def build() -> Snapshot:
    types, offered = hardware.types(), hardware.offerings()
    prices_source, stated = cells.read()
    known = {each.name: each for each in types}
    believable = {os: on_offer(stated[os], offered) for os in OS}
    linux, refused = clean.linux(believable[OS.LINUX], known)
    quotes = {
        OS.LINUX: linux,
        OS.WINDOWS: licences.windows(linux, believable[OS.WINDOWS], known),
        OS.RHEL: licences.surcharged(linux, believable[OS.RHEL], known),
        OS.SUSE: licences.surcharged(linux, believable[OS.SUSE], known),
    }
    prices = {(region, os): quotes[os][region] for os in OS for region in sorted(quotes[os])}
    return Snapshot(
        types=types,
        regions={code: Place(regions.name_of(code), names) for code, names in offered.items()},
        prices=prices,
        hardware=hardware.source(),
        prices_source=prices_source,
        counts={
            "types": len(types),
            "regions": len(offered),
            "offered": sum(len(names) for names in offered.values()),
            "refused_families": len(refused),
            **{key: count for os in OS for key, count in counts(os, prices, believable[os]).items()},
        },
    )


def on_offer(stated: Cells, offered: Mapping[str, list[str]]) -> dict[str, dict[str, Decimal]]:
    """The cells of the types that a Region offers. The file also has types that are gone."""
    rows = {code: stated.get(code, {}) for code in offered}
    return {code: {name: rows[code][name] for name in names if name in rows[code]} for code, names in offered.items()}


def counts(os: OS, prices: Prices, stated: Cells) -> dict[str, int]:
    """Of the cells for types on offer: how many became prices, and how many we cannot believe or replace."""
    grades = [quote.grade for (_, each), quotes in prices.items() if each == os for quote in quotes.values()]
    return {
        f"{os}_confirmed": grades.count(Grade.CONFIRMED),
        f"{os}_derived": grades.count(Grade.DERIVED),
        f"{os}_refused": sum(len(row) for row in stated.values()) - len(grades),
    }
