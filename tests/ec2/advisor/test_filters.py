from decimal import Decimal

import pytest

from portal.ec2.advisor.filters import broken, rules_for
from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.needs import needs
from portal.ec2.offers import OS
from portal.ec2.workload import Licence, Load, Work, Workload
from tests.ec2.offers import make_arm, make_offer, shipped

AGES = ages(offer.hardware for offer in shipped().values())
SMALL = {"vcpus": 2, "memory": Decimal(8)}


def rejected_by(workload, offer):
    """The names of the rules, and what they say."""
    wanted = needs(workload, AGES)
    rules = broken(offer.hardware, wanted, rules_for(wanted))
    return {rule.name: rule.words(offer.hardware, wanted) for rule in rules}


@pytest.mark.parametrize(
    ("workload", "name", "rule"),
    [
        (Workload(**SMALL), "mac2.metal", "mac"),
        (Workload(vcpus=90, memory=Decimal(180)), "c5.metal", "metal"),
        (Workload(**SMALL), "m4.large", "old"),
        (Workload(**SMALL), "a1.2xlarge", "old"),
        (Workload(**SMALL), "g6f.large", "chips unasked"),
        (Workload(**SMALL), "i4i.large", "disk unasked"),
        (Workload(vcpus=16, memory=Decimal(128)), "hpc7g.4xlarge", "special"),
        (Workload(vcpus=2, memory=Decimal(4)), "m7i.2xlarge", "size"),
        (Workload(work=Work.TRAINING), "inf2.xlarge", "toolkit"),
        (Workload(work=Work.INFERENCE), "trn1.2xlarge", "toolkit"),
        (Workload(work=Work.INFERENCE, os=OS.WINDOWS), "inf2.xlarge", "toolkit"),
        (Workload(work=Work.TRAINING), "m7i.2xlarge", "chips"),
        (Workload(work=Work.TRAINING, vcpus=2), "g6f.4xlarge", "toolkit"),
        (Workload(work=Work.DESKTOP, gpus=3), "g6.4xlarge", "chips"),
        (Workload(work=Work.INFERENCE, gpus=1), "inf2.xlarge", "chips"),
        (Workload(work=Work.DESKTOP, gpus=1), "g6f.xlarge", "chips"),
        (Workload(gpus=8), "g6.12xlarge", "chips"),
        (Workload(work=Work.VIDEO, gpus=1, vcpus=8), "vt1.3xlarge", "chips"),
        (Workload(disk=1000, **SMALL), "m7i.large", "disk"),
        (Workload(work=Work.DATABASE, disk=1000, **SMALL), "d3.xlarge", "hard disk"),
        (Workload(licence=Licence.CORE, **SMALL), "m5a.large", "hosts"),
        (Workload(licence=Licence.CORE, **SMALL), "m7g.large", "arm"),
    ],
)
def test_what_nobody_asked_for_is_rejected(workload, name, rule):
    assert rule in rejected_by(workload, shipped()[name])


def test_exotic_types_are_there_for_those_who_ask():
    offers = shipped()

    assert not rejected_by(Workload(work=Work.DATABASE, memory=Decimal(5000)), offers["u7i-6tb.112xlarge"])
    assert not rejected_by(Workload(work=Work.ANALYTICS, disk=20_000), offers["d3.4xlarge"])
    assert not rejected_by(Workload(work=Work.INFERENCE), offers["g6f.xlarge"])
    assert not rejected_by(Workload(gpus=8), offers["p5.48xlarge"])


@pytest.mark.parametrize(
    ("workload", "words"),
    [
        (Workload(arm=False), "An Arm processor, and your software does not run on Arm."),
        (Workload(os=OS.WINDOWS, arm=True), "An Arm processor, and Windows does not run on Graviton types."),
    ],
)
def test_arm_is_out_where_it_cannot_run(workload, words):
    assert rejected_by(workload, make_arm()) == {"arm": words}


@pytest.mark.parametrize("os", [OS.LINUX, OS.RHEL, OS.SUSE])
def test_arm_is_in_while_nobody_says_no(os):
    assert rejected_by(Workload(os=os), make_arm()) == {}


T3 = {"burstable": True, "memory_mib": 8192}


