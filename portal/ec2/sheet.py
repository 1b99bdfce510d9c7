"""The table of types as a CSV file: the columns, the order and the unit of the page, and of each price its origin. Pure."""

import csv
import io
from collections.abc import Iterator, Sequence

from portal.ec2.browse import Filters
from portal.ec2.columns import Column
from portal.ec2.offers import Offer
from portal.ec2.origin import graded
from portal.ec2.table import title

NO_PRICE = "no price in this data"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula, should an imported file name a type so."""


def sheet(offers: Sequence[Offer], columns: Sequence[Column], filters: Filters) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*(_title(column, filters) for column in columns), "The price is", "Source", "Stated for"])
    writer.writerows(_row(offer, columns, filters) for offer in offers)
    return file.getvalue()


def _title(column: Column, filters: Filters) -> str:
    words = title(column, filters)
    return f"{words}, US dollars, compute only" if column.key == "price" else words


def _row(offer: Offer, columns: Sequence[Column], filters: Filters) -> list[str]:
    cells = [_cell(column, offer, filters) for column in columns]
    return [text if not text.startswith(FORMULA) else f"'{text}" for text in (*cells, *_origin(offer))]


def _cell(column: Column, offer: Offer, filters: Filters) -> str:
    """A price as the page shows it, but as a number that a spreadsheet can add up."""
    text = column.text(offer, filters.unit, filters.per)
    return text.replace("$", "").replace(",", "") if column.key == "price" else text


def _origin(offer: Offer) -> Iterator[str]:
    figure = offer.on_demand
    if figure is None:
        yield from (NO_PRICE, "", "")
        return
    yield graded(figure, offer.name)
    yield figure.source.name
    yield figure.source.published.isoformat()
