"""The typefaces: light, whole, and named by a stylesheet that browsers can follow."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytest.importorskip("fontTools", reason="requirements-fonts.txt is not installed")
pytest.importorskip("fontpkg", reason="requirements-fonts.txt is not installed")

from fontTools.ttLib import TTFont

from portal.operations import fonts

ROOT = Path(__file__).resolve().parent.parent.parent
NEEDED = "AZaz09 ‘’“”–—…×→✓−≈·•€£ÀÉÎÕÜßàçéîñöøåæœŒŠžŸłı"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def static(tmp_path_factory):
    static = tmp_path_factory.mktemp("static")
    assert fonts.build(static)
    return static


@pytest.fixture
def code_only(monkeypatch):
    """The smallest of the three alone: made in a moment."""
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[-1:])
    monkeypatch.setattr(fonts, "FALLBACKS", [each for each in fonts.FALLBACKS if each.like == "JetBrains Mono"])


def font(static, file):
    return TTFont(BytesIO((static / "fonts" / file).read_bytes()))


def contents(static):
    return {str(path.relative_to(static)): path.read_bytes() for path in static.rglob("*") if path.is_file()}


def test_together_they_are_light_enough(static):
    sizes = fonts.sizes(static)

    assert list(sizes) == ["inter-400-700.woff2", "schibsted-700.woff2", "jetbrains-400.woff2"]
    assert sum(sizes.values()) <= 65 * 1024


def test_heavier_ones_are_refused(tmp_path, monkeypatch, code_only):
    monkeypatch.setattr(fonts, "MOST_BYTES", 5_000)

    with pytest.raises(fonts.FontError, match=r"The typefaces weigh \d+ bytes, \d+ too many"):
        fonts.build(tmp_path)

    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("file", "missing"), [("inter-400-700.woff2", ""), ("schibsted-700.woff2", "✓"), ("jetbrains-400.woff2", "✓")]
)
def test_characters_of_western_text_are_there(static, file, missing):
    there = font(static, file).getBestCmap()

    assert [character for character in NEEDED if ord(character) not in there] == list(missing)


def test_box_marks_are_in_the_typeface_of_code(static):
    there = font(static, "jetbrains-400.woff2").getBestCmap()

    assert [mark for mark in "─│┌┐└┘├┤┬┴┼█" if ord(mark) not in there] == []


def test_every_character_of_lessons_and_templates_is_in_one_of_them(static):
    there = {character for face in fonts.FACES for character in font(static, face.file).getBestCmap()}
    sources = [*(ROOT / "lessons").rglob("*.md"), *(ROOT / "lessons").rglob("*.yaml")]
    sources += (ROOT / "templates").rglob("*.html")

    text = "".join(path.read_text(encoding="utf-8") for path in sources)

    assert {character for character in set(text) - set("\n") if ord(character) not in there} == set()


def test_numbers_line_up_in_tables_and_code_shows_no_ligatures(static):
    def features(file):
        return {record.FeatureTag for record in font(static, file)["GSUB"].table.FeatureList.FeatureRecord}

    assert "tnum" in features("inter-400-700.woff2")
    assert "tnum" in features("schibsted-700.woff2")
    assert not {"calt", "liga"} & features("jetbrains-400.woff2")


def test_weights_are_the_ones_that_are_declared(static):
    axes = font(static, "inter-400-700.woff2")["fvar"].axes

    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in axes] == [("wght", 400, 700)]
    assert "fvar" not in font(static, "schibsted-700.woff2")
    assert font(static, "schibsted-700.woff2")["OS/2"].usWeightClass == 700
    assert font(static, "jetbrains-400.woff2")["OS/2"].usWeightClass == 400


def test_stylesheet_names_files_that_exist_and_swaps_them_in(static):
    sheet = (static / "css" / "fonts.css").read_text(encoding="ascii")
    named = re.findall(r'url\("([^"]+)"\)', sheet)

    assert [(static / "css" / name).resolve().name for name in named] == [face.file for face in fonts.FACES]
    assert all((static / "css" / name).resolve().is_file() for name in named)
    assert sheet.count("font-display: swap;") == len(named)


def test_stylesheet_has_a_fallback_of_the_same_measure_for_each(static):
    sheet = (static / "css" / "fonts.css").read_text(encoding="ascii")
    rules = [dict(re.findall(r"^  ([a-z-]+): (.*);$", rule, re.M)) for rule in sheet.split("@font-face")[1:]]
    fallbacks = {(rule["font-family"], rule["font-weight"]): rule for rule in rules if "size-adjust" in rule}

    assert fallbacks['"Inter Fallback"', "400"] == {
        "font-family": '"Inter Fallback"',
        "font-weight": "400",
        "src": 'local("Arial"), local("Liberation Sans"), local("Arimo"), local("Helvetica")',
        "size-adjust": "106.8%",
        "ascent-override": "90.7%",
        "descent-override": "22.6%",
        "line-gap-override": "0%",
    }
    assert {('"Inter Fallback"', "700"), ('"Schibsted Fallback"', "700"), ('"JetBrains Fallback"', "400")} <= set(
        fallbacks
    )


def test_licences_lie_beside_the_typefaces(static):
    for face in fonts.FACES:
        text = (static / "fonts" / face.licence).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert text.startswith("Copyright")


def test_same_sources_give_the_same_bytes(static, tmp_path, code_only):
    fonts.build(tmp_path)

    assert (tmp_path / "fonts" / "jetbrains-400.woff2").read_bytes() == (
        static / "fonts" / "jetbrains-400.woff2"
    ).read_bytes()


def test_nothing_is_made_again_while_nothing_changed(static):
    assert not fonts.build(static)


@pytest.mark.parametrize("lost", ["css/fonts.css", "fonts/jetbrains-400.woff2", "fonts/OFL-jetbrains-mono.txt"])
def test_a_lost_file_is_made_again(tmp_path, code_only, lost):
    fonts.build(tmp_path)
    whole = contents(tmp_path)
    (tmp_path / lost).unlink()

    assert fonts.build(tmp_path)
    assert contents(tmp_path) == whole


def test_a_stylesheet_of_other_sources_is_made_again(tmp_path, code_only):
    fonts.build(tmp_path)
    sheet = tmp_path / "css" / "fonts.css"
    sheet.write_text(sheet.read_text().replace("build_fonts: ", "build_fonts: 0"))

    assert fonts.build(tmp_path)


def test_command_makes_them_and_says_how_heavy_they_are(static, settings, capsys):
    settings.STATICFILES_DIRS = [static]

    call_command("build_fonts")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == list(fonts.sizes(static))
    assert re.fullmatch(r"Typefaces up to date: [\d.]+ of 65 KiB\.", lines[-1])


def test_command_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "fontpkg", None)
    monkeypatch.delitem(sys.modules, "portal.operations.fonts")
    monkeypatch.delattr("portal.operations.fonts")

    with pytest.raises(CommandError, match=r"run “pip install --require-hashes -r requirements-fonts.txt”"):
        call_command("build_fonts")
