"""A type that no description of ours knows, as the price list’s own columns describe it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.importing.table import Row
from portal.ec2.names import read
from portal.ec2.offers import Hardware

SOURCE = "from the price list"
NUMBER = r"([0-9][0-9,]{0,11}(?:\.[0-9]{1,6})?)"
WHOLE = re.compile(r"[0-9]{1,6}")
MEMORY = re.compile(rf"{NUMBER} GiB")
CLOCK = re.compile(rf"(?:Up to )?{NUMBER} GHz")
DISKS = re.compile(rf"(?:([0-9]{{1,4}}) x )?{NUMBER} ?(?:GB ?)?(.*)")
SPEED = re.compile(rf"(Up to )?{NUMBER} (Gigabit|Megabit|Mbps|Gbps)")
MAKERS = {"Intel": "Intel", "AMD": "AMD", "AWS": "AWS", "Graviton": "AWS", "Apple": "Apple"}
ARCHITECTURES = {"32-bit or 64-bit": ("i386", "x86_64"), "64-bit": ("x86_64",)}
ACCELERATED = ("inf", "trn")
"""Series whose chips the column “GPU” counts and that are no GPUs."""


def hardware(row: Row) -> Hardware | None:
    """None where the file does not tell even the size. What it does not tell is unknown, never 0."""
    name = read(row.get("instancetype", ""))
    vcpus, memory = _whole(row.get("vcpu", "")), MEMORY.fullmatch(row.get("memory", ""))
    if not name.size or vcpus is None or memory is None:
        return None
    maker = _maker(row.get("physicalprocessor", ""))
    disks, network = _disks(row.get("storage", "")), _speed(row.get("networkperformance", ""))
    volumes = _speed(row.get("dedicatedebsthroughput", ""))
    chips = _whole(row.get("gpu", "")) or 0
    is_gpu = name.series not in ACCELERATED
    return Hardware(
        name=name.text,
        vcpus=vcpus,
        cores=_whole(row.get("physicalcores", "")),
        memory_mib=int(_number(memory[1]) * 1024),
        architectures=_architectures(maker, row.get("processorarchitecture", "")),
        maker=maker,
        clock_ghz=float(_number(clock[1])) if (clock := CLOCK.fullmatch(row.get("clockspeed", ""))) else None,
        gpus=chips if is_gpu else 0,
        accelerators=0 if is_gpu else chips,
        disk_gb=disks.gigabytes,
        disk_count=disks.count,
        disk_kind=disks.kind,
        network=row.get("networkperformance", ""),
        network_baseline_gbps=_scaled(network.baseline, 1000),
        network_peak_gbps=_scaled(network.peak, 1000),
        ebs_baseline_mbps=_scaled(volumes.baseline, 1),
        ebs_peak_mbps=_scaled(volumes.peak, 1),
        bare_metal=name.is_metal,
        burstable=name.series == "t",
        current=row.get("currentgeneration") == "Yes",
        source=SOURCE,
    )


@dataclass(frozen=True, slots=True)
class Disks:
    gigabytes: int = 0
    count: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Speed:
    """In megabits a second. “Up to” states the peak and leaves the baseline open."""

    baseline: Decimal | None = None
    peak: Decimal | None = None


def _maker(processor: str) -> str:
    return next((maker for word, maker in MAKERS.items() if word in processor), "")


def _architectures(maker: str, words: str) -> tuple[str, ...]:
    if maker == "AWS":
        return ("arm64",)
    return ("arm64_mac",) if maker == "Apple" else ARCHITECTURES.get(words, ())


def _disks(words: str) -> Disks:
    """“2 x 900 NVMe SSD”, “900 GB NVMe SSD”, “EBS only”."""
    match = DISKS.fullmatch(words)
    if match is None:
        return Disks()
    count, each = int(match[1] or 1), int(_number(match[2]))
    return Disks(count * each, count, "hdd" if "HDD" in match[3] else "ssd")


def _speed(words: str) -> Speed:
    """“Up to 12500 Megabit”, “25 Gigabit”, “3170 Mbps”; “High” is no number."""
    match = SPEED.fullmatch(words)
    if match is None:
        return Speed()
    peak = _number(match[2]) * (1000 if match[3].startswith("Gig") or match[3] == "Gbps" else 1)
    return Speed(None if match[1] else peak, peak)


def _scaled(value: Decimal | None, by: int) -> float | None:
    return None if value is None else float(value / by)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _whole(text: str) -> int | None:
    return int(text) if WHOLE.fullmatch(text) else None
