from decimal import Decimal

import pytest

from portal.ec2.burst import baseline, earns, is_burstable


@pytest.mark.parametrize(
    ("name", "vcpus", "share", "credits"),
    [
        ("t2.micro", 1, "10", "6"),
        ("t2.2xlarge", 8, "17", "81.6"),
        ("t3.nano", 2, "5", "6"),
        ("t3.medium", 2, "20", "24"),
        ("t3a.large", 2, "30", "36"),
        ("t4g.2xlarge", 8, "40", "192"),
    ],
)
def test_a_known_size_has_a_baseline_and_earns_what_the_guide_says(name, vcpus, share, credits):
    assert baseline(name) == Decimal(share)
    assert earns(name, vcpus) == Decimal(credits)


@pytest.mark.parametrize("name", ["t1.micro", "t8i.small", "t3.huge"])
def test_an_unknown_baseline_is_none_not_zero(name):
    assert is_burstable(name)
    assert baseline(name) is None
    assert earns(name, 2) is None


@pytest.mark.parametrize("name", ["m5.large", "trn1.2xlarge", "c7i-flex.large"])
def test_what_is_not_of_the_t_series_does_not_burst(name):
    assert not is_burstable(name)
    assert baseline(name) is None
