"""Files made to do harm: each is refused in words, with little memory, and before the parsers give up."""

import datetime
import gzip
import io
import itertools

import pytest

from portal.ec2.importing import intake, stream
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.stream import Feed
from tests.ec2.importing import pricelist

TODAY = datetime.date(2026, 11, 24)
MEGABYTE = 1 << 20
CSV = pricelist.price_list([])
JSON = b'{"offerCode": "AmazonEC2", "publicationDate": "2026-11-20", '
DEEP = b"[" * 100_000 + b"]" * 100_000
SPOT = b'{"ranges": [{"index": 0, "label": "<5%"}], "spot_advisor": '


class Endless:
    """`head`, then the same block over and over; a test that reads far into it fails instead of filling memory."""

    def __init__(self, head, block):
        self._blocks = itertools.chain([head], itertools.repeat(block, 64))
        self._rest = b""

    def read(self, size):
        self._rest = self._rest or next(self._blocks, None)
        assert self._rest is not None, "read to the end"
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def read(source, *regions):
    source = io.BytesIO(source) if isinstance(source, bytes) else source
    return intake.read(Feed("prices", source, dated=TODAY), regions)


@pytest.mark.parametrize(
    ("head", "block"),
    [
        (b"", bytes(MEGABYTE)),
        (CSV, b"a" * MEGABYTE),
        (CSV + b'"', b"a\n" * (MEGABYTE // 2)),
        (JSON + b'"disclaimer": "', b"a" * MEGABYTE),
        (JSON + b'"disclaimer": "', b'\\"' * (MEGABYTE // 2)),
        (JSON + b'"products": {"A": [0', b",0" * (MEGABYTE // 2)),
        (JSON + b'"products": {"A": ', b"9" * MEGABYTE),
    ],
    ids=["zeros", "a line", "a cell", "a text", "escaped quotes", "a list", "a number"],
)
def test_what_never_ends_is_refused_early(head, block):
    with pytest.raises(Refused, match="prices"):
        read(Endless(head, block))


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(stream, "MOST_BYTES", 3 * MEGABYTE)

    with pytest.raises(Refused, match="larger than a price list"):
        read(gzip.compress(CSV + b"\n" * 4 * MEGABYTE))


@pytest.mark.parametrize(
    "content",
    [
        JSON + b'"disclaimer": ' + DEEP + b', "products": {}}',
        JSON + b'"products": {"A": {"attributes": {"vcpu": ' + DEEP + b'}}}, "terms": {}}',
        SPOT + DEEP + b"}",
        JSON + b'"products": {"A": {"attributes": {"vcpu": ' + b"9" * 5000 + b'}}}, "terms": {}}',
        SPOT + b'{"us-east-1": {"Linux": {"m5.large": {"r": 0, "s": ' + b"9" * 5000 + b"}}}}}",
        CSV.replace(b'"SKU"', b'"SKU",' + b"c," * MEGABYTE),
        CSV + b"," * (MEGABYTE - 2) + b"\n",
        pricelist.price_list(pricelist.m5_rows()).decode().encode("utf-16"),
        pricelist.price_tree(pricelist.m5_rows()).decode().encode("utf-16"),
        gzip.compress(gzip.compress(pricelist.price_list(pricelist.m5_rows()))),
    ],
    ids=[
        "deep metadata",
        "deep attribute",
        "deep Spot",
        "digits",
        "digits in Spot",
        "columns",
        "cells",
        "UTF-16",
        "UTF-16 JSON",
        "packed twice",
    ],
)
def test_a_malformed_file_is_refused_in_words(content):
    with pytest.raises(Refused, match="prices"):
        read(content)


@pytest.mark.parametrize("code", ["../../etc", "x" * 500, "us-west-2-lax-1", "cn-north-1-pkx-1", "us-east-1\n"])
def test_what_is_no_code_of_a_region_makes_none(code):
    with pytest.raises(Refused, match="holds no prices"):
        read(pricelist.price_list([pricelist.on_demand("0.1", **{"Region Code": code})]))


@pytest.mark.parametrize("name", ["<script>.large", "../m5.large", "m5 .large", f"{'m' * 60}5.large", "m5.large\x00"])
def test_what_is_no_name_of_a_type_makes_none(name):
    found = read(pricelist.price_list([*pricelist.m5_rows(), pricelist.on_demand("0.1", name)]))

    assert found[0].types == {"m5.large", "m5.xlarge", "m5.2xlarge"}
    assert found[0].left_out == {"no size of a family": 1}


@pytest.mark.parametrize(
    ("column", "value"), [("vcpus", "9" * 30), ("vcpus", "9" * 5000), ("memory", f"{'9' * 30} GiB")]
)
def test_a_number_beyond_all_machines_describes_none(column, value):
    (found,) = read(pricelist.price_list([pricelist.on_demand("0.1", "x99.large", **{column: value})]))

    assert found.hardware == {}


def test_a_price_that_is_a_number_in_json_is_refused():
    """It would have been through a float."""
    content = pricelist.price_tree([pricelist.on_demand("0.0960000000")])

    with pytest.raises(Refused, match="shape"):
        read(content.replace(b'"0.0960000000"', b"0.0960000000"))


@pytest.mark.parametrize(
    ("region", "location"), [("us-gov-west-1", "AWS GovCloud (US-West)"), ("eu-isoe-west-1", "EU ISOE West")]
)
def test_regions_of_other_partitions_are_regions(region, location):
    rows = [pricelist.on_demand("0.1210000000", **{"Region Code": region, "Location": location})]

    assert read(pricelist.price_list(rows))[0].region == region
