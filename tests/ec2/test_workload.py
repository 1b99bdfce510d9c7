from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.ec2.offers import OS
from portal.ec2.workload import Licence, Load, Work, Workload, query, read

REGIONS = {"us-east-1", "eu-west-1"}


def test_an_empty_address_is_a_plain_workload():
    assert read(QueryDict(""), REGIONS) == (Workload(), {})
    assert query(Workload()) == ""


def test_every_field_is_read_and_written_back():
    address = (
        "region=eu-west-1&os=windows&work=desktop&vcpu=4&memory=7.5&load=spiky&cpu=15&arm=no&hours=8&days=5"
        "&months=36&stop=yes&redo=20&gpu=1&disk=200&network=2.5&licence=core"
    )

    workload, problems = read(QueryDict(address), REGIONS)

    assert problems == {}
    assert workload == Workload(
        region="eu-west-1",
        os=OS.WINDOWS,
        work=Work.DESKTOP,
        vcpus=4,
        memory=Decimal("7.5"),
        load=Load.SPIKY,
        cpu=Decimal(15),
        arm=False,
        hours=Decimal(8),
        days=Decimal(5),
        months=36,
        interruptible=True,
        redo=20,
        gpus=1,
        disk=200,
        network=Decimal("2.5"),
        licence=Licence.CORE,
    )
    assert query(workload) == address


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("memory=16.000&vcpu=08", "vcpu=8&memory=16"),
        ("memory=7,5", "memory=7.5"),
        ("memory=0", ""),
        ("vcpu=&memory=&arm=&hours=", ""),
        ("memory=1e-9999", ""),
        ("hours=24&days=7&months=12&stop=no", ""),
        ("way=needs&type=m7g.large&sort=price", ""),
        ("vcpu=2&vcpu=4", "vcpu=4"),
    ],
)
def test_an_address_has_one_canonical_form(address, canonical):
    workload, problems = read(QueryDict(address), REGIONS)

    assert problems == {}
    assert query(workload) == canonical


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("region=atlantis-1", "region"),
        ("region=" + "x" * 10_000_000, "region"),
        ("os=plan9", "os"),
        ("work=mining", "work"),
        ("load=heavy", "load"),
        ("licence=gpl", "licence"),
        ("arm=perhaps", "arm"),
        ("stop=1", "stop"),
        ("vcpu=-4", "vcpu"),
        ("vcpu=0", "vcpu"),
        ("vcpu=2.5", "vcpu"),
        ("vcpu=many", "vcpu"),
        ("vcpu=" + "9" * 10_000_000, "vcpu"),
        ("memory=-1", "memory"),
        ("memory=nan", "memory"),
        ("memory=Infinity", "memory"),
        ("memory=1e999999", "memory"),
        ("cpu=101", "cpu"),
        ("hours=25", "hours"),
        ("hours=0", "hours"),
        ("days=8", "days"),
        ("months=0", "months"),
        ("months=1e9", "months"),
        ("redo=-5", "redo"),
        ("gpu=9999", "gpu"),
        ("disk=all", "disk"),
        ("network=fast", "network"),
    ],
)
def test_a_bad_field_gets_a_sentence_and_its_default(address, field):
    workload, problems = read(QueryDict(address + "&memory=8" * (field != "memory")), REGIONS)

    assert list(problems) == [field]
    assert problems[field].endswith(".")
    assert len(problems[field]) < 100, "what was typed is not repeated"
    assert workload == (Workload() if field == "memory" else Workload(memory=Decimal(8)))


@given(st.dictionaries(st.sampled_from(["region", "os", "work", "vcpu", "memory", "cpu", "hours", "arm"]), st.text()))
def test_no_text_at_all_is_an_accident(fields):
    workload, problems = read(fields, REGIONS)

    assert set(problems) <= set(fields)
    assert read(QueryDict(query(workload)), REGIONS) == (workload, {})


def test_the_purchase_panel_gets_the_hours():
    workload = Workload(hours=Decimal(8), days=Decimal(5), interruptible=True, redo=30, licence=Licence.CORE)

    usage = workload.usage

    assert usage.hours == Decimal(730) * 40 / 168
    assert usage.interruptible
    assert usage.licence_per_core
    assert usage.redo_minutes == 30


def test_every_kind_of_work_has_a_name():
    assert len({work.label for work in Work}) == len(Work)
