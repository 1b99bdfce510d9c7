"""Savings Plans: for each plan the rate of each type. A rate already holds the payment option: nothing is due upfront.

Rates name what they discount by usage type and operation, which is how EC2 itself bills it. So the file needs no other
beside it, and one of a plan alone can be loaded.
"""

from collections import Counter
from collections.abc import Iterable

from portal.ec2.importing.amounts import hourly, plain
from portal.ec2.importing.commitments import plan
from portal.ec2.importing.figures import Cell, Figures, Key, Origin, called
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.select import OPERATIONS, REGION, USAGE, counting, plan_reason
from portal.ec2.importing.slots import Slots
from portal.ec2.importing.table import Document, Row
from portal.ec2.models import Offer
from portal.ec2.offers import Commitment

COLUMNS = frozenset(
    "unit discountedrate currency discountedservicecode discountedusagetype discountedoperation purchaseoption "
    "leasecontractlength productfamily".split()
)
Term = tuple[Key, Commitment]


def read(document: Document, origin: Origin, regions: Iterable[str]) -> list[Figures]:
    """One for each Region of the file; of `regions` only, if there are any."""
    if document.columns and (missing := COLUMNS - document.columns):
        raise Refused(f"{origin.name} has no columns {', '.join(sorted(missing))}: it is no list of Savings Plans.")
    asked, own = set(regions), document.meta.get("regioncode", "")
    left_out: Counter[str] = Counter()
    found: dict[str, Slots[Term]] = {}
    for row in document.rows(counting(plan_reason, left_out)):
        code = row.get("discountedregioncode") or own or _only(asked, origin.name)
        if not REGION.fullmatch(code):
            left_out["outside the Regions: Local Zones, Wavelength, Outposts"] += 1
        elif asked and code not in asked:
            left_out["other Regions"] += 1
        elif term := _term(row, left_out):
            price = hourly(row["discountedrate"], row.get("ratecode", ""))
            if price == 0:
                left_out["prices of zero"] += 1
            else:
                found.setdefault(code, Slots()).put(term, price)
    return [_figures(code, slots, origin, left_out) for code, slots in found.items()]


def _only(asked: set[str], name: str) -> str:
    if len(asked) != 1:
        raise Refused(f"{name} does not state the code of its Region: say it with --region.")
    return next(iter(asked))


def _term(row: Row, left_out: Counter[str]) -> Term | None:
    commitment, usage = plan(row), USAGE.fullmatch(row["discountedusagetype"])
    name = row.get("discountedinstancetype") or (usage and usage["type"])
    if row.get("currency") not in ("", "USD") or row.get("unit", "Hrs") != "Hrs":
        left_out["other currencies and units"] += 1
        return None
    if commitment is None or not name:
        left_out["plans of another kind"] += 1
        return None
    return (name, OPERATIONS[row["discountedoperation"]]), commitment


def _figures(region: str, slots: Slots[Term], origin: Origin, left_out: Counter[str]) -> Figures:
    terms: dict[Key, dict[str, list[str]]] = {}
    for (key, commitment), price in slots.once().items():
        terms.setdefault(key, {})[commitment.key] = ["0", plain(price)]
    twice = [f"{called(key)}, {term.key}: {prices}" for (key, term), prices in slots.twice().items()]
    return Figures(
        offer=Offer.PLANS,
        region=region,
        region_name="",
        origin=origin,
        prices={key: Cell(terms=each) for key, each in terms.items()},
        refused=tuple(twice),
        left_out=dict(left_out),
    )
