"""The advisor's answer to a workload: rules that reject, points that rank, and the reasons in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.ec2.advisor.cards import Card, Role, by_role, cards, unpriced
from portal.ec2.advisor.changes import Change, changes
from portal.ec2.advisor.filters import broken, rules_for
from portal.ec2.advisor.lines import ages
from portal.ec2.advisor.nearby import NearMiss, Rejected, near_misses
from portal.ec2.advisor.needs import Needs, needs
from portal.ec2.advisor.score import Ranking, candidate, rank
from portal.ec2.advisor.verdict import nothing, verdict
from portal.ec2.offers import Offer
from portal.ec2.workload import Workload


@dataclass(frozen=True, slots=True)
class Advice:
    """`matches` are all types that fit, best first, the unpriced ones last. `unpriced` is the best of those, beside
    cards with prices; where no type has a price, the cards themselves have none."""

    needs: Needs
    cards: tuple[Card, ...]
    unpriced: Card | None
    matches: tuple[Offer, ...]
    near_misses: tuple[NearMiss, ...]
    changes: tuple[Change, ...]
    verdict: str

    def card(self, role: Role) -> Card | None:
        return by_role(self.cards, role)


def advise(workload: Workload, offers: Mapping[str, Offer]) -> Advice:
    """`offers` are those of the workload's Region and operating system, by name."""
    wanted = needs(workload, ages(offer.hardware for offer in offers.values()))
    ranking, rejected = _sifted(offers, wanted)
    answer = cards(ranking, wanted)
    nearly = near_misses(rejected, wanted)
    return Advice(
        needs=wanted,
        cards=answer,
        unpriced=unpriced(ranking, answer, wanted),
        matches=tuple(each.offer for each in (*ranking.priced, *ranking.unpriced)),
        near_misses=nearly,
        changes=changes(ranking, rejected, wanted),
        verdict=verdict(answer, ranking, wanted) if answer else nothing(nearly),
    )


def _sifted(offers: Mapping[str, Offer], wanted: Needs) -> tuple[Ranking, list[Rejected]]:
    """What fits, ranked, and what one rule worth telling keeps out, in the order in which it would have been ranked."""
    rules = rules_for(wanted)
    fitting, nearly = [], []
    for offer in offers.values():
        against = broken(offer.hardware, wanted, rules)
        if not against:
            fitting.append(offer)
        elif len(against) == 1 and against[0].telling(offer.hardware, wanted):
            nearly.append((offer, against[0]))
    ranking = rank(fitting, wanted)
    rejected = [Rejected(candidate(offer, wanted, ranking.cheapest), rule) for offer, rule in nearly]
    rejected.sort(key=lambda each: _order(each, ranking))
    return ranking, rejected


def _order(each: Rejected, ranking: Ranking) -> tuple[bool, float, str]:
    """Beside priced answers, types with a price come first."""
    unpriced = bool(ranking.shown) and each.candidate.hourly is None
    return unpriced, each.candidate.points, each.candidate.offer.name
