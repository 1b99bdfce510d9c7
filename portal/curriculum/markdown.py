"""Markdown to safe HTML. Pure: no database, no settings.

A lesson becomes blocks: pieces of sanitised HTML, and between them the embeds of the lesson by name and reference.
"""

import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import nh3
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify

from portal.curriculum.glossary import Glossary, TermMarker

RENDERER = "2"
"""Part of what a stored lesson was rendered from: a new value renders every lesson again."""

EMBED = re.compile(r"^\[\[(resource|question|diagram|widget): *([a-z0-9][a-z0-9._-]*)(?:\?([^\]\s]*))?\]\]$")
ANY_EMBED = re.compile(r"\[\[ *(\w+) *:[^\]]*\]\]")
PLACEHOLDER = re.compile(r'<div data-embed="([a-z]+)" data-query="([^"]*)" data-ref="([^"]*)"></div>')
LINK = re.compile(
    r'<a((?: [\w-]+="[^"]*")*) href="((?:https?:)?[/\\]{2}[^"]+)"((?: [\w-]+="[^"]*")*)>(.*?)</a>',
    re.DOTALL | re.IGNORECASE,
)
TITLE = re.compile(r' title="([^"]*)"')
CLASS = re.compile(r' class="[^"]*"')
ANCHOR = re.compile(r'<a class="anchor"[^>]*>#</a>')
BREAK = re.compile(r"</(?:p|li|h\d|td|th|dt|dd|div|pre|blockquote)>|<(?:br|hr)>|<div[^>]*>")
TAG = re.compile(r"<[^>]+>")
HEADING_PREFIX = "s-"


@dataclass(frozen=True)
class Embed:
    name: str
    ref: str
    query: str = ""


@dataclass(frozen=True)
class Heading:
    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Rendered:
    blocks: tuple[str | Embed, ...]
    headings: tuple[Heading, ...]
    text: str
    """The words alone, for search and counting."""
    terms: tuple[str, ...] = field(default=())
    """Ids of the glossary terms that are marked, in order."""

    @property
    def embeds(self) -> tuple[Embed, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Embed))


def render(source: str, glossary: Glossary | None = None) -> Rendered:
    """A lesson's body as blocks. Headings keep their level; their ids begin with `s-`."""
    markdown = _markdown(headings=True)
    marker = TermMarker(markdown, glossary or Glossary(()))
    markdown.treeprocessors.register(marker, "terms", 14)
    clean = CLEANER.clean(markdown.convert(source))
    return Rendered(
        blocks=tuple(_split(_decorate(clean))),
        headings=tuple(_headings(markdown.toc_tokens)),  # type: ignore[attr-defined]
        text=plain_text(PLACEHOLDER.sub(" ", clean)),
        terms=tuple(marker.marked),
    )


def render_text(source: str) -> str:
    """A short text (a question's stem, a reason, a note) as HTML; a single paragraph comes without its `<p>`."""
    clean = _decorate(CLEANER.clean(_markdown(headings=False).convert(source))).strip()
    inner = clean.removeprefix("<p>").removesuffix("</p>")
    return inner if clean.startswith("<p>") and "<p>" not in inner else clean


def plain_text(clean: str) -> str:
    """The words of sanitised HTML, on one line."""
    return " ".join(html.unescape(TAG.sub("", BREAK.sub(" ", ANCHOR.sub("", clean)))).split())


def _markdown(*, headings: bool) -> Markdown:
    extensions: list[str | Extension] = [
        "tables",
        "admonition",
        "footnotes",
        "def_list",
        "sane_lists",
        "pymdownx.superfences",
        "pymdownx.highlight",
    ]
    configs: dict[str, dict[str, object]] = {
        "tables": {"use_align_attribute": True},
        "pymdownx.highlight": {"guess_lang": False, "css_class": "code", "use_pygments": True},
    }
    if headings:
        extensions += ["toc", EmbedExtension()]
        configs["toc"] = {
            "slugify": lambda value, separator: HEADING_PREFIX + slugify(value, separator),
            "permalink": "#",
            "permalink_class": "anchor",
            "permalink_title": "Link to this section",
        }
    return Markdown(extensions=extensions, extension_configs=configs, output_format="html")


class EmbedExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(EmbedProcessor(md.parser), "embed", 110)


class EmbedProcessor(BlockProcessor):
    """`[[name: ref?query]]` alone in its paragraph, at the left margin."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return parent.tag == "div" and not parent.attrib and EMBED.match(block.strip()) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        match = EMBED.match(blocks.pop(0).strip())
        assert match is not None
        name, ref, query = match.groups(default="")
        etree.SubElement(parent, "div", {"data-embed": name, "data-query": query, "data-ref": ref})


def _headings(tokens: list[dict[str, object]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        anchor = str(token["id"]).removeprefix(HEADING_PREFIX)
        found.append(Heading(int(str(token["level"])), anchor, html.unescape(str(token["name"]))))
        found += _headings(token["children"])  # type: ignore[arg-type]
    return found


def _split(clean: str) -> list[str | Embed]:
    blocks: list[str | Embed] = []
    end = 0
    for match in PLACEHOLDER.finditer(clean):
        if piece := clean[end : match.start()].strip():
            blocks.append(piece)
        blocks.append(Embed(match[1], match[3], html.unescape(match[2])))
        end = match.end()
    if piece := clean[end:].strip():
        blocks.append(piece)
    return blocks


def _decorate(clean: str) -> str:
    """Add to sanitised HTML what only we may write: where links lead, and frames in which wide tables scroll."""
    clean = LINK.sub(_external_link, clean)
    clean = clean.replace(
        "<table>", '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="table">'
    )
    return clean.replace("</table>", "</table></div>")


def _external_link(match: re.Match[str]) -> str:
    before, address, after, text = match.groups()
    host = html.escape(_host(html.unescape(address)))
    given = CLASS.sub("", before + after)
    title = f"{said[1]} ({host})" if (said := TITLE.search(given)) else host
    return (
        f'<a class="external" href="{address}"{TITLE.sub("", given)} title="{title}">'
        f'{text}<span class="vh"> (leads to {host})</span></a>'
    )


def _host(address: str) -> str:
    """Where a browser would go, which reads backslashes as slashes."""
    try:
        return urlsplit(address.replace("\\", "/")).hostname or ""
    except ValueError:
        return ""


TAGS = set(
    "a abbr b blockquote br cite code dd del dfn div dl dt em h2 h3 h4 hr i ins kbd li ol p pre q s samp small span "
    "strong sub sup table tbody td th thead tr ul".split()
)
OWN_IDS = (HEADING_PREFIX, "fn:", "fnref")


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Ids only where we made them, so that no text can shadow an id that a script or a form relies on."""
    if attribute == "id" and not value.startswith(OWN_IDS):
        return None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "title", "textarea", "noscript", "svg", "math", "iframe", "object"},
    attributes={
        "*": {"class", "id"},
        "a": {"href", "title", "data-term"},
        "abbr": {"title"},
        "div": {"data-embed", "data-ref", "data-query"},
        "ol": {"start"},
        "td": {"align"},
        "th": {"align", "scope"},
    },
    attribute_filter=_keep_attribute,
    set_tag_attribute_values={"pre": {"tabindex": "0"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=True,
)
