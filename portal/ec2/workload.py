"""What the learner said about the work: read from an address, and written back into one.

An address may be typed by hand, shared, or sent by a machine. So every field has a sentence for what it cannot
understand, and the rest of the address still counts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlencode

from portal.ec2.numbers import Params, number, one_of
from portal.ec2.offers import OS
from portal.ec2.purchase.usage import Usage

DEFAULT_REGION = "us-east-1"
LONGEST_REGION = 40

MOST_VCPUS = 2_000
MOST_GIB = 100_000
MOST_MONTHS = 120
MOST_MINUTES = 7 * 24 * 60
MOST_GPUS = 64
MOST_GB = 500_000
MOST_GBPS = 10_000
THOUSANDTHS = Decimal("0.001")
"""Finer than anybody means; a number that was typed as 1e-99 would be a very long address."""


class Work(StrEnum):
    """What the machine runs."""

    WEB = "web"
    DATABASE = "database"
    CACHE = "cache"
    BATCH = "batch"
    ANALYTICS = "analytics"
    TRAINING = "training"
    INFERENCE = "inference"
    VIDEO = "video"
    BUILD = "build"
    DESKTOP = "desktop"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Work.WEB: "Website or API",
    Work.DATABASE: "Database",
    Work.CACHE: "Cache in memory",
    Work.BATCH: "Batch job",
    Work.ANALYTICS: "Analytics or logs",
    Work.TRAINING: "Training a model",
    Work.INFERENCE: "Inference with a model",
    Work.VIDEO: "Video encoding",
    Work.BUILD: "Builds and tests",
    Work.DESKTOP: "Desktop",
    Work.OTHER: "Something else",
}


class Load(StrEnum):
    STEADY = "steady"
    SPIKY = "spiky"


class Licence(StrEnum):
    """How software that is brought along is licensed. Only a count of cores decides about machines."""

    NONE = "none"
    CORE = "core"


@dataclass(frozen=True, slots=True)
class Workload:
    """None means that the learner does not know. `arm` is None where nobody said whether the software runs on it."""

    region: str = DEFAULT_REGION
    os: OS = OS.LINUX
    work: Work = Work.WEB
    vcpus: int | None = None
    memory: Decimal | None = None
    load: Load = Load.STEADY
    cpu: Decimal | None = None
    arm: bool | None = None
    hours: Decimal = Decimal(24)
    days: Decimal = Decimal(7)
    months: int = 12
    interruptible: bool = False
    redo: int = 0
    gpus: int = 0
    disk: int = 0
    network: Decimal = Decimal(0)
    licence: Licence = Licence.NONE

    @property
    def usage(self) -> Usage:
        """What the purchase panel needs to know of it."""
        return Usage(
            hours_a_day=self.hours,
            days_a_week=self.days,
            months=self.months,
            interruptible=self.interruptible,
            redo_minutes=Decimal(self.redo),
            cpu=self.cpu,
            vcpus=self.vcpus,
            licence_per_core=self.licence is Licence.CORE,
        )


def read(params: Params, regions: Collection[str]) -> tuple[Workload, dict[str, str]]:
    """The workload of an address, with the default where a field cannot be understood, and for each such field what
    to enter instead. `regions` are the codes that we have data of."""
    problems: dict[str, str] = {}
    return Workload(
        region=_region(params, regions, problems),
        os=OS(one_of(params, "os", tuple(OS), problems)),
        work=Work(one_of(params, "work", tuple(Work), problems)),
        vcpus=number(params, "vcpu", problems, kind=int, least=1, most=MOST_VCPUS),
        memory=_fine(number(params, "memory", problems, most=MOST_GIB)) or None,
        load=Load(one_of(params, "load", tuple(Load), problems)),
        cpu=_fine(number(params, "cpu", problems, most=100)),
        arm=ANSWERS[one_of(params, "arm", tuple(ANSWERS), problems)],
        hours=_fine(number(params, "hours", problems, least=1, most=24)) or Decimal(24),
        days=_fine(number(params, "days", problems, least=1, most=7)) or Decimal(7),
        months=number(params, "months", problems, kind=int, least=1, most=MOST_MONTHS) or 12,
        interruptible=one_of(params, "stop", ("no", "yes"), problems) == "yes",
        redo=number(params, "redo", problems, kind=int, most=MOST_MINUTES) or 0,
        gpus=number(params, "gpu", problems, kind=int, most=MOST_GPUS) or 0,
        disk=number(params, "disk", problems, kind=int, most=MOST_GB) or 0,
        network=_fine(number(params, "network", problems, most=MOST_GBPS)) or Decimal(0),
        licence=Licence(one_of(params, "licence", tuple(Licence), problems)),
    ), problems


ANSWERS: dict[str, bool | None] = {"": None, "yes": True, "no": False}


def _region(params: Params, regions: Collection[str], problems: dict[str, str]) -> str:
    code = (params.get("region") or DEFAULT_REGION)[: LONGEST_REGION + 1].strip().lower()
    if code in regions:
        return code
    problems["region"] = "Choose a Region from the list: there is no data of this one."
    return DEFAULT_REGION


def _fine(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(THOUSANDTHS).normalize()


def query(workload: Workload) -> str:
    """The address of the workload: only what differs from a plain one, always in this order."""
    plain = Workload()
    pairs = [
        (key, text) for (key, text), (_, usual) in zip(_fields(workload), _fields(plain), strict=True) if text != usual
    ]
    return urlencode(pairs)


def _fields(workload: Workload) -> list[tuple[str, str]]:
    return [
        ("region", workload.region),
        ("os", workload.os),
        ("work", workload.work),
        ("vcpu", _text(workload.vcpus)),
        ("memory", _text(workload.memory)),
        ("load", workload.load),
        ("cpu", _text(workload.cpu)),
        ("arm", next(word for word, answer in ANSWERS.items() if answer is workload.arm)),
        ("hours", _text(workload.hours)),
        ("days", _text(workload.days)),
        ("months", _text(workload.months)),
        ("stop", "yes" if workload.interruptible else "no"),
        ("redo", _text(workload.redo)),
        ("gpu", _text(workload.gpus)),
        ("disk", _text(workload.disk)),
        ("network", _text(workload.network)),
        ("licence", workload.licence),
    ]


def _text(value: int | Decimal | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


NAMES = frozenset(name for name, _ in _fields(Workload()))
"""What an address may say of a workload."""
