"""The key that a site makes for itself."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.secrets import stored_secret_key

ROOT = Path(__file__).resolve().parent.parent


def test_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    key = stored_secret_key(tmp_path / "data")

    assert len(key) >= 50
    assert stored_secret_key(tmp_path / "data") == key
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_two_sites_have_two_keys(tmp_path):
    assert stored_secret_key(tmp_path / "one") != stored_secret_key(tmp_path / "other")


def test_processes_that_come_at_the_same_time_get_the_same_key(tmp_path):
    code = "import pathlib, sys; from portal.secrets import stored_secret_key as key; print(key(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", code, str(tmp_path / "data")]
    together = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]

    assert len({process.communicate()[0] for process in together}) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_place_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "data").write_text("a file stands where the directory should be")

    with pytest.raises(ImproperlyConfigured, match=r"secret_key cannot be used: .* or set PORTAL_SECRET_KEY\.$"):
        stored_secret_key(tmp_path / "data")
