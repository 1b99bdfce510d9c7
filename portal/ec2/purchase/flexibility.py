"""Size flexibility: a regional Reserved Instance on Linux pays for other sizes of its family."""

from decimal import Decimal

from portal.ec2.offers import OS, Hardware


def flexible(hardware: Hardware, os: OS) -> bool:
    """On shared Linux machines only. Types with GPUs or accelerators are left out: for some of them AWS makes an
    exception, and the list is not in the data."""
    plain = not (hardware.gpus or hardware.accelerators or hardware.bare_metal)
    return os is OS.LINUX and plain and hardware.parts.factor is not None


def covered(reserved: Hardware, running: Hardware, os: OS) -> Decimal | None:
    """How many of the running instances one reservation pays for: 2 m5.large for an m5.xlarge, half an m5.2xlarge."""
    if reserved.parts.family != running.parts.family or not (flexible(reserved, os) and flexible(running, os)):
        return None
    ours, theirs = reserved.parts.factor, running.parts.factor
    return ours / theirs if ours and theirs else None
