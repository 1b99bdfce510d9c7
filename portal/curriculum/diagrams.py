"""SVG drawings made safe to stand inside a page. Pure: no database."""

import html
import re
from dataclasses import dataclass

import nh3

TAGS = set(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker linearGradient "
    "radialGradient stop clipPath pattern".split()
)
ATTRIBUTES = set(
    "aria-hidden aria-labelledby class clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule "
    "font-family font-size font-style font-weight fx fy gradientTransform gradientUnits height id letter-spacing "
    "marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity orient patternTransform "
    "patternUnits pathLength points preserveAspectRatio r refX refY role rx ry stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor "
    "transform viewBox width x x1 x2 y y1 y2".split()
)
CLEANER = nh3.Cleaner(tags=TAGS, clean_content_tags={"script", "style"}, attributes={"*": ATTRIBUTES}, link_rel=None)
ID = re.compile(r'\bid="([^"]+)"')
REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)['\"]?\s*\)")
OUTSIDE = re.compile(r"url\((?!#)[^)]*\)")
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
DESC = re.compile(r'<desc id="([^"]+)">')
LABEL = re.compile(r'aria-labelledby="[^"]*"')


@dataclass(frozen=True)
class Drawing:
    svg: str
    """Safe markup; its ids begin with the prefix, its accessible name is its `<desc>`."""
    caption: str
    """Its `<title>`, as text."""


def clean(source: str, *, prefix: str) -> Drawing:
    """The first `<svg>` of the source without scripts, styles, outside addresses and foreign content."""
    start = source.find("<svg")
    svg = CLEANER.clean(source[start:]) if start >= 0 else ""
    svg = OUTSIDE.sub("none", svg)
    svg = ID.sub(lambda match: f'id="{prefix}-{match[1]}"', svg)
    svg = REFERENCE.sub(lambda match: f"url(#{prefix}-{match[1]})", svg)
    title = TITLE.search(svg)
    caption = html.unescape(" ".join(title[1].split())) if title else ""
    return Drawing(_name_by_description(TITLE.sub("", svg)), caption)


def _name_by_description(svg: str) -> str:
    """The caption stands under the picture already, so the picture itself is named by its description."""
    described = DESC.search(svg)
    return LABEL.sub(f'aria-labelledby="{described[1]}"' if described else 'aria-hidden="true"', svg, count=1)
