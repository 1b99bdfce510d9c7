"""What a T type costs above its baseline, when it may run unlimited."""

from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.burst import baseline
from portal.ec2.offers import OS, Grade, Hardware
from portal.ec2.purchase.usage import Usage

RATES = {
    OS.LINUX: (Decimal("0.05"), Grade.CONFIRMED),
    OS.WINDOWS: (Decimal("0.096"), Grade.ESTIMATE),
}
"""Dollars for a vCPU-hour of T3 and T3a, the same in all Regions. The Windows figure has no source at AWS here; T4g, RHEL
and SUSE have none at all and get no figure."""

STANDARD = "t2"
"""The only family that AWS launches in standard mode: above the baseline it slows down and costs nothing more."""


@dataclass(frozen=True, slots=True)
class Surcharge:
    """Dollars an hour that it runs. `hourly` is None where the data has no price for what is surely charged."""

    hourly: Decimal | None
    grade: Grade


NONE_DUE = Surcharge(Decimal(0), Grade.CONFIRMED)


def surcharge(hardware: Hardware, usage: Usage, os: OS) -> Surcharge:
    share, average = baseline(hardware.name), usage.average_on(hardware.vcpus)
    if share is None or average is None or average <= share or hardware.parts.family == STANDARD:
        return NONE_DUE
    if hardware.arm or os not in RATES:
        return Surcharge(None, Grade.ESTIMATE)
    rate, grade = RATES[os]
    return Surcharge(above(hardware.vcpus, average, share) * rate, grade)


def above(vcpus: int, average: Decimal, share: Decimal) -> Decimal:
    """vCPU-hours an hour above the baseline, averaged over a day. `average` and `share` are per cent of each vCPU."""
    return vcpus * max(average - share, Decimal(0)) / 100


def break_even(burstable: Hardware, on_demand: Decimal, fixed: Decimal, os: OS) -> Decimal | None:
    """The average CPU in per cent from which a type of fixed performance, at `fixed` dollars, costs no more."""
    share = baseline(burstable.name)
    if share is None or burstable.arm or os not in RATES or burstable.parts.family == STANDARD:
        return None
    rate, _ = RATES[os]
    return share + (fixed - on_demand) / (burstable.vcpus * rate) * 100
