"""The three answers: best fit, no rebuild, lowest price. And the best type whose price nobody here knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.reasons import Reason, good, reasons, warning
from portal.ec2.advisor.score import FAR, Basis, Candidate, Ranking
from portal.ec2.advisor.teaching import Section
from portal.ec2.advisor.words import percent
from portal.ec2.offers import Hardware, Offer

ADDED = str.maketrans("", "", "bdn")


class Role(StrEnum):
    BEST = "best fit"
    NO_REBUILD = "no rebuild"
    LOWEST = "lowest price"


@dataclass(frozen=True, slots=True)
class Card:
    """`hourly` is what the card is compared by: the price of `basis`. `same_as` is the earlier card with this type. The
    type without a price that stands beside the three has no role."""

    role: Role | None
    offer: Offer
    hourly: Decimal | None
    basis: Basis
    reasons: tuple[Reason, ...]
    same_as: Role | None = None


def cards(ranking: Ranking, needs: Needs) -> tuple[Card, ...]:
    """In the order of the roles. Priced types come first: an unpriced one fills a role only where no other can."""
    chosen: dict[Role, Candidate] = {}
    for role, pick in ((Role.BEST, _best), (Role.NO_REBUILD, _no_rebuild), (Role.LOWEST, _lowest)):
        found = pick(ranking, needs, chosen.get(Role.BEST))
        if found:
            chosen[role] = found
    return tuple(_card(role, chosen, ranking, needs) for role in chosen)


def unpriced(ranking: Ranking, answer: Sequence[Card], needs: Needs) -> Card | None:
    """The best type without a price, to stand beside priced ones. One of these may be it already."""
    if not (ranking.shown and ranking.unpriced):
        return None
    each = ranking.unpriced[0]
    if each.offer.name in {card.offer.name for card in answer}:
        return None
    return Card(None, each.offer, None, each.basis, reasons(each, needs))


def runs_as_it_is(hardware: Hardware, needs: Needs) -> bool:
    """Whether the software that the learner has needs neither a new build nor another toolkit."""
    return not hardware.accelerators and (needs.workload.arm is True or not hardware.arm)


def _best(ranking: Ranking, *_: object) -> Candidate | None:
    return next(_all(ranking), None)


def _no_rebuild(ranking: Ranking, needs: Needs, best: Candidate | None) -> Candidate | None:
    """The best fit may itself need no rebuild. Then this is the next best of other letters, a second opinion, if there
    is one that deserves it."""
    fitting = [each for each in _all(ranking) if runs_as_it_is(each.hardware, needs)]
    if not fitting or best is None or fitting[0] is not best:
        return next(iter(fitting), None)
    others = (each for each in fitting if kin(each) != kin(best) and _is_near(each, best))
    return next(others, best)


def _is_near(each: Candidate, best: Candidate) -> bool:
    return (each.hourly is None) == (best.hourly is None) and each.fit <= best.fit + FAR


def _lowest(ranking: Ranking, *_: object) -> Candidate | None:
    """Where no price is known, the smallest: within a family a smaller size costs less."""
    if ranking.shown:
        return min(ranking.priced, key=lambda each: (each.hourly, each.points, each.offer.name))
    return min(ranking.unpriced, key=_smallness, default=None)


def _all(ranking: Ranking) -> Iterator[Candidate]:
    """Priced ones first, as far as they deserve a card."""
    yield from ranking.shown
    yield from ranking.unpriced


def kin(each: Candidate) -> tuple[str, int | None, str]:
    """What r8i, r8ib and r8idn have in common: they differ in what was added to the same machine."""
    name = each.hardware.parts
    return name.series, name.generation, name.options.translate(ADDED)


def _smallness(each: Candidate) -> tuple[int, int, int, float, str]:
    hardware = each.hardware
    return (
        hardware.gpus + hardware.accelerators,
        hardware.vcpus,
        hardware.memory_mib,
        each.points,
        hardware.name,
    )


def _card(role: Role, chosen: dict[Role, Candidate], ranking: Ranking, needs: Needs) -> Card:
    each = chosen[role]
    earlier: Iterable[Role] = list(chosen)[: list(chosen).index(role)]
    same_as = next((other for other in earlier if chosen[other].offer.name == each.offer.name), None)
    why = (*_role_reasons(role, chosen, ranking, needs), *reasons(each, needs))
    return Card(role, each.offer, each.hourly, each.basis, why, same_as)


def _role_reasons(role: Role, chosen: dict[Role, Candidate], ranking: Ranking, needs: Needs) -> Iterator[Reason]:
    each, best, other = chosen[role], chosen[Role.BEST], chosen.get(Role.NO_REBUILD)
    if role is Role.BEST and other and runs_as_it_is(other.hardware, needs):
        if not runs_as_it_is(each.hardware, needs):
            yield from _saving(each, other)
    elif role is Role.NO_REBUILD:
        yield good(_as_it_is(each, best, needs), Section.NAME)
        yield from _surcharge(each, best)
    elif role is Role.LOWEST and each.hourly is None:
        yield warning("The smallest that fits. Which one costs least, nobody can say without prices.", Section.SMALLEST)
    elif role is Role.LOWEST:
        priced = " and has a price here" if ranking.unpriced else ""
        yield good(f"Nothing that fits{priced} costs less.", Section.ON_DEMAND)


def _as_it_is(each: Candidate, best: Candidate, needs: Needs) -> str:
    if each is not best and runs_as_it_is(best.hardware, needs):
        return "Runs what you have, as the best fit does: a second choice from another family."
    if needs.profile.chips:
        return f"Runs what you have: {'Arm' if each.hardware.arm else 'x86'} images, and programs written for CUDA."
    return "Runs what you have." if each.hardware.arm else "Runs what you have: any x86 image works as it is."


def _saving(each: Candidate, other: Candidate) -> Iterator[Reason]:
    less = _difference(each, other)
    if less is not None and less < 0:
        yield good(f"{-less}% less than {other.offer.name}, which needs no rebuild.", Section.ON_DEMAND)


def _surcharge(each: Candidate, best: Candidate) -> Iterator[Reason]:
    more = _difference(each, best)
    if more is not None and more > 0:
        yield warning(f"Costs {more}% more than {best.offer.name}.", Section.ON_DEMAND)
    elif more is not None and more < 0:
        yield good(f"Costs {-more}% less than {best.offer.name}.", Section.ON_DEMAND)


def _difference(each: Candidate, other: Candidate) -> int | None:
    """How many per cent the first costs more than the second, if both are priced alike."""
    if each.hourly is None or other.hourly is None or each.basis is not other.basis:
        return None
    return percent(each.hourly - other.hourly, other.hourly)


def by_role(answer: Sequence[Card], role: Role) -> Card | None:
    return next((card for card in answer if card.role is role), None)
