"""What would be right in a case: the advisor's three cards and how to pay for each, by the shipped data alone. Pure.

It is stored with the answer as it stands here, in words. So a later release with other prices changes no old verdict,
and a page that shows an answered case asks no advisor.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from portal.ec2 import shipped
from portal.ec2.advisor import Advice, Card, Tone, advise
from portal.ec2.advisor.filters import broken, rules_for
from portal.ec2.advisor.words import percent
from portal.ec2.offers import Offer
from portal.ec2.purchase import Group, verdict
from portal.ec2.workload import Workload

WAYS = {
    Group.ON_DEMAND: "On-Demand",
    Group.SPOT: "Spot",
    Group.PLAN: "Savings Plan",
    Group.RESERVED: "Reserved Instance",
    Group.HOST: "Dedicated Host",
}
TWINS = frozenset({Group.PLAN, Group.RESERVED})
"""The shipped data holds neither: one estimate stands for both, so nothing in it could prefer one of them."""
ROLES = 3
NOT_THREE = "gets no three answers from the shipped data: ask for less, or in another Region"
KEPT = 64
ADVISED = 8
"""An answer of the advisor lists every type that fits, so few are kept."""


@dataclass(frozen=True)
class Fit:
    """A type of the advisor’s cards, once, whatever the number of its roles. `why` speaks for it, `mind` is what to look
    out for; `ways` are the groups that are right."""

    roles: tuple[str, ...]
    type: str
    why: tuple[str, ...]
    mind: tuple[str, ...]
    ways: tuple[str, ...]


NOTHING = Fit((), "", (), (), ("",))
"""Where nothing fits. The authors' check lets no such case through."""


@dataclass(frozen=True)
class Key:
    fits: tuple[Fit, ...]
    pay: str
    """The verdict's way for the best fit, and why, in sentences."""
    because: tuple[str, ...]

    @property
    def best(self) -> Fit:
        return self.fits[0] if self.fits else NOTHING

    @property
    def complete(self) -> bool:
        return sum(len(fit.roles) for fit in self.fits) == ROLES

    def dump(self) -> dict[str, Any]:
        """As it reads back from JSON, so that a stored answer equals a fresh one."""
        dumped: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return dumped


@lru_cache(KEPT)
def solve(workload: Workload) -> Key:
    advice = _advice(workload)
    best = verdict(advice.cards[0].offer, workload.usage, workload.os) if advice.cards else None
    return Key(
        fits=tuple(_fits(advice.cards, workload)),
        pay=best.label if best else "",
        because=best.words if best else (),
    )


def against(workload: Workload, type: str) -> str:
    """Why the type is none of the three; empty if it is one of them."""
    advice, offer = _advice(workload), shipped.offers(workload.region, workload.os).get(type)
    if offer is None or any(card.offer.name == type for card in advice.cards):
        return ""
    rules = broken(offer.hardware, advice.needs, rules_for(advice.needs))
    if rules:
        return " ".join(rule.words(offer.hardware, advice.needs) for rule in rules)
    return f"It would do the work. {_outdone(offer, advice)}"


@lru_cache(ADVISED)
def _advice(workload: Workload) -> Advice:
    return advise(workload, shipped.offers(workload.region, workload.os))


def _fits(cards: Sequence[Card], workload: Workload) -> Iterator[Fit]:
    """In the order of the roles, each type with the reasons of all its cards."""
    for first in cards:
        if first.same_as:
            continue
        same = [card for card in cards if card.offer.name == first.offer.name]
        decided = verdict(first.offer, workload.usage, workload.os).group
        yield Fit(
            roles=tuple(str(card.role) for card in same),
            type=first.offer.name,
            why=_words(same, Tone.GOOD),
            mind=_words(same, Tone.WARNING),
            ways=tuple(str(group) for group in WAYS if group == decided or {group, decided} <= TWINS),
        )


def _words(cards: Sequence[Card], tone: Tone) -> tuple[str, ...]:
    """Each reason once."""
    return tuple(dict.fromkeys(reason.words for card in cards for reason in card.reasons if reason.tone is tone))


def _outdone(offer: Offer, advice: Advice) -> str:
    """What the best fit has before a type that breaks no rule."""
    best = advice.cards[0].offer
    if offer.on_demand is None and best.on_demand is not None:
        return f"It has no price in this data, though, so nothing here says that it beats {best.name}."
    place = next(number for number, each in enumerate(advice.matches, 1) if each.name == offer.name)
    rank = f"Of {len(advice.matches)} that would, it comes {_ordinal(place)}, by size, generation and price"
    if offer.on_demand is None or best.on_demand is None:
        return f"{rank}."
    more = percent(offer.on_demand.hourly - best.on_demand.hourly, best.on_demand.hourly)
    compared = f"{abs(more)}% {'more' if more > 0 else 'less'} than" if more else "as much as"
    return f"{rank}: an hour of it costs {compared} one of {best.name}."


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
