"""The house rules that a machine can hold: which way imports go, how long functions are, what a template may contain."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for path in (ROOT / "portal").rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))

MAY_IMPORT = {
    "accounts": set(),
    "curriculum": {"accounts"},
    "quizzes": {"accounts", "curriculum"},
    "progress": {"accounts", "curriculum", "quizzes"},
    "search": {"accounts", "curriculum", "quizzes"},
    "content": {"accounts", "curriculum", "quizzes", "search"},
    "desk": {"accounts", "curriculum", "quizzes", "progress", "search", "content"},
    "learn": {"accounts", "curriculum", "quizzes", "progress", "search"},
    "ec2": {"accounts", "curriculum", "quizzes"},
    "operations": set(),
}
REGISTRIES = {
    "portal.accounts.holdings",
    "portal.curriculum.embeds",
    "portal.operations.jobs",
    "portal.quizzes.kinds",
    "portal.quizzes.answering",
}
SITE = {"urls", "views", "context", "settings", "wsgi", "templatetags"}
"""Modules of the site as a whole; they may import any room, and no room imports them."""


def imports(path):
    """The modules of ours that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("portal"):
            names = [alias.name for alias in node.names]
            yield from ([f"{node.module}.{name}" for name in names] if node.module.count(".") < 2 else [node.module])
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("portal"))


def room_of(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else ""


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_one_way(path):
    room = room_of(module_name(path))
    if not room:
        return
    for imported in imports(path):
        other = room_of(imported)
        registers = path.name == "apps.py" and any(imported.startswith(registry) for registry in REGISTRIES)
        assert not other or other == room or other in MAY_IMPORT[room] or registers, f"{room} imports {imported}"
        assert imported.split(".")[1] not in SITE, f"{room} imports {imported}, which belongs to the site as a whole"


def test_registries_import_no_models():
    for registry in REGISTRIES - {"portal.quizzes.answering"}:
        path = ROOT / f"{registry.replace('.', '/')}.py"
        path = path if path.exists() else path.with_suffix("") / "__init__.py"
        if not path.exists():
            continue
        tree = ast.parse(path.read_text())
        guarded = {id(child) for node in ast.walk(tree) if isinstance(node, ast.If) for child in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and id(node) not in guarded:
                assert not (node.module or "").endswith("models"), f"{registry} imports models"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_functions_are_short_and_modules_have_one_subject(path):
    text = path.read_text()
    assert text.count("\n") <= 400, "a module of more than 400 lines has more than one subject"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            length = (node.end_lineno or 0) - first.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


@pytest.mark.parametrize(
    "path", [each for each in MODULES if each.name not in ("__init__.py", "apps.py", "urls.py")], ids=module_name
)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_nothing_that_the_policy_blocks(path):
    text = path.read_text()

    assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=\"", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", text)
    assert "<style" not in text
    assert "hx-on" not in text
    assert "js:" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_have_one_behaviour_and_import_nothing(path):
    text = path.read_text()

    assert text.count("\n") <= 80
    assert text.startswith("//"), "the first line says what the script does"
    assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
    assert "innerHTML" not in text
    assert "eval(" not in text


def test_the_repository_names_no_registry_and_no_lock_file():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()

    assert not {"uv.lock", "package-lock.json", "poetry.lock"} & set(tracked)
    for name in tracked:
        if name.endswith((".txt", ".toml", ".yaml", ".yml", "Dockerfile", "Makefile", "run", ".sh", ".md")):
            text = (ROOT / name).read_text()
            assert "index" + "-url" not in text, name
            assert "/sim" + "ple/" not in text, name


def test_top_level_holds_only_what_belongs_there():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()

    assert {name.split("/")[0] for name in tracked if "/" in name} <= {
        "portal",
        "lessons",
        "templates",
        "static",
        "tests",
        ".ci",
        ".github",
    }
