"""Eleven pieces of work that anybody who runs machines on AWS has met."""

from decimal import Decimal

from portal.ec2.offers import OS
from portal.ec2.workload import Licence, Load, Work, Workload

WORKLOADS = {
    "small steady web shop": Workload(work=Work.WEB, vcpus=2, memory=Decimal(4), cpu=Decimal(12), months=36),
    "in-memory cache": Workload(work=Work.CACHE, vcpus=4, memory=Decimal(26), months=12),
    "nightly batch": Workload(
        work=Work.BATCH, vcpus=8, memory=Decimal(16), hours=Decimal(5), interruptible=True, redo=15
    ),
    "relational database": Workload(work=Work.DATABASE, vcpus=4, memory=Decimal(32), cpu=Decimal(45), months=36),
    "video encoding": Workload(work=Work.VIDEO, vcpus=16, memory=Decimal(32), hours=Decimal(10)),
    "model training": Workload(work=Work.TRAINING, gpus=8, months=1),
    "cheap inference": Workload(work=Work.INFERENCE),
    "licence per core": Workload(
        work=Work.DATABASE, vcpus=8, memory=Decimal(64), licence=Licence.CORE, os=OS.WINDOWS, months=36
    ),
    "build farm": Workload(
        work=Work.BUILD,
        vcpus=16,
        memory=Decimal(32),
        load=Load.SPIKY,
        hours=Decimal(10),
        days=Decimal(5),
        interruptible=True,
        redo=10,
    ),
    "log warehouse": Workload(work=Work.ANALYTICS, vcpus=16, memory=Decimal(128), disk=20_000, months=12),
    "desktop on Windows": Workload(
        work=Work.DESKTOP,
        os=OS.WINDOWS,
        vcpus=4,
        memory=Decimal(16),
        load=Load.SPIKY,
        cpu=Decimal(15),
        hours=Decimal(8),
        days=Decimal(5),
    ),
}
