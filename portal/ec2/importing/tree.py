"""A price list as JSON, given out as the rows that its CSV would have. Only the products that are wanted are kept."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

import ijson
from ijson.common import ObjectBuilder

from portal.ec2.importing.problems import Refused
from portal.ec2.importing.table import Document, Row, Wanted, squeeze

BUFFER = 1 << 20
DEPTH = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}

Events = Iterator[tuple[str, Any]]
Reading = Callable[[Events, Wanted, str], Iterator[Row]]


def read(stream: BinaryIO, name: str, *, plans: bool) -> Document:
    """Stands at the products when it returns; what was said before them is the metadata."""
    events = _told(ijson.basic_parse(stream, buf_size=BUFFER), name)
    meta: dict[str, str] = {}
    _enter(events, name)
    for key in _keys(events):
        if key == "products":
            rows = _plan_rows if plans else _instance_rows
            return Document(meta, frozenset(), partial(_shaped, rows, events, name))
        meta[squeeze(key)] = str(_value(events))
    raise Refused(f"{name} is no price list: it holds no products.")


def _told(events: Events, name: str) -> Events:
    try:
        yield from events
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise Refused(f"{name} is cut off or damaged ({error}). Download it again.") from error


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
        row = _product(_value(events))
        if wanted(row):
            products[sku] = row
    for kind in _terms(events, name):
        _enter(events, name)
        for sku in _keys(events):
            terms = _value(events)
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
            "priceperunit": str(price.get("USD", "")),
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
            plan[key] = _value(events)
    years = plan.get("leaseContractLength", {}).get("duration", "")
    product = products.get(plan.get("sku", ""), {})
    for row in rates:
        yield {**product, **row, "leasecontractlength": str(years)}


def _rate(rate: dict[str, Any]) -> Row:
    price = rate.get("discountedRate", {})
    return _texts(rate) | {
        "discountedrate": str(price.get("price", "")),
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
            _value(events)


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
        yield _rest(event, value, events)


def _value(events: Events) -> Any:
    return _rest(*next(events), events)


def _rest(event: str, value: Any, events: Events) -> Any:
    builder, depth = ObjectBuilder(), 0
    while True:
        builder.event(event, value)
        depth += DEPTH.get(event, 0)
        if depth == 0:
            return builder.value
        event, value = next(events)
