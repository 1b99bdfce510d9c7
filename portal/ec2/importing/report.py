"""What an import would change, in lines of text."""

from collections.abc import Iterator, Mapping

from portal.ec2.importing.checks import Finding
from portal.ec2.importing.draft import Draft

SHOWN = 12
"""So many lines of a finding are told; of more only how many, unless all are asked for."""


def lines(draft: Draft, *, everything: bool = False) -> Iterator[str]:
    figures = draft.figures
    yield f"{draft.title} ({figures.origin.source})"
    yield f"  {_told(draft.counts)}"
    if figures.left_out:
        yield f"  Left out: {_told(dict(sorted(figures.left_out.items(), key=lambda each: -each[1])))}"
    for finding in draft.findings:
        yield f"  {'DOUBT: ' if finding.is_doubt else ''}{finding.title}"
        yield from (f"    {line}" for line in shown(finding, everything=everything))


def shown(finding: Finding, *, everything: bool = False) -> list[str]:
    """The first lines of a finding, and how many more there are."""
    if everything or len(finding.lines) <= SHOWN:
        return list(finding.lines)
    return [*finding.lines[:SHOWN], f"and {len(finding.lines) - SHOWN:,} more"]


def _told(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{words} {number:,}" for words, number in counts.items())
