"""The chooser: three types for a workload and what they cost, or a table of all types. Also the table as a file."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.ec2 import addresses, browse, picks, table
from portal.ec2.advisor import Advice
from portal.ec2.ages import months_between
from portal.ec2.answers import advice_on, stock_of
from portal.ec2.browse import Selection
from portal.ec2.columns import columns
from portal.ec2.form import Form
from portal.ec2.offers import Offer
from portal.ec2.paying import Paying, paying
from portal.ec2.sheet import sheet
from portal.ec2.state import State, Way
from portal.ec2.stock import Stock
from portal.ec2.views.asked import Asked, asked
from portal.htmx import render_page_or_partial, wants_partial

START = {0: "", 1: "this one", 2: "one of these two", 3: "one of these three"}


@dataclass(frozen=True, slots=True)
class Found:
    """What an address is answered with. Who browses is given no advice."""

    page: Asked
    stock: Stock
    advice: Advice | None
    selection: Selection

    @property
    def state(self) -> State:
        return self.page.state

    @property
    def shown(self) -> Offer | None:
        """The type whose prices are shown in full: the one that was picked, else the best fit."""
        offer = self.page.catalogue.offers.get(self.state.type)
        if self.advice is None or (offer and any(offer is each for each in self.advice.matches)):
            return offer
        return self.advice.cards[0].offer if self.advice.cards else None


@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the results and what changes beside them."""
    found = find(asked(request.GET))
    problems = found.page.problems
    form = Form(found.state, found.page.regions, problems, request.GET)
    context = {"page": found.page, "form": form, "problems": problems, **_results(found)}
    context |= {"months": _months(found.page), "swapped": wants_partial(request)}
    response = render_page_or_partial(
        request, "ec2/chooser.html", "results", context, status=422 if problems else 200
    )
    if context["swapped"]:
        response.headers["HX-Push-Url"] = addresses.chooser(found.state.query)
    return response


def find(page: Asked) -> Found:
    """`page.problems` also tells of families that do not exist."""
    stock = stock_of(page.catalogue)
    state = page.state
    if state.way is Way.BROWSE:
        unknown = [family for family in state.filters.families if family not in stock.families]
        if unknown and stock.items:
            page.problems["family"] = f"There is no family {', '.join(unknown)}. Names look like m7g or c7i."
        return Found(page, stock, None, browse.select(stock, state.filters))
    advice = advice_on(state.workload, page.catalogue)
    return Found(page, stock, advice, browse.among(advice.matches, state.filters))


def _results(found: Found) -> dict[str, object]:
    state, selection = found.state, found.selection
    cards = picks.picks(found.advice, state) if found.advice else ()
    shown = columns(spot=found.stock.spot)
    ticked = frozenset(pick.name for pick in cards if not pick.repeats)
    return {
        "state": state,
        "advice": found.advice,
        "picks": cards,
        "start": START[len({pick.name for pick in cards if pick.role})],
        "near": [(each, addresses.section(each.section)) for each in found.advice.near_misses] if found.advice else [],
        "changes": [(each, _changed(state, each.workload)) for each in found.advice.changes] if found.advice else [],
        "paying": _paying(found),
        "selection": selection,
        "hidden": [(kind.label, count, _showing(state, kind)) for kind, count in selection.hidden.items()],
        "columns": shown,
        "head": table.head(shown, state, static("img/icons.svg")),
        "rows": table.rows(selection, shown, state, ticked),
        "pages": table.pages(selection, state),
        "csv": addresses.csv(state.with_filters(page=1).query),
    }


def _months(page: Asked) -> int:
    """How old the prices are."""
    published = page.catalogue.published
    return months_between(published, timezone.localdate()) if published else 0


def _paying(found: Found) -> Paying | None:
    offer, workload = found.shown, found.state.workload
    return paying(offer, workload.usage, workload.os) if offer else None


def _changed(state: State, workload: object) -> str:
    return addresses.chooser(replace(state, workload=workload, type="").with_filters(page=1).query)  # type: ignore[arg-type]


def _showing(state: State, kind: object) -> str:
    return addresses.chooser(state.with_filters(show=(*state.filters.show, kind), page=1).query)


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    """Exactly the table that the same address shows, with all its pages."""
    found = find(asked(request.GET))
    place = f"{found.state.workload.region}-{found.state.workload.os}"
    return HttpResponse(
        sheet(found.selection.ordered, columns(spot=found.stock.spot), found.state.filters),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="ec2-{place}.csv"'},
    )
