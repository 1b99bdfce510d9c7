"""The one writer: a draft becomes the edition that the site shows, wholly or not at all."""

from dataclasses import fields

from django.db import OperationalError, transaction

from portal.ec2.importing.draft import Draft
from portal.ec2.importing.figures import Figures
from portal.ec2.importing.problems import Refused
from portal.ec2.models import Edition, HostPrice, InstanceType, Offer, Price, Region
from portal.ec2.offers import Grade, Hardware
from portal.ec2.snapshot.regions import name_of

BATCH = 2000
OVERTAKEN = "Prices changed since this report was made. Read the file again."
COLUMNS = tuple(field.name for field in fields(Hardware))


def apply(draft: Draft) -> Edition:
    """Readers see the old prices until this returns. The edition before stays; older ones that were imported go."""
    try:
        with transaction.atomic():
            return _replace(draft)
    except OperationalError as error:
        raise Refused(
            f"The prices cannot be stored ({error}). The old ones stay. Look for room on the disk."
        ) from error


def _replace(draft: Draft) -> Edition:
    figures = draft.figures
    region, _ = Region.objects.get_or_create(
        code=figures.region, defaults={"name": figures.region_name[:80] or name_of(figures.region)}
    )
    active = Edition.objects.filter(region=region, offer=figures.offer, active=True).first()
    if (active.pk if active else None) != draft.replaces:
        raise Refused(OVERTAKEN)
    _describe(figures, region)
    edition = _write(draft, region)
    _switch(edition, active)
    return edition


def _describe(figures: Figures, region: Region) -> None:
    """Types that nobody described before, from the file; and that the Region offers what has a price in it."""
    known = set(InstanceType.objects.values_list("name", flat=True))
    InstanceType.objects.bulk_create(
        InstanceType(**{name: getattr(hardware, name) for name in COLUMNS})
        for name, hardware in sorted(figures.hardware.items())
        if name not in known
    )
    if figures.offer == Offer.INSTANCES:
        offered = Region.types.through
        offered.objects.bulk_create(
            (offered(region_id=region.pk, instancetype_id=name) for name in sorted(figures.types)),
            ignore_conflicts=True,
        )


def _write(draft: Draft, region: Region) -> Edition:
    figures = draft.figures
    edition = Edition.objects.create(
        region=region,
        offer=figures.offer,
        source=figures.origin.source,
        published=figures.origin.published,
        digest=figures.origin.digest,
        imported=True,
        counts=draft.counts,
    )
    Price.objects.bulk_create(
        (
            Price(edition=edition, type_id=name, os=os, hourly=cell.hourly, grade=Grade.IMPORTED, terms=cell.terms)
            for (name, os), cell in figures.prices.items()
        ),
        batch_size=BATCH,
    )
    HostPrice.objects.bulk_create(
        HostPrice(edition=edition, family=family, hourly=host.hourly, capacities=host.capacities)
        for family, host in figures.hosts.items()
    )
    return edition


def _switch(edition: Edition, active: Edition | None) -> None:
    old = Edition.objects.filter(region=edition.region, offer=edition.offer).exclude(pk=edition.pk)
    old.filter(active=True).update(active=False)
    edition.active = True
    edition.save(update_fields=["active"])
    # What was shipped with a release belongs to whoever loads it.
    kept = [active.pk] if active else []
    old.filter(imported=True).exclude(pk__in=kept).delete()
