from portal.ec2.advisor.lines import Age, ages
from tests.ec2.offers import make_arm, make_offer, shipped


def of(*offers):
    return ages(offer.hardware for offer in offers)


def test_generations_are_counted_within_a_line_and_not_subtracted():
    found = of(
        make_offer("t2.small"), make_offer("t3.small"), make_offer("t8i.small"), make_offer("t3a.small", maker="AMD")
    )

    assert found["t8i"].behind == 0
    assert found["t3"] == Age(1, "t8i")
    assert found["t2"].behind == 2
    assert found["t3a"].behind == 0


def test_each_maker_has_a_line_of_its_own():
    found = of(make_offer("m7i.large"), make_arm("m7g.large"), make_arm("m9g.large"), make_offer("m5.large"))

    assert found["m7i"].behind == 0
    assert found["m5"] == Age(1, "m7i")
    assert found["m7g"] == Age(1, "m9g")


def test_the_newest_is_named_by_its_plainest_family():
    found = of(make_offer("m8idn.large"), make_offer("m8i.large"), make_offer("m8ib.large"), make_offer("m5.large"))

    assert found["m5"].newest == "m8i"


def test_gpus_count_by_their_own_maker():
    found = of(
        make_offer("g4dn.xlarge", gpus=1, gpu_name="NVIDIA T4"),
        make_offer("g6.xlarge", gpus=1, gpu_name="NVIDIA L4", maker="AMD"),
        make_offer("inf1.xlarge", accelerators=1, accelerator_name="AWS Inferentia"),
        make_offer("inf2.xlarge", accelerators=1, accelerator_name="AWS Inferentia2", maker="AMD"),
    )

    assert found["g4dn"] == Age(1, "g6")
    assert found["inf1"] == Age(1, "inf2")


def test_awss_flag_is_laxer_than_the_names():
    offers = shipped()
    found = ages(offer.hardware for offer in offers.values())

    assert offers["r4.large"].hardware.current is False
    for family in ("t2", "c5d", "m5d", "x1", "i3"):
        assert any(offer.hardware.current for offer in offers.values() if offer.hardware.parts.family == family)
        assert found[family].behind > 0
    assert found["a1"] == Age(4, "c9g")
