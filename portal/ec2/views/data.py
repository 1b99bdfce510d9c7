"""Where the figures come from, how old they are, what is missing, and how to bring them up to date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.ec2 import ages, burst, models
from portal.ec2.offers import OS, Grade
from portal.ec2.overtaken import CUT
from portal.ec2.purchase import COMPUTE_ONLY
from portal.ec2.purchase.estimates import MEASURED
from portal.ec2.tally import Place, Tally, tally
from portal.ec2.views.asked import asked


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    page, counted = asked(request.GET), tally()
    snapshot = models.Snapshot.objects.first()
    today = timezone.localdate()
    context = {
        "page": page,
        "snapshot": snapshot,
        "months": ages.months_between(snapshot.published, today) if snapshot else 0,
        "old": bool(snapshot) and page.old,
        "tally": counted,
        "systems": [(os.label, f"{counted.priced(os):,}", _percent(counted.priced(os), counted.offered)) for os in OS],
        "types": f"{counted.types:,}",
        "offered": f"{counted.offered:,}",
        "rows": _rows(counted),
        "editions": models.Edition.objects.filter(imported=True).select_related("region"),
        "measured": MEASURED,
        "baselines": burst.SOURCE,
        "cut": CUT,
        "compute_only": COMPUTE_ONLY,
        "grades": {grade.value: grade.label for grade in Grade},
    }
    return render(request, "ec2/data.html", context)


def _percent(part: int, whole: int) -> int:
    return round(part * 100 / whole) if whole else 0


def _rows(counted: Tally) -> SafeString:
    """Joined here: a template's loop over thirty rows costs ten times as much."""
    return format_html_join(
        "\n",
        "<tr><th scope=row>{} <span class=faint>{}</span></th>" + "<td class=r>{}</td>" * 8 + "</tr>",
        (_cells(place) for place in counted.places),
    )


def _cells(place: Place) -> tuple[str | int, ...]:
    linux = place.with_price(OS.LINUX)
    return (
        place.name,
        place.code,
        place.offered,
        place.of_grade(OS.LINUX, Grade.CONFIRMED, Grade.IMPORTED),
        place.of_grade(OS.LINUX, Grade.DERIVED),
        max(0, place.offered - linux),
        place.with_price(OS.WINDOWS),
        place.with_price(OS.RHEL),
        place.with_price(OS.SUSE),
        f"{_percent(linux, place.offered)}%",
    )
