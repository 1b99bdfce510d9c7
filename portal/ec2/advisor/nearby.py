"""Near misses: types that one rule alone rejects, and that would have had a chance."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from portal.ec2.advisor.cards import kin
from portal.ec2.advisor.filters import Rule
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.score import Candidate
from portal.ec2.advisor.teaching import Section
from portal.ec2.offers import Offer

MOST = 5
MOST_PER_RULE = 2


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate but for one rule."""

    candidate: Candidate
    rule: Rule


@dataclass(frozen=True, slots=True)
class NearMiss:
    offer: Offer
    rule: str
    words: str
    section: Section


def near_misses(rejected: Sequence[Rejected], needs: Needs) -> tuple[NearMiss, ...]:
    """The best of them, but of each family and each rule only so many that the list teaches something."""
    rules: Counter[str] = Counter()
    families: set[Hashable] = set()
    found: list[NearMiss] = []
    for each in rejected:
        family = kin(each.candidate)
        if rules[each.rule.name] == MOST_PER_RULE or family in families:
            continue
        rules[each.rule.name] += 1
        families.add(family)
        hardware = each.candidate.hardware
        found.append(
            NearMiss(each.candidate.offer, each.rule.name, each.rule.words(hardware, needs), each.rule.section)
        )
        if len(found) == MOST:
            break
    return tuple(found)
