"""From the rows of the EC2 price list: On-Demand prices, Reserved terms, Dedicated Hosts, and what types there are."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from portal.ec2.importing.amounts import hourly, plain
from portal.ec2.importing.described import hardware
from portal.ec2.importing.figures import Cell, Figures, Key, Origin, called
from portal.ec2.importing.hosts import Hosts
from portal.ec2.importing.problems import Other, Refused
from portal.ec2.importing.reserved import Reserved
from portal.ec2.importing.select import HOST_FAMILY, SYSTEMS, counting, reason
from portal.ec2.importing.slots import Slots
from portal.ec2.importing.table import Document, Row
from portal.ec2.models import Offer
from portal.ec2.offers import OS, Hardware

OFFER_CODE = "AmazonEC2"
COLUMNS = frozenset(
    "termtype unit priceperunit currency leasecontractlength purchaseoption offeringclass productfamily location "
    "locationtype instancetype vcpu memory tenancy operatingsystem licensemodel usagetype capacitystatus preinstalledsw".split()
)
"""Without one of them the prices of a type cannot be told apart."""


def read(document: Document, origin: Origin, regions: Iterable[str]) -> list[Figures]:
    """One for each Region of the file; of `regions` only, if there are any."""
    _check(document, origin.name)
    asked = set(regions)
    left_out: Counter[str] = Counter()
    found: dict[str, Instances] = {}
    for row in document.rows(counting(reason, left_out)):
        code = _region(row, asked, origin.name)
        if asked and code not in asked:
            left_out["other Regions"] += 1
            continue
        found.setdefault(code, Instances(row.get("location", ""), left_out)).take(row)
    return [each.figures(code, origin) for code, each in found.items()]


def _check(document: Document, name: str) -> None:
    code = document.meta.get("offercode", OFFER_CODE)
    if code != OFFER_CODE:
        raise Other(f"{name} is the price list of {code}, not of {OFFER_CODE}.")
    if document.columns and (missing := COLUMNS - document.columns):
        raise Refused(f"{name} has no columns {', '.join(sorted(missing))}: it is not AWS’s price list of EC2.")


def _region(row: Row, asked: set[str], name: str) -> str:
    """Older files state no codes; they are of one Region."""
    if code := row.get("regioncode"):
        return code
    if len(asked) != 1:
        raise Refused(f"{name} does not state the code of its Region: say it with --region.")
    return next(iter(asked))


class Instances:
    """The prices of one Region, as the rows tell them one after the other."""

    def __init__(self, location: str, left_out: Counter[str]) -> None:
        self._location, self._left_out = location, left_out
        self._on_demand: Slots[Key] = Slots()
        self._reserved, self._hosts = Reserved(left_out), Hosts(left_out)
        self._hardware: dict[str, Hardware] = {}

    def take(self, row: Row) -> None:
        if row.get("location", "") != self._location:
            raise Refused(
                f"One Region is both “{self._location}” and “{row.get('location')}”. Download the file again."
            )
        if row.get("currency") != "USD":
            self._left_out["other currencies"] += 1
        elif row.get("productfamily") == HOST_FAMILY:
            self._hosts.take(row)
        elif row.get("termtype") == "Reserved":
            self._reserved.take(_key(row), row)
        elif row.get("termtype") == "OnDemand" and row.get("unit") == "Hrs":
            self._take_on_demand(row)
        else:
            self._left_out["other terms and units"] += 1

    def _take_on_demand(self, row: Row) -> None:
        price = hourly(row["priceperunit"], row.get("ratecode", ""))
        if price == 0:
            self._left_out["prices of zero"] += 1
            return
        name, os = _key(row)
        self._on_demand.put((name, os), price)
        if name not in self._hardware and (described := hardware(row)):
            self._hardware[name] = described

    def figures(self, region: str, origin: Origin) -> Figures:
        on_demand, unbelieved = _licensed(self._on_demand.once())
        terms, broken = self._reserved.terms()
        hosts, doubled = self._hosts.found()
        twice = [f"{called(key)}: {prices}" for key, prices in self._on_demand.twice().items()]
        return Figures(
            offer=Offer.INSTANCES,
            region=region,
            region_name=self._location,
            origin=origin,
            prices={at: Cell(on_demand.get(at), terms.get(at, {})) for at in on_demand.keys() | terms.keys()},
            hosts=hosts,
            hardware=self._hardware,
            refused=(*twice, *unbelieved, *broken, *doubled),
            left_out=dict(self._left_out),
        )


def _key(row: Row) -> Key:
    return row["instancetype"], SYSTEMS[row["operatingsystem"]]


def _licensed(prices: dict[Key, Decimal]) -> tuple[dict[Key, Decimal], list[str]]:
    """Without Windows prices that hold no licence, as those of one’s own licence do: they equal Linux."""
    bare = {
        (name, os)
        for (name, os), price in prices.items()
        if os == OS.WINDOWS and price <= prices.get((name, OS.LINUX), Decimal(0))
    }
    told = [f"{called(key)}: {plain(prices[key])} is no more than Linux costs" for key in sorted(bare)]
    return {at: price for at, price in prices.items() if at not in bare}, told
