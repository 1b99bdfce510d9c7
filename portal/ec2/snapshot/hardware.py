"""What moto knows of the instance types and of the Regions that offer them. Needs the extra `ec2-data`."""

import datetime
import gzip
import json
import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from portal.ec2.burst import is_burstable
from portal.ec2.offers import Hardware, Source

PUBLISHED = {"5.2.5": datetime.date(2026, 10, 27)}
"""moto states no day for its data. This is when each version was packed, by the dates inside its wheel."""

GIGABITS = re.compile(r"(?:(?P<cards>\d+)x )?(?P<each>[\d.]+) Gigabit")


class UnknownRelease(Exception):
    """This version of a package has no day in our table."""


def source() -> Source:
    version = metadata.version("moto")
    if version not in PUBLISHED:
        raise UnknownRelease(f"Add the day on which moto {version} was packed to PUBLISHED in {__name__}.")
    return Source(f"moto {version}", PUBLISHED[version])


def types() -> list[Hardware]:
    stated = _unpack(_path("instance_types.json.gz"))
    return [hardware(stated[name], source().name) for name in sorted(stated)]


def offerings() -> dict[str, list[str]]:
    """The names of the types that each Region offers."""
    files = sorted(_path("instance_type_offerings/region").glob("*.json.gz"))
    rows = {path.name.removesuffix(".json.gz"): _unpack(path) for path in files}
    return {code: sorted({row["InstanceType"] for row in stated}) for code, stated in rows.items()}


def _path(name: str) -> Path:
    """Of moto's own data. moto itself is not imported: it would load every service that it imitates."""
    return Path(str(metadata.distribution("moto").locate_file(f"moto/ec2/resources/{name}")))


def _unpack(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def hardware(stated: Mapping[str, Any], source: str) -> Hardware:
    """One type of the shape that DescribeInstanceTypes answers with."""
    processor, vcpu = stated["ProcessorInfo"], stated["VCpuInfo"]
    return Hardware(
        name=stated["InstanceType"],
        vcpus=vcpu["DefaultVCpus"],
        cores=_cores(processor.get("Manufacturer", ""), vcpu),
        memory_mib=stated["MemoryInfo"]["SizeInMiB"],
        architectures=tuple(processor["SupportedArchitectures"]),
        maker=processor.get("Manufacturer", ""),
        clock_ghz=processor.get("SustainedClockSpeedInGhz"),
        bare_metal=stated["BareMetal"],
        burstable=is_burstable(stated["InstanceType"]),
        current=stated["CurrentGeneration"],
        spot="spot" in stated["SupportedUsageClasses"],
        hosts=stated["DedicatedHostsSupported"],
        hibernation=stated["HibernationSupported"],
        free_tier=stated["FreeTierEligible"],
        efa=stated["NetworkInfo"].get("EfaSupported", False),
        source=source,
        **_gpus(stated.get("GpuInfo")),
        **_accelerators(stated),
        **_disks(stated.get("InstanceStorageInfo")),
        **_network(stated["NetworkInfo"]),
        **_ebs(stated["EbsInfo"].get("EbsOptimizedInfo", {})),
    )


def _cores(maker: str, vcpu: Mapping[str, Any]) -> int | None:
    """AWS states two threads a core for the first Apple chips, which run one: their cores are unknown here."""
    believable = maker != "Apple" or vcpu["DefaultThreadsPerCore"] == 1
    return vcpu["DefaultCores"] if believable else None


def _gpus(stated: Mapping[str, Any] | None) -> dict[str, Any]:
    """A part of a GPU counts as one, and its name says which part: its own `Count` is 0."""
    if stated is None:
        return {}
    first = stated["Gpus"][0]
    name = f"{first['Manufacturer']} {first['Name']}"
    part = first.get("GpuPartitionSize", 1)
    return {
        "gpus": sum(each["Count"] or each["LogicalGpuCount"] for each in stated["Gpus"]),
        "gpu_name": name if part == 1 else f"{name}, 1/{1 / part:.0f} of one",
        "gpu_memory_mib": stated["TotalGpuMemoryInMiB"],
    }


def _accelerators(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Chips beside the CPU that are no GPUs. The maker is named where the chip's own name does not tell."""
    devices: list[tuple[str, Mapping[str, Any]]] = [
        *((f"AWS {each['Name']}", each) for each in stated.get("NeuronInfo", {}).get("NeuronDevices", [])),
        *((each["Name"], each) for each in stated.get("InferenceAcceleratorInfo", {}).get("Accelerators", [])),
        *((f"{_full(each)} FPGA", each) for each in stated.get("FpgaInfo", {}).get("Fpgas", [])),
        *((f"{_full(each)} video", each) for each in stated.get("MediaAcceleratorInfo", {}).get("Accelerators", [])),
    ]
    # Inferentia is listed twice, as a Neuron device and as an accelerator: the first entry is enough.
    return {"accelerator_name": devices[0][0], "accelerators": devices[0][1]["Count"]} if devices else {}


def _full(device: Mapping[str, Any]) -> str:
    return f"{device['Manufacturer']} {device['Name']}"


def _disks(stated: Mapping[str, Any] | None) -> dict[str, Any]:
    if stated is None:
        return {}
    return {
        "disk_gb": stated["TotalSizeInGB"],
        "disk_count": sum(each["Count"] for each in stated["Disks"]),
        "disk_kind": stated["Disks"][0]["Type"],
    }


def _network(stated: Mapping[str, Any]) -> dict[str, Any]:
    """With several cards the words hold for all of them together. Their figures do not: c6in.32xlarge has two cards
    of 200 Gbps and reaches 200."""
    words, cards = stated["NetworkPerformance"], stated["NetworkCards"]
    together = GIGABITS.fullmatch(words) if len(cards) > 1 else None
    if together:
        baseline = peak = int(together["cards"] or 1) * float(together["each"])
    else:
        baseline, peak = cards[0].get("BaselineBandwidthInGbps"), cards[0].get("PeakBandwidthInGbps")
    return {"network": words, "network_baseline_gbps": baseline, "network_peak_gbps": peak}


def _ebs(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ebs_baseline_mbps": stated.get("BaselineBandwidthInMbps"),
        "ebs_peak_mbps": stated.get("MaximumBandwidthInMbps"),
    }
