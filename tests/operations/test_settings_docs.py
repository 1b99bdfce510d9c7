""".env.example tells about every setting that the code reads, and about no other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = {"text", "flag", "integer", "choice", "hosts", "networks", "time_zone", "address", "secret"}
EXAMPLE = (ROOT / ".env.example").read_text()
LINE = re.compile(r"^#?(PORTAL_[A-Z_]+)=(.*)$", re.MULTILINE)


def read_settings():
    """(reader, variable, default) for every call of a reader in portal/; the default is None unless written out."""
    for path in sorted((ROOT / "portal").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "env" and node.func.attr in READERS:
                yield node.func.attr, *(_literal(each) for each in [*node.args, ast.Constant("")][:2])


def _literal(node):
    return str(node.value) if isinstance(node, ast.Constant) else None


SETTINGS = sorted(set(read_settings()), key=str)


def test_the_example_names_each_setting_once_and_no_other():
    named = [name for name, _ in LINE.findall(EXAMPLE)]

    assert sorted(named) == sorted({name for _, name, _ in SETTINGS})


@pytest.mark.parametrize(("reader", "name", "default"), SETTINGS)
def test_the_example_shows_the_default(reader, name, default):
    if default is not None:
        shown = dict(LINE.findall(EXAMPLE))[name]
        assert shown == ("0" if reader == "flag" else default)


@pytest.mark.parametrize("name", sorted(name for reader, name, _ in SETTINGS if reader == "secret"))
def test_the_example_says_which_can_come_from_a_file(name):
    assert f"{name}_FILE" in EXAMPLE


def test_nothing_is_read_past_the_readers():
    for path in (ROOT / "portal").rglob("*.py"):
        if path != ROOT / "portal" / "env.py":
            assert "os.environ[" not in path.read_text(), path
            assert "os.environ.get(" not in path.read_text(), path
            assert "os.getenv(" not in path.read_text(), path
