"""How much of its CPU a burstable type may use all the time: its baseline, and the credits it earns.

Source, read by hand because no data set has it: the table of baseline utilisation in “Key concepts for burstable
performance instances”, Amazon EC2 User Guide, at SOURCE.
"""

from decimal import Decimal

from portal.ec2.names import read

SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html"

SMALL = {
    "nano": Decimal(5),
    "micro": Decimal(10),
    "small": Decimal(20),
    "medium": Decimal(20),
    "large": Decimal(30),
}
T3 = {**SMALL, "xlarge": Decimal(40), "2xlarge": Decimal(40)}
BASELINES = {
    "t2": {**SMALL, "xlarge": Decimal("22.5"), "2xlarge": Decimal(17)},
    "t3": T3,
    "t3a": T3,
    "t4g": T3,
}
"""Per cent of each vCPU. t1 and t8i are missing: the table does not give them."""


def is_burstable(name: str) -> bool:
    """Every type of the T series is, whatever a data set's own flag says: moto's forgets t1 and t8i."""
    return read(name).series == "t"


def baseline(name: str) -> Decimal | None:
    """Per cent of each vCPU that the type may use for ever; None where it is unknown or the type is not burstable."""
    parts = read(name)
    return BASELINES.get(parts.family, {}).get(parts.size)


def earns(name: str, vcpus: int) -> Decimal | None:
    """CPU credits an hour. One credit is one vCPU at full speed for a minute, so the baseline decides."""
    share = baseline(name)
    return None if share is None else vcpus * 60 * share / 100
