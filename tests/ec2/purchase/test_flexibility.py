from decimal import Decimal

import pytest

from portal.ec2.offers import OS
from portal.ec2.purchase.flexibility import covered
from tests.ec2.purchase.m5 import make_hardware


@pytest.mark.parametrize(
    ("reserved", "running", "instances"),
    [
        ("m5.xlarge", "m5.large", 2),
        ("m5.xlarge", "m5.2xlarge", Decimal("0.5")),
        ("t3.2xlarge", "t3.nano", 64),
        ("m5.large", "m5a.large", None),
        ("m5.metal", "m5.large", None),
    ],
)
def test_one_reservation_covers_other_sizes_of_its_family(reserved, running, instances):
    assert covered(make_hardware(reserved), make_hardware(running), OS.LINUX) == instances


def test_not_with_a_licence_nor_with_gpus():
    large, xlarge = make_hardware("m5.large"), make_hardware("m5.xlarge")

    assert covered(xlarge, large, OS.WINDOWS) is None
    assert covered(make_hardware("g5.xlarge", gpus=1), make_hardware("g5.2xlarge", gpus=1), OS.LINUX) is None
