import datetime
import gzip
import json
from decimal import Decimal

import pytest

from portal.ec2.offers import OS, Grade, Hardware, Source
from portal.ec2.snapshot import file
from portal.ec2.snapshot.file import BadSnapshot, Place, Quote, Snapshot


@pytest.fixture
def snapshot():
    return Snapshot(
        types=[
            Hardware("m5.large", 2, 1, 8192, ("x86_64",), "Intel", clock_ghz=3.1, network_baseline_gbps=0.75),
            Hardware("mac2.metal", 8, None, 16384, ("arm64_mac",), "Apple", spot=False),
        ],
        regions={"sa-east-1": Place("South America (São Paulo)", ["m5.large"])},
        prices={("sa-east-1", OS.LINUX): {"m5.large": Quote(Decimal("0.1530"), Grade.CONFIRMED)}},
        hardware=Source("moto 5.2.5", datetime.date(2026, 10, 27)),
        prices_source=Source("apache-libcloud 3.9.1", datetime.date(2025, 3, 2)),
        counts={"types": 2},
    )


def test_what_is_written_is_read_back(snapshot, tmp_path):
    file.write(snapshot, tmp_path / "snapshot.json.gz")

    again = file.read(tmp_path / "snapshot.json.gz")

    assert again == snapshot
    assert again.regions["sa-east-1"].name == "South America (São Paulo)"
    assert again.prices["sa-east-1", OS.LINUX]["m5.large"].grade is Grade.CONFIRMED


def test_the_same_data_makes_the_same_bytes(snapshot, tmp_path):
    file.write(snapshot, tmp_path / "one.gz")
    file.write(file.read(tmp_path / "one.gz"), tmp_path / "two.gz")

    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
    assert file.read(tmp_path / "one.gz").digest == file.read(tmp_path / "two.gz").digest != ""


def test_money_is_text_without_trailing_zeros(snapshot):
    assert json.loads(file.text(snapshot))["prices"] == {"sa-east-1 linux": {"m5.large": ["0.153", "confirmed"]}}


@pytest.mark.parametrize(
    "stored",
    [b"", b"not packed", gzip.compress(b"not json"), gzip.compress(b"[]"), gzip.compress(b'{"format": 99}')],
    ids=["empty", "unpacked", "no JSON", "a list", "another format"],
)
def test_any_other_file_is_refused_by_name(stored, tmp_path):
    (tmp_path / "other.gz").write_bytes(stored)

    with pytest.raises(BadSnapshot, match=r"other\.gz is not a snapshot"):
        file.read(tmp_path / "other.gz")


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(BadSnapshot, match=r"nowhere\.gz"):
        file.read(tmp_path / "nowhere.gz")
