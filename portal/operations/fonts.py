"""Makes the site's typefaces: cut down from build-time packages to what our pages use, with the stylesheet for them."""

import hashlib
import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import brotli
import fontpkg
import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it reports every glyph

MOST_BYTES = 65 * 1024  # for all together, on a first visit

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
WESTERN = "ıĳĲŁłŒœŠšŴŵŶŷŸŽžẞ"
MARKS = "\u2009\u202f‐‑–—‘’‚“”„†‡•…‰′″‹›⁄€™−≈≠≤≥∞←↑→↓↗✓✗"  # first, a thin space and one that does not break
POWERS = "⁰⁴⁵⁶⁷⁸⁹⁻"  # the other superscripts are in Latin
BOXES = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▀▄█░▒▓■□▲▼◆●○"


@dataclass(frozen=True)
class Face:
    """One file: a family, cut down to some characters, features and weights."""

    family: str
    package: str
    file: str
    weights: tuple[int, int]
    axes: dict[str, float | tuple[float, float]]
    features: tuple[str, ...]
    characters: str = LATIN + WESTERN + MARKS + POWERS

    @property
    def licence(self) -> str:
        return f"OFL-{self.package}.txt"


FACES = (
    Face(
        "Inter",
        package="inter",
        file="inter-400-700.woff2",
        weights=(400, 700),
        axes={"opsz": 14, "wght": (400, 700)},  # a free optical size costs 20 KiB
        features=("calt", "ccmp", "kern", "tnum"),
    ),
    Face(
        "Schibsted Grotesk",
        package="schibsted-grotesk",
        file="schibsted-700.woff2",
        weights=(700, 700),
        axes={"wght": 700},
        features=("ccmp", "kern", "liga", "tnum"),
    ),
    Face(
        "JetBrains Mono",
        package="jetbrains-mono",
        file="jetbrains-400.woff2",
        weights=(400, 400),
        axes={"wght": 400},
        features=("ccmp",),  # without calt, its ligatures: learners must see what they have to type
        characters=LATIN + WESTERN + MARKS + BOXES,
    ),
)


@dataclass(frozen=True)
class Fallback:
    """A face that stands in until ours has come: a font of the reader's system, scaled to the same width."""

    family: str
    weight: int
    like: str
    percent: float  # our mean width over theirs, measured in a browser over the text of the lessons
    names: tuple[str, ...]


