"""The advisor's cards as the page shows them: a price for the learner's own hours, the reasons, and where each is taught.
Pure but for addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2 import addresses
from portal.ec2.advisor import Advice, Card, Reason, Role, Tone
from portal.ec2.advisor.score import Basis
from portal.ec2.columns import accelerated, plain, processor
from portal.ec2.money import HOURS_A_MONTH, an_hour, count, dollars
from portal.ec2.offers import Figure, Grade, Hardware, Offer
from portal.ec2.origin import origin, said
from portal.ec2.state import State

NO_PRICE = "No price in this data"


@dataclass(frozen=True, slots=True)
class Why:
    words: str
    lesson: str
    warns: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """`price` is empty where the data has none. `origin` says what the figure is made of and who says so."""

    title: str
    name: str
    spec: str
    price: str
    unit: str
    hourly: str
    origin: str
    why: tuple[Why, ...]
    details: str
    pay: str
    role: Role | None
    repeats: str

    @property
    def proposed(self) -> bool:
        """Whether it stands among the picks for a comparison before the learner chooses. Three leave room for one."""
        return self.role is not None and not self.repeats

    @property
    def best(self) -> bool:
        return self.role is Role.BEST


def picks(advice: Advice, state: State) -> tuple[Pick, ...]:
    """The cards in their order, and behind them the best type that has no price."""
    cards = (*advice.cards, *([advice.unpriced] if advice.unpriced else []))
    return tuple(_pick(card, state) for card in cards)


def spec(hardware: Hardware) -> str:
    """8 vCPU, 16 GiB, Graviton, Arm, up to 15 Gbps"""
    parts = [f"{hardware.vcpus} vCPU", f"{plain(hardware.memory_gib)} GiB", processor(hardware)]
    parts += [accelerated(hardware)] if hardware.gpus or hardware.accelerators else []
    parts += [f"up to {plain(hardware.network_peak_gbps)} Gbps"] if hardware.network_peak_gbps else []
    return ", ".join(parts)


def _pick(card: Card, state: State) -> Pick:
    name = card.offer.name
    query = state.with_filters(page=1).query
    hours = state.workload.usage.hours
    return Pick(
        title=(card.role.value if card.role else "best without a price").capitalize(),
        name=name,
        spec=spec(card.offer.hardware),
        price="" if card.hourly is None else dollars(card.hourly * hours),
        unit=f"a month {_basis(card)}",
        hourly="" if card.hourly is None else f"{an_hour(card.hourly)} an hour × {_hours(hours)}",
        origin=_origin(card),
        why=tuple(_whys(card.reasons)),
        details=addresses.type_page(name, query),
        pay=addresses.chooser(state.showing(name).query) + "#pay",
        role=card.role,
        repeats=f"The same type as the {card.same_as}." if card.same_as else "",
    )


def _basis(card: Card) -> str:
    return "for the whole Dedicated Host" if card.basis is Basis.HOST else f"{_on(card)}{card.basis}"


def _on(card: Card) -> str:
    return "on " if card.basis is Basis.SPOT else ""


def _hours(hours: Decimal) -> str:
    return f"{'all ' if hours == HOURS_A_MONTH else ''}{count(hours)} hours"


def _origin(card: Card) -> str:
    offer = card.offer
    if card.hourly is None:
        return ""
    if card.basis is Basis.HOST and offer.host:
        return origin(offer.host.figure, offer.name)
    if card.basis is Basis.SPOT and offer.spot and offer.on_demand:
        return said(_spot_grade(offer, offer.on_demand), offer.spot.source, offer.name)
    return origin(offer.on_demand, offer.name) if offer.on_demand else ""


def _spot_grade(offer: Offer, on_demand: Figure) -> Grade:
    return Grade.IMPORTED if on_demand.grade is Grade.IMPORTED else Grade.ESTIMATE


def _whys(reasons: tuple[Reason, ...]) -> Iterator[Why]:
    for reason in reasons:
        yield Why(reason.words, addresses.section(reason.section), reason.tone is Tone.WARNING)
