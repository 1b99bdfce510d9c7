"""The table of types: its head, its rows and its pages, joined from strings.

A template loop over fifty rows of fourteen columns costs ten times as much.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.ec2 import addresses, picks
from portal.ec2.browse import Filters, Selection
from portal.ec2.columns import COLUMNS, Column
from portal.ec2.money import Unit
from portal.ec2.offers import Grade, Hardware, Offer
from portal.ec2.overtaken import overtaken
from portal.ec2.state import State

UNITS = {Unit.HOUR: "an hour", Unit.DAY: "a day", Unit.MONTH: "a month", Unit.YEAR: "a year"}
PERS = {"type": "", "vcpu": " a vCPU", "gib": " a GiB"}
BESIDE = {
    Grade.CONFIRMED: "confirmed",
    Grade.DERIVED: "derived",
    Grade.ESTIMATE: "estimate",
    Grade.IMPORTED: "imported",
}
SWAP = 'hx-target="#matches" hx-select="#matches" hx-swap="outerHTML" hx-push-url="true"'
HEAD = (
    '<tr><th scope="col" class="c-sel"><span class="vh">Compare</span></th>{}'
    '<th scope="col" class="c-grade">The price is</th></tr>'
)
ICON = '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>'
NEIGHBOURS = 2


def head(columns: Sequence[Column], state: State, sprite: str) -> SafeString:
    """A link in each heading sorts by it, and turns the order round where it already does."""
    cells = format_html_join("", "{}", ((_heading(column, state, sprite),) for column in columns))
    return format_html(HEAD, cells)


def _heading(column: Column, state: State, sprite: str) -> SafeString:
    filters = state.filters
    sorted_by = filters.sort.removeprefix("-") == column.key
    falling = filters.sort.startswith("-")
    wanted = f"-{column.key}" if sorted_by and not falling else column.key
    address = addresses.chooser(state.with_filters(sort=wanted, page=1).query)
    return format_html(
        '<th scope="col" class="{}"{}><a id="sort-{}" href="{}#all" hx-get="{}" {}>{}{}</a></th>',
        _class(column),
        mark_safe(f' aria-sort="{"descending" if falling else "ascending"}"') if sorted_by else "",
        column.key,
        address,
        address,
        mark_safe(SWAP),
        title(column, filters),
        format_html(ICON, sprite, ("desc" if falling else "asc") if sorted_by else "sort"),
    )


def title(column: Column, filters: Filters) -> str:
    if column.key != "price":
        return column.title
    return f"{column.title}, {UNITS[filters.unit]}{PERS[filters.per]}"


def _class(column: Column) -> str:
    if column.key in ("name", "price"):
        return {"name": "c-type", "price": "r c-pm"}[column.key]
    place = "r " if column.right else "c-name " if column.words else ""
    return f"{place}c-hide{' c-2nd' if column.minor else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """What all rows of a page have in common."""

    base: str
    query: str
    filters: Filters
    price: Column
    spot: Column | None
    ticked: frozenset[str]


def rows(selection: Selection, columns: Sequence[Column], state: State, ticked: frozenset[str]) -> SafeString:
    """Every text is escaped: names of types come from files."""
    row = Row(
        base=addresses.types(),
        query=escape(f"?{state.query}") if state.query else "",
        filters=state.filters,
        price=columns[-1],
        spot=next((column for column in columns if column.key == "spot"), None),
        ticked=ticked,
    )
    return mark_safe("".join(_row(offer, row) for offer in selection.offers))


def _row(offer: Offer, row: Row) -> str:
    name = escape(offer.name)
    cells, spec = machine(offer.hardware)
    cost = row.price.text(offer, row.filters.unit, row.filters.per)
    shown = f'<td class="r c-pm pm">{cost}</td>' if cost else '<td class="r c-pm lo">no price in this data</td>'
    spot = f'<td class="{_class(row.spot)}">{escape(row.spot.text(offer))}</td>' if row.spot else ""
    return (
        f'<tr><td class="c-sel"><input type="checkbox" name="types" value="{name}" aria-label="Compare {name}"'
        f"{' checked' if offer.name in row.ticked else ''}></td>"
        f'<th scope="row" class="c-type"><a href="{row.base}{quote(offer.name)}/{row.query}">{name}</a></th>'
        f'{cells}{spot}{shown}<td class="c-grade lo">{beside(offer)}</td><td class="c-spec">{spec}</td></tr>'
    )


@lru_cache(maxsize=2000)
def machine(hardware: Hardware) -> tuple[str, str]:
    """The cells that tell what it is, and the same in a line for narrow pages. Kept: they are most of a row."""
    offer = Offer(hardware)
    told = [column for column in COLUMNS if column.key not in ("name", "spot", "price")]
    cells = (f'<td class="{_class(column)}">{escape(column.text(offer))}</td>' for column in told)
    return "".join(cells), escape(picks.spec(hardware))


def beside(offer: Offer) -> str:
    """How the price came to be, in a word or two."""
    figure = offer.on_demand
    if figure is None:
        return ""
    return f"{BESIDE[figure.grade]}{', cut since' if overtaken(offer.name, figure.source.published) else ''}"


def pages(selection: Selection, state: State) -> SafeString:
    """Links to the first, the last and the neighbouring pages."""
    if selection.pages == 1:
        return SafeString("")
    numbers = format_html_join("", "<li>{}</li>", ((each,) for each in _links(selection, state)))
    return format_html('<nav class="pages" aria-label="Pages of the table"><ul>{}</ul></nav>', numbers)


def _links(selection: Selection, state: State) -> Iterator[SafeString]:
    last = 0
    for number in range(1, selection.pages + 1):
        near = abs(number - selection.page) <= NEIGHBOURS
        if not (near or number in (1, selection.pages)):
            continue
        if number - last > 1:
            yield SafeString('<span aria-hidden="true">…</span>')
        last = number
        address = addresses.chooser(state.with_filters(page=number).query)
        yield format_html(
            '<a id="page-{}" class="btn btn--sm" href="{}#all" hx-get="{}" {} aria-label="Page {}"{}>{}</a>',
            number,
            address,
            address,
            mark_safe(SWAP.replace('"outerHTML"', '"outerHTML show:#all:top"')),
            number,
            mark_safe(' aria-current="page"') if number == selection.page else "",
            number,
        )
