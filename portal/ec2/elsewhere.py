"""What one type costs in every Region that offers it. Two small queries, where catalogues would read them whole."""

from dataclasses import dataclass

from portal.ec2 import models
from portal.ec2.offers import OS, Figure, Grade, Source


@dataclass(frozen=True, slots=True)
class There:
    """`dearer` is how many per cent more than in the cheapest Region."""

    code: str
    region: str
    figure: Figure | None
    dearer: int | None = None


def everywhere(name: str, os: OS) -> tuple[There, ...]:
    """The cheapest Region first, those without a price in the data last."""
    figures = _figures(name, os)
    places = models.Region.objects.filter(types=name).values_list("code", "name")
    cheapest = min((figure.hourly for figure in figures.values()), default=None)
    found = []
    for code, region in places:
        figure = figures.get(code)
        more = None if figure is None or cheapest is None else round(figure.hourly / cheapest * 100 - 100)
        found.append(There(code, region, figure, more))
    return tuple(sorted(found, key=_order))


def _figures(name: str, os: OS) -> dict[str, Figure]:
    rows = models.Price.objects.filter(
        type=name, os=os, edition__active=True, edition__offer=models.Offer.INSTANCES, hourly__isnull=False
    ).values_list("edition__region", "hourly", "grade", "edition__source", "edition__published")
    return {
        region: Figure(hourly, Grade(grade), Source(source, published))
        for region, hourly, grade, source, published in rows
        if hourly is not None
    }


def _order(there: There) -> tuple[bool, object, str]:
    return there.figure is None, there.figure.hourly if there.figure else 0, there.region
