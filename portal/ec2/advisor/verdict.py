"""The answer in a sentence or three: which type, what the choice turns on, and how to buy it."""

from collections.abc import Iterator, Sequence

from portal.ec2 import purchase
from portal.ec2.advisor.cards import Card, Role, by_role, runs_as_it_is
from portal.ec2.advisor.nearby import NearMiss
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.score import Ranking
from portal.ec2.offers import Commitment, Offer
from portal.ec2.purchase.way import Group


def nothing(nearly: Sequence[NearMiss]) -> str:
    """The answer where nothing fits."""
    if nearly:
        return "Nothing in this Region fits all of it. The near misses say what each type lacks: give up one of these."
    return "Nothing in this Region comes near it. Ask for less of one machine and take several, or try another Region."


def verdict(cards: Sequence[Card], ranking: Ranking, needs: Needs) -> str:
    return " ".join((*_which(cards, ranking, needs), *_how(cards[0], needs)))


def _which(cards: Sequence[Card], ranking: Ranking, needs: Needs) -> Iterator[str]:
    best, other = cards[0], by_role(cards, Role.NO_REBUILD)
    if not ranking.shown:
        yield f"By shape and generation {best.offer.name} fits best, but no type that fits as well has a price in this data."
    elif runs_as_it_is(best.offer.hardware, needs):
        yield f"Take {best.offer.name}."
    if other and not runs_as_it_is(best.offer.hardware, needs):
        build = "port it to AWS Neuron" if best.offer.hardware.accelerators else "build it for Arm"
        yield f"Take {best.offer.name} if you can {build}, and {other.offer.name} if not."
    elif ranking.shown and not runs_as_it_is(best.offer.hardware, needs):
        yield f"Take {best.offer.name}, if you can build your software for it."


def _how(best: Card, needs: Needs) -> Iterator[str]:
    """What the purchase panel says at length, in a sentence, so that the two never disagree."""
    work = needs.workload
    way = purchase.verdict(best.offer, work.usage, work.os)
    if needs.counts_cores:
        yield "It has to run on a Dedicated Host: only there the cores that your licence counts can be seen."
    elif way.group is Group.SPOT:
        yield "Buy it on Spot, for the work can be interrupted."
    elif way.group in (Group.PLAN, Group.RESERVED):
        costs = "costs" if _is_known(way.key, best.offer) else "normally costs"
        yield f"For as long as you plan to run it, a commitment {costs} less than On-Demand."


def _is_known(key: str, offer: Offer) -> bool:
    """Whether both prices are in the data, so that their difference is no estimate."""
    return offer.on_demand is not None and Commitment.of(key) in offer.commitments
