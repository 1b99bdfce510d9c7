"""An edition that might be: figures, what the checks say about them, and what they would replace."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.ec2.importing.checks import Finding, check
from portal.ec2.importing.figures import SYSTEMS, Figures
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.standing import Standing, standing

UNDESCRIBED = "prices of types that nobody describes"


@dataclass(frozen=True, slots=True)
class Draft:
    figures: Figures
    findings: tuple[Finding, ...]
    replaces: int | None
    """The edition that was active when the checks compared with it."""
    is_known: bool
    """The site shows this very file already."""

    @property
    def doubts(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_doubt]

    @property
    def title(self) -> str:
        figures = self.figures
        return f"{figures.offer.label}, {figures.region}, {figures.origin.published:%-d %B %Y}"

    @property
    def counts(self) -> dict[str, int]:
        """What the edition holds, in words."""
        cells = self.figures.prices
        by_system = Counter(SYSTEMS[os] for _, os in cells)
        found = {
            "types": len(self.figures.types),
            "On-Demand prices": sum(cell.hourly is not None for cell in cells.values()),
            "terms": sum(len(cell.terms) for cell in cells.values() if "saving" not in cell.terms),
            "Spot savings": sum("saving" in cell.terms for cell in cells.values()),
            "Dedicated Hosts": len(self.figures.hosts),
            **{f"with {system}": by_system[system] for system in SYSTEMS.values()},
        }
        return {words: number for words, number in found.items() if number}


def draft(figures: Figures) -> Draft:
    """Changes nothing. Refused where not a single price is left."""
    before = standing(figures.region, figures.offer)
    described = _described(figures, before.described)
    if not described.prices:
        told = (
            " Prices in other currencies than US dollars are left out."
            if "other currencies" in figures.left_out
            else ""
        )
        raise Refused(
            f"{figures.origin.name} holds no price of {figures.region} for a type that this site describes.{told}"
        )
    findings = tuple(check(described, before))
    return Draft(described, findings, before.edition, is_known=_is_known(figures, before))


def _described(figures: Figures, known: Mapping[str, int]) -> Figures:
    """Without prices of types that neither the site nor the file describes: there would be nothing to show."""
    has_words = known.keys() | figures.hardware.keys()
    kept = {key: cell for key, cell in figures.prices.items() if key[0] in has_words}
    if missing := len(figures.prices) - len(kept):
        figures = replace(figures, prices=kept, left_out={**figures.left_out, UNDESCRIBED: missing})
    return figures


def _is_known(figures: Figures, before: Standing) -> bool:
    return bool(before.digest) and before.digest == figures.origin.digest
