"""Two to four types side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.ec2 import addresses
from portal.ec2.advisor import Role
from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.needs import needs
from portal.ec2.advisor.teaching import Section
from portal.ec2.answers import advice_on
from portal.ec2.catalogue import Catalogue, types
from portal.ec2.comparison import LEAST, MOST, Block, asked_names, compare, counts, only_differences
from portal.ec2.inshort import in_short
from portal.ec2.purchase import COMPUTE_ONLY
from portal.ec2.spelling import nearest
from portal.ec2.views.asked import Asked, asked
from portal.ec2.workload import Workload

NUMBERS = {2: "Two", 3: "Three", 4: "Four"}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the Region does not offer, those it may have been meant for, and whether other Regions have it."""

    name: str
    nearest: list[str]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Column:
    """`without` is the address of the comparison that leaves it out, if that is one."""

    name: str
    role: str
    best: bool
    without: str


@require_safe
def compare_types(request: HttpRequest) -> HttpResponse:
    """The table; or what to change in the address, beside a field to change it in."""
    page = asked(request.GET)
    names = asked_names(request.GET.getlist("types"))
    unknown = _unknown(names, page.catalogue)
    context: dict[str, object] = {"page": page, "names": names, "unknown": unknown}
    if unknown or not LEAST <= len(names) <= MOST:
        context["too_few"], context["too_many"] = 0 < len(names) < LEAST, len(names) > MOST
        status = 404 if unknown else 422 if names else 200
        return render(request, "ec2/compare.html", context, status=status)
    only = request.GET.get("only") == "differences"
    return render(request, "ec2/compare.html", context | _table(page, names, only=only))


def _unknown(names: Collection[str], found: Catalogue) -> list[Unknown]:
    """At most as many as a comparison holds: a longer list is a mistake of its own."""
    lost = [name for name in list(names)[: MOST + 1] if name not in found.offers]
    known = types(found) if lost else {}
    return [Unknown(name, nearest(name, found.offers), name in known) for name in lost]


def _table(page: Asked, names: Collection[str], *, only: bool) -> dict[str, object]:
    every = page.catalogue.offers
    offers = [every[name] for name in names]
    wanted = needs(page.workload, ages(each.hardware for each in every.values()))
    sections = compare(offers, wanted)
    roles = _roles(page)
    columns = [_column(page, names, name, roles.get(name)) for name in names]
    return {
        "columns": columns,
        "sections": _rows(only_differences(sections) if only else sections, columns),
        "counts": counts(sections),
        "only": only,
        "words": in_short(offers, wanted),
        "number": NUMBERS[len(names)],
        "profile": wanted.profile.name,
        "hours": f"{page.workload.usage.hours:,.0f}",
        "address": _address(names, page.query),
        "differences": f"{_address(names, page.query)}&only=differences",
        "shared": _address(names, page.work),
        "room": len(names) < MOST,
        "has_spot": any(each.spot for each in offers),
        "compute_only": COMPUTE_ONLY,
        "lesson": addresses.section(Section.SHAPES),
    }


def _rows(sections: Sequence[Block], columns: Sequence[Column]) -> list[tuple[str, list[object]]]:
    """Each cell with the column that it stands in: a narrow screen repeats the name."""
    return [
        (each.title, [(line, list(zip(line.cells, columns, strict=True))) for line in each.lines]) for each in sections
    ]


def _roles(page: Asked) -> dict[str, Role]:
    """Which of the advisor's cards a type is. Nobody who has said nothing about the work is told what fits it."""
    plain = Workload()
    if replace(page.workload, region=plain.region, os=plain.os) == plain:
        return {}
    roles: dict[str, Role] = {}
    for card in advice_on(page.workload, page.catalogue).cards:
        if card.role:
            roles.setdefault(card.offer.name, card.role)
    return roles


def _column(page: Asked, names: Collection[str], name: str, role: Role | None) -> Column:
    others = [each for each in names if each != name]
    without = _address(others, page.query) if len(others) >= LEAST else ""
    return Column(name, role.capitalize() if role else "", role is Role.BEST, without)


def _address(names: Collection[str], query: str) -> str:
    types = ",".join(names)
    return f"{reverse('ec2:compare')}?types={types}{'&' if query else ''}{query}"
