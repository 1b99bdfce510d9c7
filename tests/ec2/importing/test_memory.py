"""The memory of an import does not grow with the file. The full size is measured by tests/bench/ec2_import.py."""

import pytest

from tests.bench import ec2_import

MEGABYTES = 100
MOST = 200
"""What is promised of 450 MB. An import that held even this smaller file would not keep it."""


@pytest.mark.slow
def test_a_large_file_is_streamed(tmp_path):
    path = tmp_path / "index.csv"
    ec2_import.write(path, MEGABYTES)

    peaks = [peak for peak, _ in ec2_import.measure(path, tmp_path / "data")]

    assert path.stat().st_size > MEGABYTES * ec2_import.MEGABYTE
    assert max(peaks) < MOST
