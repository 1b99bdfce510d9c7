"""What a workload needs: the learner's own numbers, and where there are none, a starting point for that kind of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from portal.ec2.advisor.lines import Age
from portal.ec2.advisor.words import MIB
from portal.ec2.offers import OS, Hardware
from portal.ec2.workload import Licence, Load, Work, Workload


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of work is like.

    `gib` of memory to a vCPU suits it; `start` is (vCPUs, GiB) where nobody has measured; `series` are the letters to
    look at, the most fitting first; `busy` work uses all CPU it gets while it runs; `dear` says how much the price
    weighs, less where one machine does many times the work of another.
    """

    name: str
    gib: int
    start: tuple[int, int]
    series: tuple[str, ...]
    busy: bool = False
    chips: tuple[str, ...] = ()
    dear: int = 60


PROFILES = {
    Work.WEB: Profile("web work", 4, (2, 8), ("t", "m", "c", "r")),
    Work.DATABASE: Profile("a database", 8, (2, 16), ("r", "m", "x", "i")),
    Work.CACHE: Profile("a cache", 8, (2, 16), ("r", "x", "m")),
    Work.BATCH: Profile("batch work", 2, (4, 8), ("c", "m"), busy=True),
    Work.ANALYTICS: Profile("analytics", 8, (8, 64), ("r", "d", "i", "m"), busy=True),
    Work.TRAINING: Profile(
        "training", 8, (4, 16), ("p", "trn", "g"), busy=True, chips=("p", "trn", "g", "gr"), dear=12
    ),
    Work.INFERENCE: Profile("inference", 4, (4, 16), ("inf", "g", "gr", "p"), chips=("inf", "g", "gr", "p"), dear=30),
    Work.VIDEO: Profile("video encoding", 2, (8, 16), ("c", "m"), busy=True),
    Work.BUILD: Profile("builds", 2, (8, 16), ("c", "m"), busy=True),
    Work.DESKTOP: Profile("a desktop", 4, (4, 16), ("t", "m")),
    Work.OTHER: Profile("mixed work", 4, (2, 8), ("t", "m", "c", "r")),
}
WITH_GPU = ("g", "gr", "p")
"""The letters to look at when other work asks for a GPU."""


@dataclass(frozen=True, slots=True)
class Needs:
    """`least_…` is what a type must have, `vcpus` and `mib` what would be just right; `ages` are those of the families
    on offer."""

    workload: Workload
    profile: Profile
    least_vcpus: int
    least_mib: int
    vcpus: int
    mib: int
    ages: Mapping[str, Age] = field(default_factory=dict)

    @property
    def guessed(self) -> bool:
        """Whether neither number is the learner's."""
        return self.workload.vcpus is None and self.workload.memory is None

    @property
    def half_guessed(self) -> bool:
        """Whether one of the two numbers is implied by the other."""
        return not self.guessed and (self.workload.vcpus is None or self.workload.memory is None)

    @property
    def chips(self) -> bool:
        """Whether the work runs on GPUs or accelerators."""
        return bool(self.profile.chips) or self.workload.gpus > 0

    @property
    def series(self) -> tuple[str, ...]:
        return WITH_GPU if self.workload.gpus and not self.profile.chips else self.profile.series

    @property
    def cpu(self) -> Decimal | None:
        """The average use of the vCPUs, in per cent. Work that takes what it gets is busy unless somebody measured."""
        if self.workload.cpu is None and self.profile.busy:
            return Decimal(100)
        return self.workload.cpu

    def average_on(self, hardware: Hardware) -> Decimal | None:
        """Of the type's own vCPUs: the same work uses a smaller share of more of them. Where nobody said how many the
        average is of, it is taken to be of these."""
        return None if self.cpu is None else self.cpu / self.stated(hardware, Decimal(1))

    def stated(self, hardware: Hardware, share: Decimal) -> Decimal:
        """What the learner would say of their vCPUs where those of the type are busy to this share."""
        asked = self.workload.vcpus
        return share if asked is None else share * max(hardware.vcpus, asked) / asked

    @property
    def steady_database(self) -> bool:
        return self.workload.work is Work.DATABASE and self.workload.load is Load.STEADY

    def age(self, hardware: Hardware) -> Age:
        family = hardware.parts.family
        return self.ages.get(family) or Age(0, family)

    @property
    def counts_cores(self) -> bool:
        return self.workload.licence is Licence.CORE

    @property
    def windows(self) -> bool:
        return self.workload.os is OS.WINDOWS


def needs(workload: Workload, ages: Mapping[str, Age]) -> Needs:
    """One number alone implies the other by the shape of the work. The implied one is a wish: half of it is enough."""
    profile = PROFILES[workload.work]
    vcpus, mib = workload.vcpus, None if workload.memory is None else int(workload.memory * MIB)
    if vcpus is None and mib is None:
        vcpus, mib = profile.start[0], profile.start[1] * MIB
        return Needs(workload, profile, vcpus, mib, vcpus, mib, ages)
    if vcpus is None:
        assert mib is not None
        wish = max(1, -(-mib // (profile.gib * MIB)))
        return Needs(workload, profile, -(-wish // 2), mib, wish, mib, ages)
    if mib is None:
        wish = vcpus * profile.gib * MIB
        return Needs(workload, profile, vcpus, wish // 2, vcpus, wish, ages)
    return Needs(workload, profile, vcpus, mib, vcpus, mib, ages)
