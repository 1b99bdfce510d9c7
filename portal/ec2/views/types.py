"""The page of one type."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.ec2 import addresses
from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.teaching import Section
from portal.ec2.catalogue import types
from portal.ec2.decoder import decode
from portal.ec2.elsewhere import everywhere
from portal.ec2.ladder import ladder
from portal.ec2.machine import machine
from portal.ec2.money import Unit, an_hour, price
from portal.ec2.offers import OS, Hardware, Offer
from portal.ec2.origin import origin
from portal.ec2.paying import paying
from portal.ec2.siblings import siblings
from portal.ec2.spelling import nearest, tidy
from portal.ec2.tables import ladder_rows, place_rows, sibling_rows
from portal.ec2.views.asked import Asked, asked


@require_safe
def type_page(request: HttpRequest, name: str) -> HttpResponse:
    """Also of a type that this Region does not offer: what it is, and where to have it."""
    page = asked(request.GET)
    offer = page.catalogue.offers.get(name)
    hardware = offer.hardware if offer else types(page.catalogue).get(name)
    if hardware is None:
        context = {"page": page, "name": tidy(name), "nearest": nearest(name, page.catalogue.offers)}
        return render(request, "ec2/type_unknown.html", context, status=404)
    return render(request, "ec2/type.html", _context(page, hardware, offer))


def _context(page: Asked, hardware: Hardware, offer: Offer | None) -> dict[str, object]:
    offers, name = page.catalogue.offers.values(), hardware.name
    rungs, kin, places = (
        ladder(offers, hardware.parts.family),
        siblings(hardware, offers),
        everywhere(name, page.workload.os),
    )
    figure = offer.on_demand if offer else None
    return {
        "page": page,
        "hardware": hardware,
        "offer": offer,
        "lesson": addresses.section(Section.NAME),
        "parts": decode(hardware.parts),
        "facts": machine(hardware, ages(each.hardware for each in offers)),
        "ladder": rungs,
        "ladder_rows": ladder_rows(rungs.steps, name, page.query),
        "siblings": kin,
        "sibling_rows": sibling_rows(kin, name, page.query),
        "places": places,
        "place_rows": place_rows(places, name, page.workload.region),
        "paying": paying(offer, page.workload.usage, page.workload.os) if offer else None,
        "price": an_hour(figure.hourly) if figure else "",
        "month": price(figure.hourly, Unit.MONTH) if figure else "",
        "origin": origin(figure, name) if figure else "",
        "rest": [pair for pair in page.fields if pair[0] not in ("region", "os")],
        "systems": [(os, os.label) for os in OS],
        "upgrade": urlencode([*((key, value) for key, value in page.fields if key != "type"), ("type", name)]),
    }
