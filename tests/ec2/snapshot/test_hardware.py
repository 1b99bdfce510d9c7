import datetime

import pytest

from portal.ec2.snapshot import hardware


@pytest.fixture(scope="module")
def types():
    return {each.name: each for each in hardware.types()}


def test_every_type_of_the_package_is_read(types):
    assert len(types) == 1395
    assert hardware.source().name == "moto 5.2.5"
    assert hardware.source().published == datetime.date(2026, 10, 27)


def test_an_ordinary_type_is_described_in_full(types):
    m5d = types["m5d.2xlarge"]

    assert (m5d.vcpus, m5d.cores, m5d.memory_gib) == (8, 4, 32)
    assert (m5d.architectures, m5d.maker, m5d.clock_ghz) == (("x86_64",), "Intel", 3.1)
    assert (m5d.disk_gb, m5d.disk_count, m5d.disk_kind) == (300, 1, "ssd")
    assert (m5d.network, m5d.network_baseline_gbps, m5d.network_peak_gbps) == ("Up to 10 Gigabit", 2.5, 10)
    assert m5d.spot
    assert m5d.hosts
    assert not m5d.gpus


def test_a_vcpu_is_a_core_on_some_makers_and_half_of_one_on_others(types):
    assert [types[name].cores for name in ("m7i.large", "m7a.large", "m7g.large")] == [1, 2, 2]


def test_every_t_type_is_burstable_whatever_the_package_says(types):
    assert {each.parts.family for each in types.values() if each.burstable} == {"t1", "t2", "t3", "t3a", "t4g", "t8i"}
    assert all(each.burstable for each in types.values() if each.parts.series == "t")


def test_a_part_of_a_gpu_is_one_and_says_so(types):
    assert (types["g6f.large"].gpus, types["g6f.large"].gpu_name) == (1, "NVIDIA L4, 1/8 of one")
    assert (types["g5.48xlarge"].gpus, types["g5.48xlarge"].gpu_memory_mib) == (8, 183104)


@pytest.mark.parametrize(
    ("name", "count", "chip"),
    [
        ("inf2.24xlarge", 6, "AWS Inferentia2"),
        ("trn1.32xlarge", 16, "AWS Trainium"),
        ("dl2q.24xlarge", 8, "Qualcomm AI100"),
        ("f2.6xlarge", 1, "Xilinx Virtex UltraScale+ (VU47P) FPGA"),
        ("vt1.6xlarge", 2, "Xilinx U30 video"),
    ],
)
def test_chips_that_are_no_gpus_are_accelerators(types, name, count, chip):
    assert (types[name].accelerators, types[name].accelerator_name, types[name].gpus) == (count, chip, 0)


@pytest.mark.parametrize(("name", "gbps"), [("c6in.32xlarge", 200), ("p4d.24xlarge", 400), ("p6-b200.48xlarge", 3200)])
def test_several_network_cards_reach_what_the_words_say(types, name, gbps):
    assert types[name].network_baseline_gbps == types[name].network_peak_gbps == gbps


def test_what_the_package_cannot_know_is_none(types):
    assert types["mac2.metal"].cores is None
    assert types["mac-m4.metal"].cores == 10
    assert types["m1.small"].ebs_baseline_mbps is None


def test_offerings_name_only_types_that_are_described(types):
    offered = hardware.offerings()

    assert len(offered) == 30
    assert sum(map(len, offered.values())) == 21255
    assert len(offered["us-east-1"]) == 1375
    assert set().union(*offered.values()) <= set(types)


def test_a_release_without_a_day_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(hardware, "PUBLISHED", {})

    with pytest.raises(hardware.UnknownRelease, match=r"Add the day on which moto 5\.2\.5 was packed"):
        hardware.source()
