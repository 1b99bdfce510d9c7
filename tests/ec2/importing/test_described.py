"""A type as the price list's own columns describe it."""

import pytest

from portal.ec2.importing.described import hardware
from portal.ec2.importing.table import squeeze
from tests.ec2.importing import pricelist


def described(name="m5.large", **columns):
    return hardware({squeeze(column): value for column, value in pricelist.product(name, **columns).items()})


def test_a_type_of_today_in_all_its_columns():
    found = described(
        "m7gd.2xlarge",
        vcpus=8,
        memory="32 GiB",
        **{
            "Physical Processor": "AWS Graviton3 Processor",
            "Clock Speed": "2.6 GHz",
            "Storage": "1 x 474 NVMe SSD",
            "Network Performance": "Up to 15 Gigabit",
            "Dedicated EBS Throughput": "Up to 10000 Mbps",
            "Physical Cores": "8",
        },
    )

    assert (found.vcpus, found.cores, found.memory_mib) == (8, 8, 32768)
    assert (found.maker, found.architectures, found.clock_ghz) == ("AWS", ("arm64",), 2.6)
    assert (found.disk_gb, found.disk_count, found.disk_kind) == (474, 1, "ssd")
    assert (found.network, found.network_baseline_gbps, found.network_peak_gbps) == ("Up to 15 Gigabit", None, 15.0)
    assert (found.ebs_baseline_mbps, found.ebs_peak_mbps) == (None, 10000.0)
    assert (found.burstable, found.bare_metal, found.current) == (False, False, True)
    assert found.source == "from the price list"


@pytest.mark.parametrize(
    ("words", "disks"),
    [
        ("EBS only", (0, 0, "")),
        ("2 x 900 NVMe SSD", (1800, 2, "ssd")),
        ("900 GB NVMe SSD", (900, 1, "ssd")),
        ("24 x 2000 HDD", (48000, 24, "hdd")),
        ("1 x 1,900 NVMe SSD", (1900, 1, "ssd")),
        ("", (0, 0, "")),
        ("NA", (0, 0, "")),
    ],
)
def test_local_disks(words, disks):
    found = described(Storage=words)

    assert (found.disk_gb, found.disk_count, found.disk_kind) == disks


@pytest.mark.parametrize(
    ("words", "baseline", "peak"),
    [
        ("25 Gigabit", 25.0, 25.0),
        ("Up to 12500 Megabit", None, 12.5),
        ("12500 Megabit", 12.5, 12.5),
        ("High", None, None),
        ("", None, None),
    ],
)
def test_network(words, baseline, peak):
    found = described(**{"Network Performance": words})

    assert (found.network_baseline_gbps, found.network_peak_gbps) == (baseline, peak)


def test_what_the_file_does_not_tell_is_unknown():
    found = described(**{"Clock Speed": "NA", "Physical Cores": "", "Physical Processor": "Variable"})

    assert (found.clock_ghz, found.cores, found.maker) == (None, None, "")


@pytest.mark.parametrize("columns", [{"memory": "NA"}, {"memory": ""}, {"vcpus": "NA"}, {"Instance Type": "m5"}])
def test_a_type_without_a_size_cannot_be_described(columns):
    assert described(**columns) is None


def test_memory_of_thousands_and_fractions():
    assert described(memory="3,904 GiB").memory_mib == 3904 * 1024
    assert described(memory="0.5 GiB").memory_mib == 512


def test_chips_are_gpus_or_accelerators_by_the_family():
    assert (described("g5.xlarge", GPU="1").gpus, described("g5.xlarge", GPU="1").accelerators) == (1, 0)
    assert (described("inf2.xlarge", GPU="1").gpus, described("inf2.xlarge", GPU="1").accelerators) == (0, 1)


def test_burstable_and_metal_by_the_name():
    assert described("t3.micro").burstable
    assert described("m5.metal").bare_metal


def test_a_mac_and_an_old_type():
    assert described("mac2.metal", **{"Physical Processor": "Apple M1 chip with 8-core CPU"}).architectures == (
        "arm64_mac",
    )
    assert described("c1.medium", **{"Processor Architecture": "32-bit or 64-bit"}).architectures == ("i386", "x86_64")