ARIAL = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
ARIAL_BOLD = ("Arial Bold", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold")
ROBOTO = ("Roboto", "Roboto Regular")
ROBOTO_BOLD = ("Roboto Bold",)
DEJAVU = ("DejaVu Sans",)
DEJAVU_BOLD = ("DejaVu Sans Bold",)

# One family for each width: an @font-face has one set of corrections. Inter's bold is measured at 600, its commonest.
FALLBACKS = (
    Fallback("Inter Fallback", 400, "Inter", 106.8, ARIAL),
    Fallback("Inter Fallback", 700, "Inter", 101.2, ARIAL_BOLD),
    Fallback("Inter Fallback Roboto", 400, "Inter", 107.3, ROBOTO),
    Fallback("Inter Fallback Roboto", 700, "Inter", 107.8, ROBOTO_BOLD),
    Fallback("Inter Fallback DejaVu", 400, "Inter", 93.7, DEJAVU),
    Fallback("Inter Fallback DejaVu", 700, "Inter", 84.8, DEJAVU_BOLD),
    Fallback("Schibsted Fallback", 700, "Schibsted Grotesk", 101.8, ARIAL_BOLD),
    Fallback("Schibsted Fallback Roboto", 700, "Schibsted Grotesk", 108.6, ROBOTO_BOLD),
    Fallback("Schibsted Fallback DejaVu", 700, "Schibsted Grotesk", 85.5, DEJAVU_BOLD),
    Fallback(
        "JetBrains Fallback",
        400,
        "JetBrains Mono",
        99.8,
        ("Menlo", "Liberation Mono", "DejaVu Sans Mono", "Droid Sans Mono"),
    ),
    Fallback("JetBrains Fallback Consolas", 400, "JetBrains Mono", 109.1, ("Consolas",)),
)


FACE_RULE = """@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  font-style: normal;
  font-display: swap;
  src: url("../fonts/{file}") format("woff2");
}}
"""

FALLBACK_RULE = """@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  src: {sources};
  size-adjust: {percent:.1f}%;
  ascent-override: {ascent:.1f}%;
  descent-override: {descent:.1f}%;
  line-gap-override: 0%;
}}
"""


class FontError(Exception):
    """The typefaces cannot be made as they should be."""


def build(static: Path) -> bool:
    """Write fonts/ and css/fonts.css below `static`; False if they are up to date. The same input gives the same bytes."""
    stamp = f"/* Made by manage.py build_fonts: {_digest()} */\n"
    if _is_current(static, stamp):
        return False
    made = [(face, _cut(face)) for face in FACES]
    _weigh(sum(len(data) for _, data in made))
    for face, data in made:
        _write(static / "fonts" / face.file, data)
        _write(static / "fonts" / face.licence, _licence(face))
    _write(static / "css" / "fonts.css", (stamp + _stylesheet(made)).encode())  # last: its stamp says that all is there
    return True


def sizes(static: Path) -> dict[str, int]:
    """Bytes of each typeface that was made, by file name."""
    return {face.file: (static / "fonts" / face.file).stat().st_size for face in FACES}


def _digest() -> str:
    """Of all that decides about the result: this module, the tools, the sources."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(f"fonttools {fontTools.version}, brotli {brotli.__version__}".encode())
    for face in FACES:
        digest.update(_source(face).read_bytes())
    return digest.hexdigest()


def _source(face: Face) -> Path:
    try:
        return Path(fontpkg.path(face.package))
    except fontpkg.FamilyNotInstalled as error:
        raise ModuleNotFoundError(f"fontpkg-{face.package} is not installed") from error


def _is_current(static: Path, stamp: str) -> bool:
    names = [f"fonts/{name}" for face in FACES for name in (face.file, face.licence)]
    if not all((static / name).exists() for name in ["css/fonts.css", *names]):
        return False
    return (static / "css" / "fonts.css").read_text(encoding="utf-8").startswith(stamp)


def _cut(face: Face) -> bytes:
    """Characters first, then axes: fontTools stumbles the other way round."""
    font = TTFont(BytesIO(_subset(face)), recalcTimestamp=False)
    instantiateVariableFont(font, face.axes, inplace=True)
    font.flavor = "woff2"
    return _saved(font)


def _subset(face: Face) -> bytes:
    options = subset.Options(
        layout_features=list(face.features),
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # the last two: the licence
        drop_tables=[*subset.Options().drop_tables, "DSIG"],
        recalc_timestamp=False,
    )
    font = subset.load_font(BytesIO(_source(face).read_bytes()), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=face.characters)
    subsetter.subset(font)
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _weigh(total: int) -> None:
    if total > MOST_BYTES:
        raise FontError(f"The typefaces weigh {total} bytes, {total - MOST_BYTES} too many: leave out some characters.")


def _licence(face: Face) -> bytes:
    return (_source(face).parent.parent / "LICENSE").read_bytes()


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(data)
    draft.replace(path)


def _stylesheet(made: list[tuple[Face, bytes]]) -> str:
    fonts = {face.family: TTFont(BytesIO(data)) for face, data in made}
    rules = [_face_rule(face) for face, _ in made]
    return "\n".join(rules + [_fallback_rule(fallback, fonts[fallback.like]) for fallback in FALLBACKS])


def _face_rule(face: Face) -> str:
    weight = " ".join(map(str, dict.fromkeys(face.weights)))
    return FACE_RULE.format(family=face.family, weight=weight, file=face.file)


def _fallback_rule(fallback: Fallback, font: TTFont) -> str:
    """Browsers scale the corrections of height along with the letters, so they are divided by the same percentage."""
    scale = font["head"].unitsPerEm * fallback.percent / 100**2
    return FALLBACK_RULE.format(
        family=fallback.family,
        weight=fallback.weight,
        sources=", ".join(f'local("{name}")' for name in fallback.names),
        percent=fallback.percent,
        ascent=font["hhea"].ascent / scale,
        descent=-font["hhea"].descent / scale,
    )
