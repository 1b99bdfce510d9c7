"""“In short”: what a comparison comes to, in a few sentences. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from portal.ec2 import burst
from portal.ec2.advisor.needs import Needs
from portal.ec2.columns import plain
from portal.ec2.money import percent
from portal.ec2.offers import OS, Hardware, Offer


def in_short(offers: Sequence[Offer], needs: Needs) -> tuple[str, ...]:
    """Whole sentences, the most important first."""
    priced = sorted((each for each in offers if each.on_demand), key=lambda each: (_hourly(each), each.name))
    return (
        *(_money(priced, needs) if len(priced) > 1 else ()),
        *_unpriced(offers, priced),
        *(_per_vcpu(priced) if len(priced) > 1 else ()),
        *_burstable(offers, needs),
    )


def _hourly(offer: Offer) -> Decimal:
    return offer.on_demand.hourly if offer.on_demand else Decimal(0)


def _money(priced: Sequence[Offer], needs: Needs) -> Iterator[str]:
    cheapest = priced[0]
    ready = next((each for each in priced if not _needs_a_build(each, needs)), None)
    if _needs_a_build(cheapest, needs) and ready:
        yield (
            f"If your software builds for Arm, take {cheapest.name}: it costs {_less(cheapest, ready)} than "
            f"{ready.name}{_for(cheapest.hardware, ready.hardware)}. "
            f"If it does not, {ready.name} needs no change at all."
        )
    elif _hourly(cheapest) == _hourly(priced[-1]):
        yield "All cost the same On-Demand, so choose by what the machines can do."
    else:
        dearest = priced[-1]
        yield (
            f"{cheapest.name} costs least: {_less(cheapest, dearest)} than {dearest.name}"
            f"{_for(cheapest.hardware, dearest.hardware)}."
        )


def _needs_a_build(offer: Offer, needs: Needs) -> bool:
    return offer.hardware.arm and not needs.workload.arm and needs.workload.os is not OS.WINDOWS


def _less(one: Offer, other: Offer) -> str:
    share = 1 - _hourly(one) / _hourly(other)
    return "the same" if share == 0 else f"{percent(share)} less"


def _for(one: Hardware, other: Hardware) -> str:
    """What the lower price buys: the same, or less of something."""
    parts = [*_part(one.vcpus, other.vcpus, "vCPU"), *_part(one.memory_mib, other.memory_mib, "memory")]
    if not parts:
        return " for the same vCPU and memory"
    return f", with {' and '.join(parts)}"


def _part(one: int, other: int, what: str) -> Iterator[str]:
    if one == other:
        return
    ratio = Decimal(one) / other
    words = {Decimal(2): "twice the", Decimal("0.5"): "half the", Decimal(4): "four times the"}
    yield f"{words.get(ratio) or f'{plain(round(ratio, 2))} times the'} {what}"


def _unpriced(offers: Sequence[Offer], priced: Sequence[Offer]) -> Iterator[str]:
    names = [each.name for each in offers if not each.on_demand]
    if not names:
        return
    if not priced:
        yield "This data has no price for any of them, so compare what the machines can do."
    else:
        yield f"This data has no price for {' and '.join(names)}, so that cannot be compared on money."


def _per_vcpu(priced: Sequence[Offer]) -> Iterator[str]:
    best = min(priced, key=lambda each: (_hourly(each) / each.hardware.vcpus, each.name))
    if best is not priced[0]:
        yield f"By the vCPU {best.name} is cheaper, if you can use all {best.hardware.vcpus} of them."


def _burstable(offers: Sequence[Offer], needs: Needs) -> Iterator[str]:
    if all(each.hardware.burstable for each in offers):
        return
    for offer in offers:
        share = burst.baseline(offer.name) if offer.hardware.burstable else None
        if share is not None:
            used = needs.workload.cpu
            over = f" Your {plain(used)}% is over it." if used is not None and used >= share else ""
            yield f"{offer.name} is burstable: it keeps up {plain(share)}% of each vCPU, then spends credits.{over}"
            return
