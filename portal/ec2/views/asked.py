"""What the address of a page about types asks for: the learner's work, and the offers of that Region and system."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from portal.ec2 import ages, state, workload
from portal.ec2.catalogue import Catalogue, catalogue, regions
from portal.ec2.origin import day
from portal.ec2.state import State
from portal.ec2.workload import Workload


@dataclass(frozen=True, slots=True)
class Asked:
    """`query` is the chooser's whole state, as every link carries it on; `problems` say what to enter instead."""

    state: State
    problems: dict[str, str]
    catalogue: Catalogue
    regions: dict[str, str]

    @property
    def workload(self) -> Workload:
        return self.state.workload

    @property
    def query(self) -> str:
        return self.state.query

    @property
    def work(self) -> str:
        """The part of the state that is worth sharing."""
        return workload.query(self.workload)

    @property
    def fields(self) -> list[tuple[str, str]]:
        return self.state.fields()

    @property
    def os_name(self) -> str:
        return self.workload.os.label

    @property
    def region_name(self) -> str:
        return self.catalogue.region_name

    @property
    def stamp(self) -> str:
        """Whose prices these are and of which day."""
        published = self.catalogue.published
        return f"{self.os_name} prices for {self.region_name}, {day(published)}" if published else "No prices yet"

    @property
    def months(self) -> int:
        """The age of the prices."""
        published = self.catalogue.published
        return ages.months_between(published, timezone.localdate()) if published else 0

    @property
    def old(self) -> bool:
        published = self.catalogue.published
        return published is not None and ages.is_old(published, timezone.localdate())


def asked(params: QueryDict) -> Asked:
    """Never fails: what cannot be understood has its default and a problem, and a site without EC2 data no offers."""
    known = regions()
    found, problems = state.read(params, known)
    if not known:
        problems.pop("region", None)  # no choice of theirs would be right
    wanted = found.workload
    if wanted.region in known:
        offers = catalogue(wanted.region, wanted.os)
    else:
        offers = Catalogue(wanted.region, wanted.region, wanted.os, {}, {}, False, ())
    return Asked(found, problems, offers, known)
