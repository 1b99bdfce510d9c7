"""What a Region offers, read from the rows once and kept in memory while its editions stand.

A page reads some 1,400 offers; as model objects they would cost more than the page. So each process keeps those of the
few Regions that are asked for, and one small query tells whether they are still true.
"""

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connection

from portal.ec2 import models
from portal.ec2.names import read
from portal.ec2.offers import OS, Commitment, Figure, Grade, Hardware, Host, Offer, Rate, Source, Spot
from portal.kept import Kept

VERSION = ""
"""The token stands in the key instead: two Regions asked for in turn must not forget each other."""

HARDWARE = tuple(field.name for field in fields(Hardware))

Token = tuple[tuple[int, Hashable, Hashable], ...]
"""Of each edition its key and the moments when it and the snapshot were loaded, as the database writes them."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`offers` by type name. `sources` says where the prices of each offer (instances, plans, spot) come from."""

    region: str
    region_name: str
    os: OS
    offers: Mapping[str, Offer]
    sources: Mapping[str, Source]
    imported: bool
    token: Token

    @property
    def published(self) -> datetime.date | None:
        """The day for which the On-Demand prices are stated."""
        source = self.sources.get(models.Offer.INSTANCES)
        return source.published if source else None


_kept: Kept[Catalogue] = Kept(12)
"""About a megabyte each."""


def catalogue(region: str, os: OS) -> Catalogue:
    """The offers of the Region, with the prices that are active. Raises Region.DoesNotExist."""
    token = _token(region)
    return _kept.get((region, os, token), VERSION, lambda: _read(region, os, token))


REGIONS = "SELECT code, name FROM ec2_region ORDER BY name"
TOKEN = """
    SELECT id, loaded, (SELECT loaded FROM ec2_snapshot) FROM ec2_edition
    WHERE region_id = %s AND active ORDER BY id
"""
"""Every page asks both. Built by the ORM they were a fifth of the chooser's page."""


def regions() -> dict[str, str]:
    """The names of the Regions by code, in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(REGIONS)
        return dict(cursor.fetchall())


def types(found: Catalogue) -> Mapping[str, Hardware]:
    """The types of all Regions by name, in the state that belongs to this catalogue."""
    return _hardware(found.token[0][2] if found.token else None, models.InstanceType.objects.count())


def _token(region: str) -> Token:
    """The editions that the offers are made of and the snapshot that describes the types, each with its moment."""
    with connection.cursor() as cursor:
        cursor.execute(TOKEN, [region])
        return tuple(cursor.fetchall())


def _read(region: str, os: OS, token: Token) -> Catalogue:
    place = models.Region.objects.get(pk=region)
    editions = models.Edition.objects.in_bulk([pk for pk, *_ in token])
    sources = {each.offer: Source(each.source, each.published) for each in editions.values()}
    described = _hardware(token[0][2] if token else None, models.InstanceType.objects.count())
    prices = {each.offer: _prices(each, os) for each in editions.values()}
    hosts = {
        each.family: (each.hourly, each.capacities) for each in models.HostPrice.objects.filter(edition__in=editions)
    }
    offers = {
        name: _offer(described[name], prices, sources, hosts)
        for name in place.types.order_by("name").values_list("name", flat=True)
        if name in described  # an import at this very moment may have brought more: the next token tells
    }
    return Catalogue(
        region=region,
        region_name=place.name,
        os=os,
        offers=offers,
        sources=sources,
        imported=any(each.imported for each in editions.values()),
        token=token,
    )


@lru_cache(maxsize=2)
def _hardware(snapshot: Hashable, count: int) -> dict[str, Hardware]:
    """Every type, shared by all catalogues. The arguments say when it has to be read again."""
    return {row[0]: _described(row) for row in models.InstanceType.objects.values_list(*HARDWARE)}


def _described(row: tuple[Any, ...]) -> Hardware:
    values = dict(zip(HARDWARE, row, strict=True))
    return Hardware(**values | {"architectures": tuple(values["architectures"])})


def _prices(edition: models.Edition, os: OS) -> dict[str, tuple[Decimal | None, Grade, dict[str, Any]]]:
    rows = edition.prices.filter(os=os).values_list("type_id", "hourly", "grade", "terms")
    return {name: (hourly, Grade(grade), terms) for name, hourly, grade, terms in rows}


def _offer(
    hardware: Hardware,
    prices: Mapping[str, Mapping[str, tuple[Decimal | None, Grade, dict[str, Any]]]],
    sources: Mapping[str, Source],
    hosts: Mapping[str, tuple[Decimal, dict[str, int]]],
) -> Offer:
    on_demand: Figure | None = None
    spot: Spot | None = None
    commitments: dict[Commitment, Rate] = {}
    for offer, rows in prices.items():
        if hardware.name not in rows:
            continue
        hourly, grade, terms = rows[hardware.name]
        source = sources[offer]
        if offer == models.Offer.SPOT:
            spot = Spot(terms["saving"], terms["band"], source)
            continue
        commitments |= {
            Commitment.of(key): Rate(Decimal(upfront), Decimal(each), grade, source)
            for key, (upfront, each) in terms.items()
        }
        if hourly is not None:
            on_demand = Figure(hourly, grade, source)
    return Offer(hardware, on_demand, commitments, spot, _host(hardware, sources, hosts))


def _host(
    hardware: Hardware, sources: Mapping[str, Source], hosts: Mapping[str, tuple[Decimal, dict[str, int]]]
) -> Host | None:
    name = read(hardware.name)
    hourly, capacities = hosts.get(name.family, (None, {}))
    if hourly is None or name.size not in capacities:
        return None
    return Host(Figure(hourly, Grade.IMPORTED, sources[models.Offer.INSTANCES]), capacities[name.size])
