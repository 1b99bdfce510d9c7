"""The advisor's answer to a workload: rules that reject, points that rank, and the reasons in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.ec2.advisor.cards import Card, Role, by_role, cards, unpriced
from portal.ec2.advisor.changes import Change, changes
from portal.ec2.advisor.filters import broken, rules_for
from portal.ec2.advisor.lines import Age, ages
from portal.ec2.advisor.nearby import NearMiss, Rejected, near_misses
from portal.ec2.advisor.needs import Needs, needs
from portal.ec2.advisor.score import Ranking, candidate, rank, weighed
from portal.ec2.advisor.verdict import verdict
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
    wanted = needs(workload)
    old = ages(offer.hardware for offer in offers.values())
    ranking, rejected = _sifted(offers, wanted, old)
    answer = cards(ranking, wanted)
    return Advice(
        needs=wanted,
        cards=answer,
        unpriced=unpriced(ranking, wanted),
        matches=tuple(each.offer for each in (*ranking.priced, *ranking.unpriced)),
        near_misses=near_misses(rejected, wanted),
        changes=changes(ranking, rejected, wanted),
        verdict=verdict(answer, ranking, wanted),
    )


def _sifted(offers: Mapping[str, Offer], wanted: Needs, old: Mapping[str, Age]) -> tuple[Ranking, list[Rejected]]:
    """What fits, ranked, and what one rule worth telling keeps out, in the order in which it would have been ranked."""
    rules = rules_for(wanted)
    fitting, nearly = [], []
    for offer in offers.values():
        against = broken(offer.hardware, wanted, rules)
        if not against:
            fitting.append(offer)
        elif len(against) == 1 and against[0].telling:
            nearly.append((offer, against[0]))
    ranking = rank(fitting, wanted, old)
    rejected = [
        Rejected(weighed(candidate(offer, wanted, old), wanted, ranking.cheapest), rule) for offer, rule in nearly
    ]
    rejected.sort(key=lambda each: (each.candidate.points, each.candidate.offer.name))
    return ranking, rejected
