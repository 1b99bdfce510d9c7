"""The chooser's state: all of it stands in the address, so that it can be shared, kept and gone back to. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from portal.ec2 import browse, workload
from portal.ec2.browse import Filters
from portal.ec2.numbers import Lists, Problem, one_of
from portal.ec2.spelling import tidy
from portal.ec2.workload import Workload


class Way(StrEnum):
    """The two ways in. The values are those of `way` in an address."""

    NEEDS = "needs"
    BROWSE = "browse"


@dataclass(frozen=True, slots=True)
class State:
    """Both ways share it: who turns from one to the other finds the other as it was left. `type` is the one whose
    prices are shown in full."""

    way: Way = Way.NEEDS
    workload: Workload = field(default_factory=Workload)
    filters: Filters = field(default_factory=Filters)
    type: str = ""

    @property
    def query(self) -> str:
        return urlencode(self.fields())

    def fields(self) -> list[tuple[str, str]]:
        """What differs from the defaults, always in this order."""
        pairs = [("way", str(self.way))] if self.way is not Way.NEEDS else []
        pairs += _work(self.workload)
        pairs += browse.fields(self.filters)
        return pairs + ([("type", self.type)] if self.type else [])

    def with_filters(self, **changes: object) -> "State":
        return replace(self, filters=replace(self.filters, **changes))  # type: ignore[arg-type]

    def showing(self, name: str) -> "State":
        """With this type's prices shown in full."""
        return replace(self.with_filters(page=1), type=name)


@lru_cache(maxsize=200)
def _work(wanted: Workload) -> tuple[tuple[str, str], ...]:
    """Kept, for a page has forty addresses of the same work."""
    return tuple(parse_qsl(workload.query(wanted)))


def read(params: Lists, regions: Collection[str]) -> tuple[State, dict[str, Problem]]:
    """The state of an address, with the default where a field cannot be understood, and for each such field what to
    enter instead. `regions` are the codes that we have data of."""
    problems: dict[str, Problem] = {}
    way = Way(one_of(params, "way", tuple(Way), problems))
    wanted, about_work = workload.read(params, regions)
    filters, about_filters = browse.read(params)
    state = State(way, wanted, filters, tidy(params.get("type") or ""))
    return state, problems | about_work | about_filters
