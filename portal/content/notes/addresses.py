"""Addresses of resources: what in them only tracks the reader, what kind of page they lead to. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from portal.content.notes.blocks import Block, Definition, walk
from portal.content.notes.words import cut, plain

MAX_ADDRESS = 500
MAX_TITLE = 200
LONG = 150
"""From here on an address is worth a second look even when nothing in it tracks."""

# Parameters that name a campaign, an advertisement or a reader, by whoever writes them.
TRACKING = (
    r"utm_\w+|trk|trk_\w+|trkCampaign|sc_\w+|s_kwcid|ef_id|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|igshid|"
    r"mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok"
)
# Filters of the list pages on aws.amazon.com: they choose what is listed, the page is the same without.
AWS_FILTERS = r"awsf\.[\w.-]+|awsm\.[\w.-]+|[\w-]+\.sort-(?:by|order)"
YOUTUBE_SHARING = r"si|feature|ab_channel|pp"

VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")
NOTEBOOK_HOSTS = ("github.com", "colab.research.google.com", "nbviewer.org", "kaggle.com")
ARTICLE_HOSTS = ("medium.com", "towardsdatascience.com", "realpython.com")
COURSE_HOSTS = ("coursera.org", "udemy.com", "edx.org", "skillbuilder.aws")
TUTORIAL = re.compile(r"getting-started|hands-on|tutorial|workshop", re.IGNORECASE)
DOCS_PATH = re.compile(r"/(?:docs?|documentation|reference)(?:/|$)")

FOUND = re.compile(r"https?://(?:[^\s<>\"`\[]|\[(?!\[))+")
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300})\]"
    r"\([ \t]{0,3}(<[^<>\n]{1,2000}>|[^()\s<>]+(?:\([^()\s<>]*\)[^()\s<>]*)*)(?:[ \t]+\"([^\"\n]{0,300})\")?[ \t]{0,3}\)"
)
REFERENCE = re.compile(r"\[([^\[\]]{1,300})\](?:\[([^\[\]]{0,200})\])")
BARE = re.compile(rf"<?({FOUND.pattern})")
AFTER = ".,;:!?*_'’”"
GAP = re.compile(r"[ \t]*(?::|[-–—]+(?=\s)|[ \t]+[-–—]+)\s*")


@dataclass(frozen=True)
class Link:
    """What an item of a list of links says."""

    title: str
    url: str
    note: str = ""


def split(url: str) -> SplitResult | None:
    """The parts of an address on the web, or None where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str) -> str:
    parts = split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def cleaned(url: str) -> str:
    """The address without the parameters that are known to change nothing for the reader."""
    names = [TRACKING]
    if is_on(host(url), ("aws.amazon.com",)):
        names.append(AWS_FILTERS)
    if is_on(host(url), VIDEO_HOSTS[:2]):
        names.append(YOUTUBE_SHARING)
    short = re.sub(rf"(?<=[?&])(?:{'|'.join(names)})(?:=[^&#]*)?(?:&|(?=#)|$)", "", url)
    return re.sub(r"[?&](?=#|$)", "", short)


def is_on(name: str, hosts: tuple[str, ...]) -> bool:
    return any(name == each or name.endswith(f".{each}") for each in hosts)


def kind(url: str, title: str) -> str:
    """A guess at what waits behind the address: one of the kinds of resource."""
    name, path = host(url), url.partition("://")[2].partition("/")[2]
    if is_on(name, VIDEO_HOSTS):
        return "video"
    if is_on(name, NOTEBOOK_HOSTS) or path.endswith(".ipynb"):
        return "notebook"
    if is_on(name, ARTICLE_HOSTS):
        return "article"
    if is_on(name, COURSE_HOSTS):
        return "course"
    if TUTORIAL.search(path) or TUTORIAL.search(title):
        return "tutorial"
    if name.startswith("docs.") or is_on(name, ("readthedocs.io",)) or DOCS_PATH.search(f"/{path}"):
        return "docs"
    return "article"


def read_link(text: str, known: Mapping[str, str]) -> Link | None:
    """The link that an item of a list is: it stands first, and what follows is a note, not the rest of a sentence."""
    text = text.strip()
    bold = text[:2] if text[:2] in ("**", "__") else ""
    match = LINK.match(text, len(bold))
    if match:
        title, url, hint, end = match[1], match[2].strip("<>"), match[3] or "", match.end()
    elif match := REFERENCE.match(text, len(bold)):
        title, hint, end = match[1], "", match.end()
        url = known.get(label(match[2] or match[1]), "")
    elif match := BARE.match(text, len(bold)):
        title, url, hint = "", match[1][: address_end(match[1])], ""
        end = match.start(1) + len(url) + (match[0][0] == "<")
    else:
        return None
    if bold and not text.startswith(bold, end):
        return None
    note = _note(text[end + len(bold) :])
    if note is None or split(url) is None or len(cleaned(url)) > MAX_ADDRESS:
        return None
    notes = " ".join(each for each in (hint, note) if each)
    return Link(cut(plain(title), MAX_TITLE) or name_of(url), url, notes)


def address_end(found: str) -> int:
    """Where an address in a text ends: brackets that it did not open and full stops after it are not part of it."""
    depth = 0
    end = len(found)
    for place, character in enumerate(found):
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            end = place
            break
    return len(found[:end].rstrip(AFTER))


def _note(rest: str) -> str | None:
    """What stands behind a link, or None where it goes on with the sentence."""
    gap = GAP.match(rest)
    note = " ".join((rest[gap.end() :] if gap else rest).split())
    return note if gap or not note or note[0].isupper() or note[0] in "(*_“\"'" else None


def name_of(url: str) -> str:
    """A title for an address that came without one."""
    return cut(f"{host(url)}/{url.partition('://')[2].partition('?')[0].partition('/')[2]}".rstrip("/"), MAX_TITLE)


def label(text: str) -> str:
    """Labels of definitions do not mind case and spaces."""
    return " ".join(text.casefold().split())


def references(blocks: Iterable[Block]) -> dict[str, str]:
    """Label to address, of the definitions such as `[label]: https://…`. The first of a label counts."""
    found: dict[str, str] = {}
    for block in walk(blocks):
        if isinstance(block, Definition) and not block.label.startswith("^"):
            url = block.text.partition("]:")[2].split()[0].strip("<>")
            found.setdefault(label(block.label), url)
    return found
