"""Static files as a production site serves them."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError
from django.test import Client

from portal import staticfiles
from tests.collecting import FILES, collect, serving, write_static

SHEETS = Path(__file__).resolve().parent.parent / "static" / "css"
YEARS = "max-age=315360000, public, immutable"


@pytest.fixture
def source(tmp_path):
    return write_static(tmp_path / "source")


@pytest.fixture
def root(settings, tmp_path, source):
    """Where they were collected."""
    with serving(settings, source, tmp_path / "root") as root:
        collect()
        yield root


def stored(name):
    """The name under which a file is served."""
    return staticfiles_storage.stored_name(name)


def text_of(root, name):
    return (root / stored(name)).read_text()


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_all_sheets_are_one_with_the_order_of_layers_first(root):
    sheet = text_of(root, "css/site.css")

    assert sheet.startswith("@layer base, components;\n")
    assert [part in sheet for part in ("body {", ".out {", ".card {")] == [True] * 3
    assert ".desk" not in sheet
    assert sheet.count(".card {") == FILES["css/components/card.css"].count(".card {")


def test_a_dry_run_writes_nothing(settings, tmp_path, source):
    with serving(settings, source, tmp_path / "root") as root:
        collect(dry_run=True)

        assert not list(root.rglob("*"))


def test_the_sheet_loses_comments_and_indents_and_nothing_else(root):
    assert "@layer base {\nbody {\ncolor: black;\n}\n}\n" in text_of(root, "css/site.css")
    assert "/*" not in text_of(root, "css/site.css")


def test_all_scripts_are_one_and_keep_their_names_to_themselves(root):
    assert text_of(root, "js/site.js") == (
        "{\n// Code is copied.\nconst found = 2;\n\n}\n{\n// Terms open.\nconst found = 1;\n\n}\n"
    )


def test_every_name_carries_the_digest_of_what_is_in_it(root):
    for name in [*FILES, "css/site.css", "js/site.js"]:
        stem, _, extension = name.rpartition(".")
        digest = hashlib.md5((root / stored(name)).read_bytes(), usedforsecurity=False).hexdigest()[:12]

        assert re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{12}}\.{extension}", stored(name))
        if "icons.css" not in name and "site.css" not in name:  # named before the addresses in them were changed
            assert stored(name) == f"{stem}.{digest}.{extension}"


def test_addresses_in_the_joined_sheet_lead_to_hashed_files(root):
    sheet = text_of(root, "css/site.css")

    assert re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet) == [f"../{stored('img/out.svg')}"]


def test_an_address_that_leads_nowhere_stops_the_start(settings, tmp_path, source):
    write_static(source, **{"css/icons.css": ".out {\n  mask: url(../img/none.svg);\n}\n"})

    with serving(settings, source, tmp_path / "root"), pytest.raises(CommandError, match=r"img/none\.svg"):
        collect()


def test_only_hashed_files_and_the_manifest_are_left(root):
    plain = [name for name in contents(root) if not re.search(r"\.[0-9a-f]{12}\.\w+(\.br|\.gz)?$", name)]

    assert plain == ["staticfiles.json"]


def test_what_gets_smaller_lies_compressed_beside_it_and_says_the_same(root):
    for name in ("css/site.css", "css/components/card.css"):
        file = root / stored(name)
        packed, zipped = file.with_name(f"{file.name}.br"), file.with_name(f"{file.name}.gz")

        assert brotli.decompress(packed.read_bytes()) == file.read_bytes()
        assert gzip.decompress(zipped.read_bytes()) == file.read_bytes()
        assert packed.stat().st_size < file.stat().st_size / 2


def test_typefaces_are_not_compressed_again(root):
    assert not list((root / "fonts").glob("*.br"))


def test_collecting_again_changes_no_file(root):
    before = contents(root)

    collect()

    assert contents(root) == before


def test_one_changed_part_gives_the_whole_another_name(root, source):
    sheet, script = stored("css/site.css"), stored("js/site.js")
    write_static(source, **{"css/base.css": "@layer base {\n  body {\n    color: navy;\n  }\n}\n"})

    collect()

    assert stored("css/site.css") != sheet
    assert "color: navy" in text_of(root, "css/site.css")
    assert stored("js/site.js") == script


def test_a_part_that_is_gone_is_gone_from_the_whole(root, source):
    write_static(source, **{"js/copy.js": None})

    collect(clear=True)

    assert "Code is copied" not in text_of(root, "js/site.js")


def test_a_whole_left_from_a_start_that_was_cut_off_is_written_anew(root):
    (root / "css/site.css").write_text("@layer ba")

    collect()

    assert text_of(root, "css/site.css").startswith("@layer base, components;\n")
    assert len(list((root / "css").glob("site*.css"))) == 1


def test_the_joined_files_are_not_parts_of_themselves():
    names = ["css/site.css", "css/base.css", "css/layers.css", "css/components/card.css", "css/admin/desk.css"]
    names += [
        "js/site.js",
        "js/terms.js",
        "js/copy.js",
        "js/admin/desk.js",
        "js/maps/map.js",
        "django_htmx/htmx-2.min.js",
    ]

    assert staticfiles.stylesheets(names) == ["css/layers.css", "css/base.css", "css/components/card.css"]
    assert staticfiles.scripts(names) == ["js/copy.js", "js/terms.js"]


def test_our_own_files_are_found_by_their_beginning(root):
    assert sorted(staticfiles.found("js/")) == ["js/admin/desk.js", "js/copy.js", "js/terms.js"]
    assert staticfiles.found("video/") == ()


def test_integrity_is_the_hash_of_what_is_served(root):
    served = (root / stored("js/site.js")).read_bytes()

    expected = base64.b64encode(hashlib.sha384(served).digest()).decode()
    assert staticfiles.integrity("js/site.js") == f"sha384-{expected}"


def test_files_that_still_change_have_no_integrity(settings, root):
    settings.DEBUG = True

    assert staticfiles.integrity("js/site.js") == ""


def test_files_that_were_not_collected_have_no_integrity():
    assert staticfiles.integrity("js/terms.js") == ""


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_a_hashed_file_is_kept_for_years_and_sent_as_the_browser_likes_it(root, accepted, encoding, unpack):
    response = Client().get(f"/static/{stored('css/site.css')}", headers={"Accept-Encoding": accepted})
    sent = b"".join(response.streaming_content)

    assert response.status_code == 200
    assert response.get("Content-Encoding") == encoding
    assert unpack(sent).decode() == text_of(root, "css/site.css")
    assert response["Cache-Control"] == YEARS
    assert response["Vary"] == "Accept-Encoding"
    assert response["Content-Type"] == 'text/css; charset="utf-8"'


def outermost(text):
    """What stands before each outermost pair of braces."""
    depth, start, found = 0, 0, []
    for place, mark in ((match.start(), match[0]) for match in re.finditer(r"[{}]", text)):
        if mark == "{" and depth == 0:
            found.append(text[start:place].split(";")[-1].split()[0])
        depth += 1 if mark == "{" else -1
        start = place + 1
    return [*found, *["unclosed"] * depth]


@pytest.mark.parametrize("sheet", sorted(SHEETS.rglob("*.css")), ids=lambda sheet: sheet.relative_to(SHEETS).as_posix())
def test_our_sheets_can_be_joined(sheet):
    """In any order: every rule lies in a layer. Into another folder: no address but in those that lie there already."""
    text = staticfiles.NOT_FOR_BROWSERS.sub("", sheet.read_text())
    name = f"css/{sheet.relative_to(SHEETS).as_posix()}"

    assert "@import" not in text
    assert "@charset" not in text
    assert "unclosed" not in outermost(text)
    if staticfiles.stylesheets([name]):
        assert set(outermost(text)) <= {"@layer", "@property", "@font-face"}
        assert "url(" not in text or sheet.parent == SHEETS