@pytest.mark.parametrize(
    ("workload", "rejected"),
    [
        (Workload(cpu=Decimal(29), **SMALL), False),
        (Workload(cpu=Decimal(30), **SMALL), True),
        (Workload(**SMALL), True),
        (Workload(load=Load.SPIKY, **SMALL), True),
        (Workload(work=Work.DATABASE, cpu=Decimal(5), **SMALL), True),
        (Workload(work=Work.DATABASE, load=Load.SPIKY, cpu=Decimal(5), **SMALL), False),
        (Workload(work=Work.BATCH, **SMALL), True),
        (Workload(work=Work.BATCH, cpu=Decimal(10), **SMALL), False),
        (Workload(work=Work.TRAINING, gpus=1, **SMALL), True),
    ],
)
def test_burstable_fits_only_under_its_baseline_and_no_steady_database(workload, rejected):
    assert ("burstable" in rejected_by(workload, make_offer("t3.large", **T3))) is rejected or workload.gpus


def test_the_average_of_needed_vcpus_is_spread_over_those_of_the_type():
    workload = Workload(vcpus=2, memory=Decimal(8), cpu=Decimal(60))

    assert "burstable" in rejected_by(workload, make_offer("t3.large", **T3))
    assert rejected_by(workload, make_offer("t3.xlarge", vcpus=4, **T3)) == {}, "60% of 2 vCPU are 30% of 4"


def test_an_average_of_nobody_knows_how_many_vcpus_is_not_spread():
    workload = Workload(memory=Decimal(8), cpu=Decimal(60))

    assert "burstable" in rejected_by(workload, make_offer("t3.xlarge", vcpus=4, **T3))


def test_what_nobody_said_is_not_called_a_need():
    cache = rejected_by(Workload(work=Work.CACHE, memory=Decimal(300)), shipped()["x2iedn.4xlarge"])
    unknown = rejected_by(Workload(), shipped()["m8g.medium"])

    assert cache["vcpus"] == "It has 16 vCPU, and a cache of this size normally needs 19 or more."
    assert unknown["vcpus"] == "It has 1 vCPU, and 2 is what to start with."


def test_gpus_of_amd_run_no_cuda():
    offer = make_offer("g4ad.xlarge", vcpus=4, memory_mib=16384, gpus=1, gpu_name="AMD Radeon Pro V520")

    assert rejected_by(Workload(work=Work.INFERENCE), offer) == {
        "toolkit": "AMD Radeon Pro V520 does not run programs written for CUDA."
    }
    assert rejected_by(Workload(work=Work.DESKTOP, gpus=1), offer) == {}


def test_an_unknown_baseline_is_said_and_not_guessed():
    workload = Workload(vcpus=2, memory=Decimal(4), cpu=Decimal(1))

    assert rejected_by(workload, shipped()["t8i.medium"]) == {
        "burstable": "Burstable, and its baseline is not in this data."
    }


@pytest.mark.parametrize(
    ("workload", "rejected"),
    [
        (Workload(**SMALL), True),
        (Workload(load=Load.SPIKY, **SMALL), False),
        (Workload(cpu=Decimal(40), **SMALL), False),
        (Workload(cpu=Decimal(41), **SMALL), True),
        (Workload(work=Work.VIDEO, **SMALL), True),
    ],
)
def test_flex_types_are_not_for_work_that_keeps_the_cpu_busy(workload, rejected):
    assert ("flex" in rejected_by(workload, make_offer("m7i-flex.large"))) is rejected


def test_up_to_is_a_burst_and_not_a_network():
    offer = make_offer(network_baseline_gbps=0.781, network_peak_gbps=12.5)

    assert rejected_by(Workload(network=Decimal("0.781")), offer) == {}
    assert rejected_by(Workload(network=Decimal(10)), offer) == {
        "network": "It keeps up 0.78 Gbps, and you asked for 10. The 12.5 of its description is a burst."
    }


def test_an_unknown_network_keeps_up_nothing():
    assert "network" in rejected_by(Workload(network=Decimal(1)), make_offer())


def test_memory_is_counted_in_gib():
    offer = make_offer("m7i.large", memory_mib=15616)

    assert "memory" in rejected_by(Workload(memory=Decimal(16)), offer), "15.25 GiB are not 16"
    assert "memory" not in rejected_by(Workload(memory=Decimal("15.25")), offer)


def test_one_number_implies_half_of_the_other():
    assert "memory" not in rejected_by(Workload(work=Work.DATABASE, vcpus=2), make_offer(memory_mib=8192))
    assert "memory" in rejected_by(Workload(work=Work.DATABASE, vcpus=2), make_offer(memory_mib=8191))
    assert "vcpus" in rejected_by(Workload(work=Work.DATABASE, memory=Decimal(64)), make_offer(memory_mib=65536))
