"""What the data holds and lacks, counted from the rows: for the page that tells where prices come from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from portal.ec2 import burst, models
from portal.ec2.offers import OS, Grade
from portal.ec2.snapshot.regions import NAMES


@dataclass(frozen=True, slots=True)
class Place:
    """A Region: how many types it offers, and how many of them have a price, by system and grade."""

    code: str
    name: str
    offered: int
    priced: Mapping[tuple[OS, Grade], int]

    def with_price(self, os: OS) -> int:
        return sum(self.priced.get((os, grade), 0) for grade in Grade)

    def of_grade(self, os: OS, *grades: Grade) -> int:
        return sum(self.priced.get((os, grade), 0) for grade in grades)


@dataclass(frozen=True, slots=True)
class Gap:
    """How many types something is unknown of, and which: the families of long lists."""

    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    places: tuple[Place, ...]
    types: int
    sources: Mapping[str, int]
    without_price: Gap
    baselines: Gap
    cores: Gap
    network: Gap
    ebs: Gap
    missing_regions: tuple[str, ...]
    kinds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Of bare metal and of types with chips: all, and how many of them have no price anywhere."""

    @property
    def offered(self) -> int:
        return sum(place.offered for place in self.places)

    def priced(self, os: OS) -> int:
        return sum(place.with_price(os) for place in self.places)


def tally() -> Tally:
    """Five queries, over all rows: for a page that few open."""
    types = list(
        models.InstanceType.objects.values_list(
            "name",
            "source",
            "cores",
            "network_baseline_gbps",
            "ebs_baseline_mbps",
            "bare_metal",
            "gpus",
            "accelerators",
        )
    )
    priced = set(_active().values_list("type", flat=True).distinct())
    names = [row[0] for row in types]
    metal = [row[0] for row in types if row[5]]
    chips = [row[0] for row in types if row[6] or row[7]]
    return Tally(
        places=_places(),
        types=len(types),
        sources=Counter(row[1] for row in types),
        without_price=_gap(name for name in names if name not in priced),
        baselines=Gap(*_named(name for name in names if burst.is_burstable(name) and burst.baseline(name) is None)),
        cores=_gap(row[0] for row in types if row[2] is None),
        network=_gap(row[0] for row in types if row[3] is None),
        ebs=_gap(row[0] for row in types if row[4] is None),
        missing_regions=_missing(),
        kinds={
            "metal": (len(metal), sum(name not in priced for name in metal)),
            "chips": (len(chips), sum(name not in priced for name in chips)),
        },
    )


def _active() -> QuerySet[models.Price]:
    return models.Price.objects.filter(
        edition__active=True, edition__offer=models.Offer.INSTANCES, hourly__isnull=False
    )


def _places() -> tuple[Place, ...]:
    counted = _active().values_list("edition__region", "os", "grade").annotate(Count("pk")).order_by()
    priced: dict[str, dict[tuple[OS, Grade], int]] = {}
    for code, os, grade, number in counted:
        priced.setdefault(code, {})[OS(os), Grade(grade)] = number
    rows = models.Region.objects.annotate(offered=Count("types")).values_list("code", "name", "offered")
    return tuple(Place(code, name, offered, priced.get(code, {})) for code, name, offered in rows)


def _missing() -> tuple[str, ...]:
    """Regions that AWS has and this data has not."""
    known = set(models.Region.objects.values_list("code", flat=True))
    return tuple(sorted(name for code, name in NAMES.items() if code not in known))


def _gap(names: Iterable[str]) -> Gap:
    """By family: six hundred names would tell nobody anything."""
    found = list(names)
    return Gap(len(found), tuple(sorted({name.partition(".")[0] for name in found})))


def _named(names: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    found = tuple(sorted(names))
    return len(found), found
