"""What a snapshot holds, in lines for the one who builds it."""

from collections.abc import Iterator

from portal.ec2.offers import OS, Grade
from portal.ec2.snapshot.file import Snapshot


def lines(snapshot: Snapshot) -> Iterator[str]:
    counts = snapshot.counts
    yield f"{counts['types']} types ({snapshot.hardware.name}, {snapshot.hardware.published})"
    yield f"{counts['regions']} Regions, {counts['offered']} types on offer in them together"
    yield f"Prices: {snapshot.prices_source.name}, {snapshot.prices_source.published}"
    for os in OS:
        yield (
            f"  {os}: {counts[f'{os}_confirmed']} confirmed, {counts[f'{os}_derived']} derived, "
            f"{counts[f'{os}_refused']} refused"
        )
    yield f"  families refused as a whole in a Region: {counts['refused_families']}"
    yield "Linux by Region: on offer, confirmed, derived, without a price"
    for code, place in snapshot.regions.items():
        grades = [quote.grade for quote in snapshot.prices.get((code, OS.LINUX), {}).values()]
        confirmed, derived = grades.count(Grade.CONFIRMED), grades.count(Grade.DERIVED)
        offered = len(place.types)
        yield f"  {code:15} {offered:5} {confirmed:5} {derived:5} {offered - confirmed - derived:5}"
