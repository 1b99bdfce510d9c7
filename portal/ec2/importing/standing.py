"""What the site shows at present: what an import is compared with, and what it must not damage."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from portal.ec2.importing.figures import Cell, Rated, rates
from portal.ec2.models import Edition, InstanceType, Offer
from portal.ec2.offers import OS


@dataclass(frozen=True, slots=True)
class Standing:
    """`edition` is None where the Region has no prices yet; `offered` counts its types, priced or not."""

    edition: int | None = None
    published: datetime.date | None = None
    digest: str = ""
    types: frozenset[str] = frozenset()
    rates: Mapping[Rated, Decimal] = field(default_factory=dict)
    offered: int = 0
    described: Mapping[str, int] = field(default_factory=dict)
    """The vCPUs of every type that the site can describe."""


def standing(region: str, offer: Offer) -> Standing:
    edition = Edition.objects.filter(region=region, offer=offer, active=True).first()
    rows = edition.prices.values_list("type_id", "os", "hourly", "terms") if edition else ()
    prices = {(name, OS(os)): Cell(hourly, terms) for name, os, hourly, terms in rows}
    return Standing(
        edition=edition.pk if edition else None,
        published=edition.published if edition else None,
        digest=edition.digest if edition else "",
        types=frozenset(name for name, _ in prices),
        rates=rates(prices, offer),
        offered=InstanceType.objects.filter(regions=region).count(),
        described=dict(InstanceType.objects.values_list("name", "vcpus")),
    )
