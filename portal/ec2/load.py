"""Bring the rows up to the snapshot that this release ships. Prices that were imported on this site stay."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields

from django.db import transaction

from portal.ec2.models import Edition, InstanceType, Offer, Price, Region, Snapshot
from portal.ec2.offers import OS, Hardware
from portal.ec2.snapshot.file import Place, Quote
from portal.ec2.snapshot.file import Snapshot as Shipped

BATCH = 2000
DESCRIBED = [field.name for field in fields(Hardware) if field.name != "name"]


def load(snapshot: Shipped) -> None:
    """All of it in one transaction, or nothing."""
    with transaction.atomic():
        _load_types(snapshot.types)
        _load_regions(snapshot.regions)
        Edition.objects.filter(imported=False).delete()
        _load_prices(snapshot)
        Snapshot.objects.update_or_create(
            pk=1,
            defaults={
                "digest": snapshot.digest,
                "hardware": snapshot.hardware.name,
                "prices": snapshot.prices_source.name,
                "published": snapshot.prices_source.published,
                "counts": snapshot.counts,
            },
        )


def is_loaded(digest: str) -> bool:
    return Snapshot.objects.filter(digest=digest).exists()


def _load_types(types: Iterable[Hardware]) -> None:
    """A type that only a price list described so far gets its full description; one that is gone keeps its row."""
    InstanceType.objects.bulk_create(
        [InstanceType(**asdict(each) | {"architectures": list(each.architectures)}) for each in types],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=DESCRIBED,
    )


def _load_regions(regions: Mapping[str, Place]) -> None:
    """Also which types each offers. What a price list of the Region named beside them stays."""
    Region.objects.bulk_create(
        [Region(code=code, name=name) for code, (name, _) in regions.items()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    offered = Region.types.through
    priced = Edition.objects.filter(imported=True).values("region")
    offered.objects.filter(region__in=regions).exclude(region__in=priced).delete()
    offered.objects.bulk_create(
        [offered(region_id=code, instancetype_id=name) for code, (_, names) in regions.items() for name in names],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _load_prices(snapshot: Shipped) -> None:
    """One edition a Region, shown where none was imported that is as new."""
    newer = set(
        Edition.objects.filter(
            offer=Offer.INSTANCES, active=True, published__gte=snapshot.prices_source.published
        ).values_list("region_id", flat=True)
    )
    Edition.objects.filter(offer=Offer.INSTANCES, active=True).exclude(region__in=newer).update(active=False)
    for code in snapshot.regions:
        edition = Edition.objects.create(
            region_id=code,
            offer=Offer.INSTANCES,
            source=snapshot.prices_source.name,
            published=snapshot.prices_source.published,
            digest=snapshot.digest,
            active=code not in newer,
        )
        rows = [row for os in OS for row in _rows(edition, os, snapshot.prices.get((code, os), {}))]
        Price.objects.bulk_create(rows, batch_size=BATCH)


def _rows(edition: Edition, os: OS, prices: Mapping[str, Quote]) -> list[Price]:
    return [
        Price(edition=edition, type_id=name, os=os, hourly=hourly, grade=grade)
        for name, (hourly, grade) in prices.items()
    ]
