"""A price list as JSON, given out as the rows that its CSV would have. Only the products that are wanted are kept."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

import ijson
from ijson.common import ObjectBuilder

from portal.ec2.importing.problems import Refused
from portal.ec2.importing.table import Document, Row, Wanted, squeeze

BUFFER = 1 << 20
QUOTE = re.compile(rb'[^\\]"')
DEEPEST, MOST_EVENTS = 8, 20_000
"""Of one value that is held in memory: a product with its attributes, or the terms of a type. AWS's are smaller."""
DEPTH = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}

Events = Iterator[tuple[str, Any]]
Reading = Callable[[Events, Wanted, str], Iterator[Row]]


def read(stream: BinaryIO, name: str, *, plans: bool) -> Document:
    """Stands at the products when it returns; what was said before them is the metadata."""
    # AWS writes amounts as text, so no price becomes a float. Without it a number of 5,000 digits kills the process.
    events = _told(ijson.basic_parse(Watched(stream, name), buf_size=BUFFER, use_float=True), name)
    meta: dict[str, str] = {}
    _enter(events, name)
    for key in _keys(events):
        if key == "products":
            rows = _plan_rows if plans else _instance_rows
            return Document(meta, frozenset(), partial(_shaped, rows, events, name))
        meta[squeeze(key)] = str(_value(events, name))
    raise Refused(f"{name} is no price list: it holds no products.")


class Watched:
    """Refuses a text of a megabyte: the parser would hold one however long it is."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) == BUFFER and not QUOTE.search(data):
            raise Refused(f"{self._name} is no price list of the shape that AWS documents.")
        return data


def _told(events: Events, name: str) -> Events:
    try:
        yield from events
    except (ijson.JSONError, UnicodeDecodeError) as error:
        where = str(error).partition("\n")[0]  # the parser draws the place, in several lines
        raise Refused(f"{name} is cut off or damaged ({where}). Download it again.") from error


def _shaped(rows: Reading, events: Events, name: str, wanted: Wanted) -> Iterator[Row]:
    """A text where a mapping should be is no error of ours."""
    try:
        yield from rows(events, wanted, name)
    except (AttributeError, KeyError, TypeError) as error:
        raise Refused(f"{name} is no price list of the shape that AWS documents.") from error


# Instances: products by SKU, then terms by SKU


def _instance_rows(events: Events, wanted: Wanted, name: str) -> Iterator[Row]:
    products: dict[str, Row] = {}
    _enter(events, name)
    for sku in _keys(events):
        row = _product(_value(events, name))
        if wanted(row):
            products[sku] = row
    for kind in _terms(events, name):
        _enter(events, name)
        for sku in _keys(events):
            terms = _value(events, name)
            for term in terms.values() if sku in products else ():
                yield from _dimensions(products[sku], kind, term)


def _product(product: dict[str, Any]) -> Row:
    return {
        **_texts(product.get("attributes", {})),
        "sku": str(product.get("sku", "")),
        "productfamily": str(product.get("productFamily", "")),
    }


def _texts(values: dict[str, Any]) -> dict[str, str]:
    """Everything is text in AWS’s files, numbers too."""
    return {squeeze(key): str(value) for key, value in values.items()}


def _amount(value: Any) -> str:
    """A number would have been through a float."""
    if not isinstance(value, str):
        raise TypeError
    return value


def _dimensions(product: Row, kind: str, term: dict[str, Any]) -> Iterator[Row]:
    """One row for each price of a term: an upfront fee and an hourly rate, for instance."""
    attributes = _texts(term.get("termAttributes", {}))
    for dimension in term.get("priceDimensions", {}).values():
        price = dimension.get("pricePerUnit", {})
        yield {
            **product,
            **attributes,
            "termtype": kind,
            "ratecode": str(dimension.get("rateCode", "")),
            "unit": str(dimension.get("unit", "")),
            "currency": "USD" if "USD" in price else next(iter(price), ""),
            "priceperunit": _amount(price.get("USD", "")),
        }


# Savings Plans: a list of products, then a list of plans with their rates


def _plan_rows(events: Events, wanted: Wanted, name: str) -> Iterator[Row]:
    products = {row["sku"]: row for row in map(_product, _items(events, name))}
    for _ in _terms(events, name):
        _enter(events, name, "start_array")
        for event, _ in events:
            if event == "end_array":
                break
            yield from _rates(events, products, wanted, name)


def _rates(events: Events, products: dict[str, Row], wanted: Wanted, name: str) -> Iterator[Row]:
    """The rates of the plan that has just begun. Its SKU may come after them."""
    rates: list[Row] = []
    plan: dict[str, Any] = {}
    for key in _keys(events):
        if key == "rates":
            rates = [row for row in map(_rate, _items(events, name)) if wanted(row)]
        else:
            plan[key] = _value(events, name)
    years = plan.get("leaseContractLength", {}).get("duration", "")
    product = products.get(plan.get("sku", ""), {})
    for row in rates:
        yield {**product, **row, "leasecontractlength": str(years)}


def _rate(rate: dict[str, Any]) -> Row:
    price = rate.get("discountedRate", {})
    return _texts(rate) | {
        "discountedrate": _amount(price.get("price", "")),
        "currency": str(price.get("currency", "")),
    }


# Walking through events: whoever takes a key must take its value


def _terms(events: Events, name: str) -> Iterator[str]:
    """The kinds of terms."""
    for key in _keys(events):
        if key == "terms":
            _enter(events, name)
            yield from _keys(events)
        else:
            _value(events, name)


def _enter(events: Events, name: str, expected: str = "start_map") -> None:
    event, _ = next(events)
    if event != expected:
        raise Refused(f"{name} is no price list of the shape that AWS documents.")


def _keys(events: Events) -> Iterator[str]:
    for event, value in events:
        if event == "end_map":
            return
        yield value


def _items(events: Events, name: str) -> Iterator[Any]:
    _enter(events, name, "start_array")
    for event, value in events:
        if event == "end_array":
            return
        yield _rest(event, value, events, name)


def _value(events: Events, name: str) -> Any:
    return _rest(*next(events), events, name)


def _rest(event: str, value: Any, events: Events, name: str) -> Any:
    builder, depth = ObjectBuilder(), 0
    for _ in range(MOST_EVENTS):
        builder.event(event, value)
        depth += DEPTH.get(event, 0)
        if depth == 0:
            return builder.value
        if depth > DEEPEST:
            break
        event, value = next(events)
    raise Refused(f"{name} is no price list of the shape that AWS documents.")
