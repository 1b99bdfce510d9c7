"""The long tables of the type page as joined rows: a template's loop over thirty of them would cost ten times as much."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.ec2.columns import plain
from portal.ec2.elsewhere import There
from portal.ec2.ladder import Step
from portal.ec2.money import Unit, an_hour, price
from portal.ec2.offers import Figure, Offer
from portal.ec2.origin import graded, origin
from portal.ec2.siblings import Sibling

NO_PRICE = "No price in this data"


def ladder_rows(steps: Iterable[Step], name: str, query: str) -> SafeString:
    """`name` is the type whose page it is: its row is marked and links nowhere."""
    return format_html_join(
        "\n",
        "<tr{}><th scope=row>{}</th><td class=r><span class=lean__k>vCPU </span>{}</td>"
        "<td class=r><span class=lean__k>GiB </span>{}</td><td class=r>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                SafeString(" class=is-here") if step.offer.name == name else "",
                _linked(step.offer, name, query),
                step.offer.hardware.vcpus,
                plain(step.offer.hardware.memory_gib),
                _hourly(step.offer.on_demand),
                step.words,
                _grade(step.offer),
            )
            for step in steps
        ),
    )


def sibling_rows(siblings: Iterable[Sibling], name: str, query: str) -> SafeString:
    compare = f"{reverse('ec2:compare')}?types={name},"
    return format_html_join(
        "\n",
        "<tr><th scope=row>{}</th><td>{}</td><td class=r>{}</td><td>{}</td>"
        '<td><a href="{}">Compare<span class=vh> with {}</span></a></td></tr>',
        (
            (
                _linked(each.offer, name, query),
                each.words,
                _hourly(each.offer.on_demand),
                _grade(each.offer),
                f"{compare}{each.offer.name}{'&' if query else ''}{query}",
                each.offer.name,
            )
            for each in siblings
        ),
    )


def place_rows(places: Iterable[There], name: str, here: str) -> SafeString:
    return format_html_join(
        "\n",
        "<tr{}><th scope=row>{} <span class=faint>{}</span></th><td class=r>{}</td>"
        "<td class=r>{}</td>"
        "<td class=r>{}</td><td>{}</td></tr>",
        (
            (
                SafeString(" class=is-here") if there.code == here else "",
                there.region,
                there.code,
                _hourly(there.figure),
                _monthly(there.figure),
                _against(there),
                origin(there.figure, name) if there.figure else "",
            )
            for there in places
        ),
    )


def _linked(offer: Offer, name: str, query: str) -> SafeString:
    if offer.name == name:
        return format_html("{} <span class=faint>this one</span>", offer.name)
    address = reverse("ec2:type", args=[offer.name])
    return format_html('<a href="{}">{}</a>', f"{address}{'?' if query else ''}{query}", offer.name)


def _hourly(figure: Figure | None) -> SafeString | str:
    return an_hour(figure.hourly) if figure else format_html("<span class=faint>{}</span>", NO_PRICE)


def _monthly(figure: Figure | None) -> SafeString | str:
    if figure is None:
        return ""
    return format_html("{}<span class=lean__k> a month</span>", price(figure.hourly, Unit.MONTH))


def _grade(offer: Offer) -> str:
    return graded(offer.on_demand, offer.name) if offer.on_demand else ""


def _against(there: There) -> str:
    if there.dearer is None:
        return ""
    return "cheapest" if there.dearer == 0 else f"{there.dearer}% more"
