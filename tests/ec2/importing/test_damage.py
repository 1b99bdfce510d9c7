"""Whatever happened to a file on its way: the answer is prices or words, never a crash."""

import datetime
import gzip
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ec2.importing import intake
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.stream import Feed
from tests.ec2.importing import pricelist

RATES = [pricelist.plan_rate("0.0605"), pricelist.plan_rate("0.0363", kind="EC2Instance", years=3)]
FILES = {
    "prices.csv": pricelist.price_list(pricelist.m5_rows()),
    "prices.json": pricelist.price_tree(pricelist.m5_rows()),
    "prices.csv.gz": gzip.compress(pricelist.price_list(pricelist.m5_rows()), mtime=0),
    "plans.csv": pricelist.plan_list(RATES),
    "plans.json": pricelist.plan_tree(RATES),
    "spot.json": pricelist.advisor(),
}
TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_damage_is_answered_in_words(name, data):
    content = FILES[name]
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    instead = data.draw(st.sampled_from([b"", b'"', b"{", b"}", b"[]", b"null", b"7", b",", b"\n", b"\x00", b"\xff"]))

    with suppress(Refused):
        intake.read(Feed(name, io.BytesIO(content[:start] + instead + content[start + length :]), dated=TODAY), [])
