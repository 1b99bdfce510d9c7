"""The one writer: all of a draft, or nothing of it."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, OperationalError

from portal.ec2.importing.apply import apply
from portal.ec2.importing.draft import draft
from portal.ec2.importing.figures import Cell, Figures, HostCell, Origin
from portal.ec2.importing.problems import Refused
from portal.ec2.models import Edition, HostPrice, InstanceType, Offer, Price, Region
from portal.ec2.offers import OS, Hardware

pytestmark = pytest.mark.django_db
M5 = Hardware("m5.large", 2, 1, 8192, ("x86_64",), "Intel", source="from the price list")


def figures(price="0.096", name="m5.large", **fields):
    return Figures(
        offer=Offer.INSTANCES,
        region="us-east-1",
        region_name="US East (N. Virginia)",
        origin=Origin("a file", "AWS", datetime.date(2026, 11, 20), digest=price),
        prices={(name, OS.LINUX): Cell(Decimal(price))},
        hosts={"m5": HostCell(Decimal("5.069"), {"large": 48})},
        hardware={name: replace(M5, name=name)},
        **fields,
    )


def test_an_error_in_the_middle_of_writing_undoes_everything():
    first = apply(draft(figures()))
    free = replace(draft(figures("0.1", "m6i.large")), figures=figures("0", "m6i.large"))

    with pytest.raises(IntegrityError):
        apply(free)

    assert list(Edition.objects.filter(active=True)) == [first]
    assert Price.objects.get().type_id == "m5.large"
    assert HostPrice.objects.get().edition == first
    assert not InstanceType.objects.filter(name="m6i.large").exists()


def test_a_full_disk_is_told_and_undoes_everything(monkeypatch):
    first = apply(draft(figures()))
    more = draft(figures("0.1", "m6i.large"))

    def full(*args, **fields):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(HostPrice.objects, "bulk_create", full)
    with pytest.raises(Refused, match=r"disk is full.*The old ones stay"):
        apply(more)

    assert list(Edition.objects.all()) == [first]
    assert Price.objects.get().type_id == "m5.large"
    assert not InstanceType.objects.filter(name="m6i.large").exists()


def test_a_draft_that_was_made_before_another_was_applied_is_refused():
    early, late = draft(figures("0.097")), draft(figures("0.098"))
    edition = apply(early)

    with pytest.raises(Refused, match="Prices changed since"):
        apply(late)

    assert list(Edition.objects.all()) == [edition]


def test_a_type_that_nobody_describes_leaves_the_figures():
    rows = figures()
    unknown = replace(rows, prices={**rows.prices, ("x99.large", OS.LINUX): Cell(Decimal(1))})

    apply(draft(unknown))

    assert {each.name for each in Region.objects.get().types.all()} == {"m5.large"}
    with pytest.raises(Refused, match="holds no price of us-east-1"):
        draft(replace(unknown, prices={("x99.large", OS.LINUX): Cell(Decimal(1))}))


def test_a_region_and_a_type_are_made_once():
    apply(draft(figures("0.096")))
    apply(draft(figures("0.097")))

    assert Region.objects.count() == InstanceType.objects.count() == 1
