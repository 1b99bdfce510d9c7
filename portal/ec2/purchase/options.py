"""All ways to pay for one type, and the few of them that a panel draws."""

from collections.abc import Iterator

from portal.ec2.offers import OS, Commitment, Grade, Kind, Offer, Payment
from portal.ec2.purchase import hosts, spot, words
from portal.ec2.purchase.bars import draw
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.commitments import Promise, promises
from portal.ec2.purchase.cost import committed, running
from portal.ec2.purchase.estimates import LIKE
from portal.ec2.purchase.span import Span
from portal.ec2.purchase.usage import Usage
from portal.ec2.purchase.way import Group, Way


def options(offer: Offer, usage: Usage, os: OS) -> tuple[Way, ...]:
    """Every way that AWS sells the type, those without a figure too. `os` must be the one that the offer is for."""
    case = Case(offer, usage, os)
    if hosts.hosts_only(offer.hardware):
        return draw((_host(case),))
    return draw((_spot(case), _on_demand(case), *_commitments(case), _host(case)))


def _spot(case: Case) -> Way:
    way = Way(Group.SPOT.value, Group.SPOT, "Spot", "No term, can be interrupted", words.spot(case))
    figure, stated = case.offer.on_demand, case.offer.spot
    if figure is None or stated is None or not case.hardware.spot:
        return way
    rate = Span.of(spot.effective(figure.hourly, stated, case.usage.redo_minutes))
    grade = Grade.IMPORTED if figure.grade is Grade.IMPORTED else Grade.ESTIMATE
    cost = running(case, rate, extra=case.extra)
    return way.priced(cost, _with_surcharge(case, grade), stated.source)


def _on_demand(case: Case) -> Way:
    note = words.on_demand_note(case.os)
    way = Way(Group.ON_DEMAND.value, Group.ON_DEMAND, "On-Demand", note, words.on_demand(case))
    figure = case.offer.on_demand
    if figure is None:
        return way
    cost = running(case, Span.of(figure.hourly), extra=case.extra)
    return way.priced(cost, _with_surcharge(case, figure.grade), figure.source)


def _commitments(case: Case) -> Iterator[Way]:
    found = list(promises(case.offer, case.os))
    by_commitment = dict(found)
    for commitment, promise in found:
        twin = by_commitment.get(_twin(commitment))
        yield _commitment(case, commitment, promise, twin)


def _twin(commitment: Commitment) -> Commitment:
    return Commitment(LIKE.get(commitment.kind, commitment.kind), commitment.years, commitment.payment)


def _commitment(case: Case, commitment: Commitment, promise: Promise | None, twin: Promise | None) -> Way:
    cost = committed(case, promise) if promise else None
    way = Way(
        key=commitment.key,
        group=Group.PLAN if commitment.kind in LIKE else Group.RESERVED,
        label=words.label(commitment),
        note=words.note(case, commitment),
        words=words.promised(case, promise, cost, twin) if promise and cost else words.unpriced(case, commitment),
        commitment=commitment,
    )
    return way.priced(cost, _with_surcharge(case, promise.grade), promise.source) if promise and cost else way


def _host(case: Case) -> Way:
    way = Way(Group.HOST.value, Group.HOST, "Dedicated Host", "The whole machine", words.host(case))
    host = case.offer.host
    if host is None:
        return way
    # T types run in standard mode on a host, so no surcharge is due there.
    cost = running(case, Span.of(hosts.rate(host, case.usage.instances)), billed=hosts.hours(case.hardware, case.usage))
    return way.priced(cost, host.figure.grade, host.figure.source)


def _with_surcharge(case: Case, grade: Grade) -> Grade:
    """A sum is no better than its worst part, and not whole without a part that has no price."""
    return Grade.ESTIMATE if case.surcharge.grade is Grade.ESTIMATE else grade


def headline(ways: tuple[Way, ...], usage: Usage, chosen: str = "") -> tuple[Way, ...]:
    """One way of each group, the cheapest first and those without a figure last. `chosen` is the key of a way that
    must be among them: the verdict's."""
    groups: dict[Group, Way] = {}
    for way in sorted(ways, key=lambda way: (way.key != chosen, *_plainness(way, usage))):
        groups.setdefault(way.group, way)
    return draw(tuple(sorted(groups.values(), key=_cheapness)))


def _plainness(way: Way, usage: Usage) -> tuple[bool, bool, bool]:
    if way.commitment is None:
        return False, False, False
    years = 3 if usage.months >= 36 else 1
    plain = (Kind.STANDARD, Kind.INSTANCE)
    return (
        way.commitment.kind not in plain,
        way.commitment.years != years,
        way.commitment.payment is not Payment.NONE,
    )


def _cheapness(way: Way) -> tuple[bool, object]:
    return way.cost is None, way.cost.month.low + way.cost.month.high if way.cost else 0
