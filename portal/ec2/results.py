"""What the chooser answers to a state: advice, ways to pay and the table, rendered once and then kept.

All visitors see the same results, and to make them costs ten times the rest of their page. What they depend on stands
in the key, so they cannot grow old: the catalogue's token, the state, and the age of the prices.
"""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

from portal.ec2 import addresses, browse, picks, table
from portal.ec2.advisor import Advice
from portal.ec2.answers import advice_on, stock_of
from portal.ec2.browse import Selection
from portal.ec2.catalogue import VERSION
from portal.ec2.columns import columns
from portal.ec2.form import Form
from portal.ec2.offers import Offer
from portal.ec2.paying import Paying, paying
from portal.ec2.state import State, Way
from portal.ec2.stock import Kind
from portal.ec2.views.asked import Asked
from portal.ec2.workload import Workload
from portal.kept import Kept

START = {0: "", 1: "this one", 2: "one of these two", 3: "one of these three"}


@dataclass(frozen=True, slots=True)
class Results:
    """`asked` is the form beside them; `lead` names the best answer, for those who hear the page."""

    asked: SafeString
    html: SafeString
    total: int
    lead: str


kept: Kept[Results] = Kept(60)
"""Some 70 kB each."""


def results(page: Asked, form: Form) -> Results:
    """Kept only where everything in the address could be read: a message is meant for one visitor."""
    if form.problems:
        return _made(page, form)
    key = (page.catalogue.region, page.catalogue.token, page.state, page.months)
    return kept.get(key, VERSION, lambda: _made(page, form))


def found(page: Asked) -> tuple[Advice | None, Selection]:
    """Who browses is given no advice."""
    state = page.state
    if state.way is Way.BROWSE:
        return None, browse.select(stock_of(page.catalogue), state.filters)
    advice = advice_on(state.workload, page.catalogue)
    return advice, browse.among(advice.matches, state.filters)


def _made(page: Asked, form: Form) -> Results:
    advice, selection = found(page)
    cards = picks.picks(advice, page.state) if advice else ()
    context = {"page": page, "form": form, "problems": form.problems, "state": page.state, "picks": cards}
    context |= {"paying": _paying(page, advice)}
    context |= _advised(page.state, advice, cards) if advice else {}
    context |= _tabled(page, selection, cards)
    lead = f"{cards[0].title}: {cards[0].name}" if cards else ""
    asked, html = (SafeString(render_to_string(f"ec2/_{part}.html", context)) for part in ("asked", "results"))
    return Results(asked, html, selection.total, lead)


def _advised(state: State, advice: Advice, cards: tuple[picks.Pick, ...]) -> dict[str, object]:
    return {
        "advice": advice,
        "start": START[len({pick.name for pick in cards if pick.role})],
        "near": [(each, addresses.section(each.section)) for each in advice.near_misses],
        "changes": [(each, _changed(state, each.workload)) for each in advice.changes],
    }


def _tabled(page: Asked, selection: Selection, cards: tuple[picks.Pick, ...]) -> dict[str, object]:
    state = page.state
    shown = columns(spot=stock_of(page.catalogue).spot)
    ticked = frozenset(pick.name for pick in cards if pick.proposed)
    return {
        "selection": selection,
        "hidden": [(kind.label, count, _showing(state, kind)) for kind, count in selection.hidden.items()],
        "columns": shown,
        "head": table.head(shown, state, static("img/icons.svg")),
        "rows": table.rows(selection, shown, state, ticked),
        "pages": table.pages(selection, state),
        "csv": addresses.csv(state.with_filters(page=1).query),
    }


def _paying(page: Asked, advice: Advice | None) -> Paying | None:
    offer, workload = shown(page, advice), page.workload
    return paying(offer, workload.usage, workload.os) if offer else None


def shown(page: Asked, advice: Advice | None) -> Offer | None:
    """The type whose prices are shown in full: the one that was picked, if it fits, else the best fit."""
    offer = page.catalogue.offers.get(page.state.type)
    if advice is None or (offer and any(offer is each for each in advice.matches)):
        return offer
    return advice.cards[0].offer if advice.cards else None


def _changed(state: State, workload: Workload) -> str:
    return addresses.chooser(replace(state.with_filters(page=1), workload=workload, type="").query)


def _showing(state: State, kind: Kind) -> str:
    return addresses.chooser(state.with_filters(show=(*state.filters.show, kind), page=1).query)
