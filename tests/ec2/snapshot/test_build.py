"""Where apache-libcloud is not installed, the last two tests are skipped: the shipped file is tested without it."""

import gzip
from decimal import Decimal
from importlib import metadata

import pytest
from django.core.management import CommandError, call_command

from portal.ec2.snapshot import build, cells, file, hardware


def installed(package):
    try:
        return metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return None


needs_libcloud = pytest.mark.skipif(not installed("apache-libcloud"), reason="needs the extra ec2-data")


def test_the_file_is_turned_from_types_to_regions():
    listed = {"m5.large": {"one": Decimal("0.1"), "two": 0}, "m5.xlarge": {"one": Decimal("0.2")}}

    assert cells.by_region(listed) == {
        "one": {"m5.large": Decimal("0.1"), "m5.xlarge": Decimal("0.2")},
        "two": {"m5.large": Decimal(0)},
    }


def test_only_cells_of_types_on_offer_count():
    stated = {"one": {"m5.large": Decimal("0.1"), "gone.large": Decimal("0.2")}, "three": {"m5.large": Decimal("0.3")}}

    assert build.on_offer(stated, {"one": ["m5.large", "new.large"], "two": ["m5.large"]}) == {
        "one": {"m5.large": Decimal("0.1")},
        "two": {},
    }


def test_a_missing_package_is_named_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(cells, "PACKAGE", "a-package-that-nobody-has")

    with pytest.raises(CommandError, match=r"a-package-that-nobody-has is not installed.*pip install '\.\[ec2-data\]'"):
        call_command("build_ec2_snapshot", output=tmp_path / "snapshot.json.gz")

    assert not list(tmp_path.iterdir())


def test_an_unknown_release_is_named_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(hardware, "PUBLISHED", {})

    with pytest.raises(CommandError, match="Add the day"):
        call_command("build_ec2_snapshot", output=tmp_path / "snapshot.json.gz")


@needs_libcloud
def test_the_shipped_file_is_what_the_data_sets_make(tmp_path, capsys):
    output = tmp_path / "snapshot.json.gz"

    call_command("build_ec2_snapshot", output=output)

    # The text inside, as another zlib may pack the same text into other bytes.
    assert gzip.decompress(output.read_bytes()) == gzip.decompress(file.SHIPPED.read_bytes())
    said = capsys.readouterr().out
    assert "1395 types (moto 5.2.5, 2026-10-27)" in said
    assert "linux: 7857 confirmed, 3544 derived, 2155 refused" in said
    assert "us-east-1        1375   487   215   673" in said


@needs_libcloud
def test_building_twice_makes_the_same_bytes(tmp_path):
    for name in ("one.gz", "two.gz"):
        file.write(build.build(), tmp_path / name)

    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
