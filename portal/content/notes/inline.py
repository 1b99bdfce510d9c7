"""What stands inside a text and is not ours: wiki links, images, tags of HTML, addresses that track.

Each becomes something that a lesson can show, and each is reported with what it was.
"""

import re
from collections.abc import Iterator, Mapping

from portal.content.notes.addresses import FOUND, address_end, cleaned
from portal.content.notes.findings import Findings
from portal.content.notes.spans import Span, spans
from portal.content.notes.words import Places, excerpt

INLINE_TAGS = frozenset("a abbr b br cite code del dfn em i ins kbd q s samp small span strong sub sup".split())
"""Tags that may stay: a lesson shows them. Others that the renderer knows begin blocks, and those become code."""

TOKEN = re.compile(
    r"(?P<comment><!--(?:[^-<]|-(?!->)|<(?!!--))*+-->)"
    r"|(?P<badge>\[!\[(?P<alt>[^\[\]\n]{0,300})\]\((?P<src>[^()\s]{1,2000})\)\]\((?P<href>[^()\s]{1,2000})\))"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\](?=[(\[]))"
    r"|(?P<wiki>!?\[\[(?!\[)[^\]\n]{1,500}\]\])"
    r"|(?P<auto><(?=https?://|mailto:|[\w.+-]{1,64}@))"
    r"|(?P<tag>(?:</?[A-Za-z][\w-]{0,40}(?:[\s/][^<>]*)?>)+)"
    r"|(?P<stray><(?=[A-Za-z/!?]))"
    rf"|(?P<address>{FOUND.pattern})"
)
FILTER = re.compile(r"[?&](?:awsf\.|awsm\.|[\w-]+\.sort-)")
TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")


class Tidier:
    """Goes through the texts of one import. `pages` leads from the title of a lesson to its address."""

    def __init__(self, pages: Mapping[str, str], findings: Findings) -> None:
        self.pages, self.findings = pages, findings

    def tidy(self, text: str, line: int) -> str:
        places = Places(text, line)
        return _joined(self._code(span) if span.is_code else self._prose(text, span, places) for span in spans(text))

    def _code(self, span: Span) -> str:
        """Code inside a text stands on one line; fences inside a quotation keep theirs."""
        return span.text if span.text.startswith("```") else span.text.replace("\n", " ")

    def _prose(self, text: str, span: Span, places: Places) -> str:
        ticks = "`" in span.text

        def replacement(match: re.Match[str]) -> str:
            start = span.at + match.start()
            where = excerpt(text, start, span.at + match.end(), around=0)
            return self._token(match, places.line(start), where, ticks)

        return TOKEN.sub(replacement, span.text)

    def _token(self, match: re.Match[str], line: int, where: str, ticks: bool) -> str:
        kind = match.lastgroup
        if kind == "comment":
            return self._comment(match[0], line)
        if kind == "badge":
            return self._badge(match, line)
        if kind == "image":
            return self._image(match, line)
        if kind == "wiki":
            return self._wiki(match[0], line, where)
        if kind == "tag":
            return self._tags(match[0], line, where, ticks)
        if kind == "address":
            return self.address(match[0], line)
        return "&lt;" if kind == "stray" else match[0]

    def _comment(self, comment: str, line: int) -> str:
        return one_line_comment(comment, line, self.findings)

    def _badge(self, match: re.Match[str], line: int) -> str:
        self._found_image(line, match[0])
        image, page = self.address(match["src"], line), self.address(match["href"], line)
        return f"[{match['alt'] or 'image'}]({page}) ([image]({image}))"

    def _image(self, match: re.Match[str], line: int) -> str:
        rest = match.string[match.end() : match.end() + 200]
        address = re.match(r"[(\[][^()\[\]\s]{0,180}[)\]]?", rest)
        self._found_image(line, match[0] + (address[0] if address else ""))
        return match[0][1:] if match[0] != "![]" else "[image]"

    def _found_image(self, line: int, was: str) -> None:
        what = "An image: a lesson shows none, so it became a link."
        self.findings.add(line, what, was=was, do="Draw it as a diagram.")

    def _wiki(self, whole: str, line: int, where: str) -> str:
        page, _, text = whole.strip("!").strip("[]").rpartition("|")
        page = (page or text).rstrip("\\").strip()
        shown = text.strip("[] ") or page.strip("[] ") or "…"
        address = self.pages.get(page.casefold())
        proposal = f"Link it: [{shown}](/lessons/{address}/)" if address else "Link it to where the page is now."
        self.findings.add(line, "A wiki link became plain text.", was=where, now=shown, do=proposal)
        return shown.replace("[[", "[ [")

    def _tags(self, tags: str, line: int, where: str, ticks: bool) -> str:
        """Tags that a lesson would drop are shown as code; where a backtick stands alone, code would end at it."""
        if all(name.lower() in INLINE_TAGS for name in TAG_NAME.findall(tags)):
            return tags
        if not tags.startswith("</"):
            what = "A tag of HTML that lessons do not know is shown as code."
            self.findings.add(line, what, was=where, do="Say it in Markdown.")
        return tags.replace("<", "&lt;") if ticks else f"`{' '.join(tags.split())}`"

    def address(self, found: str, line: int) -> str:
        """An address in a text, without what tracks; brackets and full stops after it are not part of it."""
        url = found[: address_end(found)]
        short = cleaned(url)
        if short != url:
            notice_address(line, url, short, self.findings)
        return short + found[len(url) :]


def notice_address(line: int, was: str, now: str, findings: Findings) -> None:
    """Say what an address was and is now."""
    what = "Filters and sorting were cut" if FILTER.search(was) else "Tracking was cut"
    do = "Open it once to see that it still leads there."
    findings.add(line, f"{what} from an address.", was=was, now=now, do=do)


def one_line_comment(comment: str, line: int, findings: Findings) -> str:
    """A comment stays in the file, where readers do not see it, on one line and without anything like an embed."""
    text = " ".join(comment.split())
    findings.add(line, "A comment: readers do not see it.", was=text, do="Do what it says, or delete it.")
    return text.replace("[[", "[ [")


def _joined(pieces: Iterator[str]) -> str:
    """Two pieces of code side by side need a space between them."""
    found: list[str] = []
    for piece in pieces:
        if found and found[-1].endswith("`") and piece.startswith("`"):
            found.append(" ")
        found.append(piece)
    return "".join(found)
