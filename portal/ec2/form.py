"""The fields of the chooser: what stands in each, and the choices that it offers. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.ec2 import addresses
from portal.ec2.browse import ARCHITECTURES, MAKERS
from portal.ec2.columns import COLUMNS, Per, plain
from portal.ec2.money import Unit
from portal.ec2.numbers import Params
from portal.ec2.offers import OS
from portal.ec2.state import State, Way
from portal.ec2.stock import KINDS
from portal.ec2.workload import Work

USUAL = {"hours": "24", "days": "7", "months": "12"}
"""Defaults that the fields show; the other fields are empty by default."""
LONGEST = 40

NEEDS = (
    *("region", "os", "work", "vcpu", "memory", "load", "cpu", "arm", "hours", "days", "months"),
    *("stop", "redo", "gpu", "disk", "network", "licence"),
)
FILTERS = (
    *("region", "os", "family", "min_vcpu", "max_vcpu", "min_memory", "max_memory", "min_network"),
    *("arch", "maker", "show"),
)
BELOW = ("q", "unit", "per")
"""Fields above the table. They belong to the form, wherever they stand."""
FOLDED = ("redo", "gpu", "network", "disk", "licence")
WAYS = {Way.NEEDS: "Describe my workload", Way.BROWSE: "Browse all types"}
UNITS = {Unit.HOUR: "Hour", Unit.DAY: "Day", Unit.MONTH: "Month", Unit.YEAR: "Year"}
PERS = {Per.TYPE: "Whole type", Per.VCPU: "vCPU", Per.GIB: "GiB of memory"}
SORTS = tuple(
    (f"{sign}{column.key}", f"{column.title}, {words} first")
    for column in reversed(COLUMNS)
    for sign, words in (("", "A" if column.words else "lowest"), ("-", "Z" if column.words else "highest"))
)
ARCHES = dict(zip(ARCHITECTURES, ("Arm", "x86"), strict=True))


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    address: str
    label: str
    chosen: bool


class Form:
    """`given` is the address as it was typed: what could not be understood is shown again as it was."""

    def __init__(self, state: State, regions: dict[str, str], problems: dict[str, str], given: Params) -> None:
        self.state, self.regions, self.problems = state, regions, problems
        typed = {key: (given.get(key) or "")[:LONGEST] for key in problems}
        self.values = USUAL | dict(state.fields()) | {"family": ", ".join(state.filters.families)} | typed

    @property
    def browsing(self) -> bool:
        return self.state.way is Way.BROWSE

    @property
    def slots(self) -> list[tuple[str, str]]:
        """A problem for each field, empty where there is none: the page has a place for each."""
        keys = (*(FILTERS if self.browsing else NEEDS), *BELOW)
        return [(key, self.problems.get(key, "")) for key in keys]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the fields of this page do not say: the other way's, the order, the type."""
        own = {*(FILTERS if self.browsing else NEEDS), *BELOW, "way", "sort", "page"}
        return [(key, value) for key, value in self.state.fields() if key not in own]

    @property
    def below(self) -> list[tuple[str, str]]:
        """The same for the fields above the table."""
        return [(key, self.problems.get(key, "")) for key in BELOW]

    @property
    def summary(self) -> str:
        """What a closed form says of itself."""
        wanted = self.state.workload
        region = self.regions.get(wanted.region, wanted.region)
        if self.browsing:
            return f"{wanted.os.label} in {region}"
        size = [f"{wanted.vcpus} vCPU"] if wanted.vcpus else []
        size += [f"{plain(wanted.memory)} GiB"] if wanted.memory else []
        return ", ".join([wanted.work.label, *size, region])

    @property
    def more(self) -> bool:
        """Whether a field among those that are folded away was filled in, or wrongly."""
        return any(self.values.get(key) for key in FOLDED)

    @property
    def ways(self) -> Iterator[WayIn]:
        for way, label in WAYS.items():
            state = replace(self.state.with_filters(page=1), way=way)
            yield WayIn(addresses.chooser(state.query), label, way is self.state.way)

    @property
    def region_options(self) -> SafeString:
        return _options(tuple(self.regions.items()), self.state.workload.region)

    @property
    def sort_options(self) -> SafeString:
        """For narrow pages, where the table has no headings to sort by."""
        return _options(SORTS, self.state.filters.sort)

    @property
    def systems(self) -> Iterator[Choice]:
        return _choices({os.value: os.label for os in OS}, self.state.workload.os)

    @property
    def works(self) -> Iterator[Choice]:
        return _choices({work.value: work.label for work in Work}, self.state.workload.work)

    @property
    def kinds(self) -> Iterator[Choice]:
        return (Choice(kind, label, kind in self.state.filters.show) for kind, label in KINDS.items())

    @property
    def makers(self) -> Iterator[Choice]:
        return _choices({"": "Any", **{name: name for name in MAKERS}}, self.state.filters.maker)

    @property
    def arches(self) -> Iterator[Choice]:
        return _choices({"": "Either", **ARCHES}, self.state.filters.arch)

    @property
    def units(self) -> Iterator[Choice]:
        return _choices({unit.value: name for unit, name in UNITS.items()}, self.state.filters.unit)

    @property
    def pers(self) -> Iterator[Choice]:
        return _choices({per.value: name for per, name in PERS.items()}, self.state.filters.per)


def _choices(labels: dict[str, str], chosen: str) -> Iterator[Choice]:
    return (Choice(value, label, value == chosen) for value, label in labels.items())


@lru_cache(maxsize=100)
def _options(pairs: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Joined, and kept: some forty for each page."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if value == chosen else "", label) for value, label in pairs),
    )
