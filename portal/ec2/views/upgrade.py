"""“I have this type, and it is short of something”: where to move."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.ec2 import addresses
from portal.ec2.advisor.lines import ages
from portal.ec2.columns import plain
from portal.ec2.money import Unit, an_hour, count, dollars, price
from portal.ec2.numbers import one_of
from portal.ec2.offers import OS, Offer
from portal.ec2.origin import origin
from portal.ec2.purchase import COMPUTE_ONLY
from portal.ec2.spelling import nearest
from portal.ec2.upgrading import Answer, Candidate, Short, Wish, answer, scatter
from portal.ec2.upgrading.shortage import amount
from portal.ec2.views.asked import Asked, asked

IN_FORM = ("type", "region", "os", "arm", "cpu")


@require_safe
def upgrade(request: HttpRequest) -> HttpResponse:
    """An empty form, a form with what to change in it, or the answer."""
    page = asked(request.GET)
    problems = dict(page.problems)
    short = Short(one_of(request.GET, "short", tuple(Short), problems))
    name = page.state.type
    present = page.catalogue.offers.get(name)
    context: dict[str, object] = {
        "page": page,
        "name": name,
        "short": short,
        "shorts": list(Short),
        "systems": [(os, os.label) for os in OS],
        "rest": [pair for pair in page.fields if pair[0] not in IN_FORM],
        "cpu": plain(page.workload.cpu),
        "short_problem": problems.get("short", ""),
        "cpu_problem": problems.get("cpu", ""),
        "compute_only": COMPUTE_ONLY,
    }
    if name and present is None:
        context |= {"lost": True, "nearest": nearest(name, page.catalogue.offers)}
    elif present:
        context |= _answered(page, present, short)
    return render(
        request, "ec2/upgrade.html", context, status=422 if context.get("lost") or "short" in problems else 200
    )


def _answered(page: Asked, present: Offer, short: Short) -> dict[str, object]:
    wanted = page.workload
    offers = page.catalogue.offers.values()
    known = ages(offer.hardware for offer in offers)
    found = answer(Wish(present, short, wanted.os, known, wanted.arm, wanted.cpu), offers)
    return {
        "present": present,
        "answer": found,
        "scatter": scatter(found),
        "rows": [_row(page, found, None), *(_row(page, found, each) for each in found.candidates)],
        "hours": count(wanted.usage.hours),
        "compared": _compared(page, found),
    }


def _row(page: Asked, found: Answer, candidate: Candidate | None) -> dict[str, object]:
    """A line of the table: the present type without a candidate."""
    offer = candidate.offer if candidate else found.present
    figure, has = offer.on_demand, amount(offer.hardware, found.short)
    return {
        "name": offer.name,
        "vcpus": offer.hardware.vcpus,
        "memory": plain(offer.hardware.memory_gib),
        "network": plain(offer.hardware.network_baseline_gbps) or "unknown",
        "amount": plain(has) or "unknown",
        "price": an_hour(figure.hourly) if figure else "",
        "month": price(figure.hourly, Unit.MONTH) if figure else "",
        "origin": origin(figure, offer.name) if figure else "",
        "change": candidate.compared if candidate else "",
        "difference": _difference(candidate, page.workload.usage.hours) if candidate else "",
        "reasons": [(each, addresses.section(each.section)) for each in candidate.reasons] if candidate else [],
    }


def _difference(candidate: Candidate, hours: Decimal) -> str:
    """In dollars, at the learner's hours."""
    return f"{dollars(abs(candidate.more) * hours)} a month" if candidate.more else ""


def _compared(page: Asked, found: Answer) -> str:
    """The address that sets the present type beside the first three."""
    names = [found.present.name, *(each.offer.name for each in found.candidates[:3])]
    if len(names) < 2:
        return ""
    return f"{reverse('ec2:compare')}?types={','.join(names)}{'&' if page.query else ''}{page.query}"
