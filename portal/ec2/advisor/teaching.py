"""The sections of the lessons that teach what the advisor says. A test holds that each of them exists."""

from enum import StrEnum


class Section(StrEnum):
    """Addresses in the course: topic/lesson#section."""

    RUNS_OUT = "ec2/instance-families#what-runs-out-first"
    SHAPES = "ec2/instance-families#three-shapes-of-the-same-size"
    SMALLEST = "ec2/instance-families#what-the-choice-costs"
    CATEGORIES = "ec2/instance-families#six-categories"
    SPECIAL = "ec2/instance-families#when-a-special-family-is-the-wrong-buy"
    NAME = "ec2/instances#reading-the-name-of-a-type"
    STOP = "ec2/instances#what-a-stop-keeps"
    CHIP = "ec2/accelerated-computing#the-chip-beside-the-processor"
    CHIPS = "ec2/accelerated-computing#one-letter-for-each-job"
    IDLE_CHIPS = "ec2/accelerated-computing#when-an-accelerator-is-the-wrong-buy"
    ON_DEMAND = "paying/spot#on-demand-the-price-you-compare-with"
    SPOT = "paying/spot#spot-the-machines-left-over"
    SURVIVE = "paying/spot#make-a-lost-machine-cheap"
    HOSTS = "paying/dedicated#two-kinds-without-neighbours"
    HOST_BILL = "paying/dedicated#what-the-empty-places-cost"
    BLOCKS = "paying/dedicated#gpus-for-four-days"
    BARE_METAL = "paying/dedicated#what-people-get-wrong-and-why"

    @property
    def lesson(self) -> str:
        """topic/lesson"""
        return self.partition("#")[0]

    @property
    def anchor(self) -> str:
        return self.partition("#")[2]
