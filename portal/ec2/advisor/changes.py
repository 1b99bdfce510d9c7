"""What would change the answer: the one thing to alter in the workload, and the type that it would bring.

Nothing is reckoned anew. A type that one rule alone rejects is in the running as soon as that rule is met.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from portal.ec2 import burst
from portal.ec2.advisor.cards import runs_as_it_is
from portal.ec2.advisor.filters import FLEX_BASELINE, keeps_up
from portal.ec2.advisor.nearby import Rejected
from portal.ec2.advisor.needs import Needs
from portal.ec2.advisor.score import Candidate, Ranking, only
from portal.ec2.advisor.words import gib, percent, plain
from portal.ec2.offers import Hardware, Offer
from portal.ec2.workload import Licence, Workload

MOST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """`words` begin with “If”; `workload` is what the learner would have said, `offer` a type that fits it."""

    words: str
    offer: Offer
    workload: Workload


def changes(ranking: Ranking, rejected: Sequence[Rejected], needs: Needs) -> tuple[Change, ...]:
    best = next(iter((*ranking.shown[:1], *ranking.unpriced[:1])), None)
    found = [*(_taken_away(best, ranking, needs) if best else ()), *_let_in(best, rejected, needs)]
    return tuple(found[:MOST])


def _let_in(best: Candidate | None, rejected: Sequence[Rejected], needs: Needs) -> Iterator[Change]:
    """The best type behind each rule, if it would beat the present one."""
    seen: set[str] = set()
    for each in rejected:
        relax = RELAX.get(each.rule.name)
        if relax is None or each.rule.name in seen or not _beats(each.candidate, best):
            continue
        seen.add(each.rule.name)
        condition = relax(each.candidate.hardware, needs)
        if condition:
            words, workload = condition
            yield Change(f"{words}, {_answer(each.candidate, best)}", each.candidate.offer, workload)


def _beats(each: Candidate, best: Candidate | None) -> bool:
    if best is None:
        return True
    return (each.hourly is None) == (best.hourly is None) and each.points < best.points


def _answer(each: Candidate, best: Candidate | None) -> str:
    if best and each.hourly is not None and best.hourly is not None and each.hourly < best.hourly:
        return f"{each.offer.name} would do for {percent(best.hourly - each.hourly, best.hourly)}% less."
    return f"{each.offer.name} would do."


def _taken_away(best: Candidate, ranking: Ranking, needs: Needs) -> Iterator[Change]:
    """What the best fit leans on, and the answer without it."""
    hardware = best.hardware
    share = burst.baseline(hardware.name) if hardware.burstable else None
    if share is not None:
        limit = _whole(needs.stated(hardware, share))
        busier = replace(needs.workload, cpu=min(limit + 10, Decimal(100)))
        then = replace(needs, workload=busier)
        yield from _without(ranking, lambda each: keeps_up(each, then), f"If the CPU is busier than {limit}%", busier)
    if hardware.arm and needs.workload.arm is None:
        yield from _without(
            ranking,
            lambda each: runs_as_it_is(each, needs),
            "If nobody can build it for Arm",
            replace(needs.workload, arm=False),
        )
    if hardware.accelerators:
        yield from _without(
            ranking,
            lambda each: not each.accelerators and "f" not in each.parts.options,
            "If the program has to stay on CUDA",
            replace(needs.workload, gpus=max(1, needs.workload.gpus)),
        )


def _without(ranking: Ranking, keeps: Callable[[Hardware], bool], words: str, workload: Workload) -> Iterator[Change]:
    rest = only(ranking, keeps)
    found = next(iter((*rest.shown[:1], *rest.unpriced[:1])), None)
    if found:
        yield Change(f"{words}, look at {found.offer.name}.", found.offer, workload)


def _whole(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


Condition = tuple[str, Workload] | None


def _less_memory(hardware: Hardware, needs: Needs) -> Condition:
    words = f"If {gib(hardware.memory_mib)} of memory were enough"
    return words, replace(needs.workload, memory=hardware.memory_gib, vcpus=needs.least_vcpus)


def _fewer_vcpus(hardware: Hardware, needs: Needs) -> Condition:
    memory = Decimal(needs.least_mib) / 1024
    return f"If {hardware.vcpus} vCPU were enough", replace(needs.workload, vcpus=hardware.vcpus, memory=memory)


def _on_arm(_: Hardware, needs: Needs) -> Condition:
    return None if needs.windows else ("If your software ran on Arm", replace(needs.workload, arm=True))


def _idler(hardware: Hardware, needs: Needs) -> Condition:
    share = burst.baseline(hardware.name)
    if share is None or needs.steady_database:
        return None
    limit = min(_whole(needs.stated(hardware, share)), Decimal(100))
    return f"If the CPU stayed under {limit}% on average", replace(needs.workload, cpu=max(Decimal(1), limit - 1))


def _under_flex(_: Hardware, needs: Needs) -> Condition:
    return f"If the CPU stayed under {FLEX_BASELINE}% on average", replace(needs.workload, cpu=FLEX_BASELINE)


def _smaller_disk(hardware: Hardware, needs: Needs) -> Condition:
    words = (
        f"If {hardware.disk_gb:,} GB of local disk were enough" if hardware.disk_gb else "If it needed no local disk"
    )
    return words, replace(needs.workload, disk=hardware.disk_gb)


def _less_network(hardware: Hardware, needs: Needs) -> Condition:
    known = hardware.network_baseline_gbps
    if not known:
        return None
    less = replace(needs.workload, network=Decimal(str(known)).normalize())
    return f"If {plain(known)} Gbps were enough all day", less


def _fewer_gpus(hardware: Hardware, needs: Needs) -> Condition:
    if not needs.workload.gpus or not hardware.gpus or "f" in hardware.parts.options:
        return None
    words = f"If {hardware.gpus} GPU{'s' if hardware.gpus > 1 else ''} were enough"
    return words, replace(needs.workload, gpus=hardware.gpus)


def _other_licence(_: Hardware, needs: Needs) -> Condition:
    return "If the licence did not count cores", replace(needs.workload, licence=Licence.NONE)


RELAX: dict[str, Callable[[Hardware, Needs], Condition]] = {
    "memory": _less_memory,
    "vcpus": _fewer_vcpus,
    "arm": _on_arm,
    "burstable": _idler,
    "flex": _under_flex,
    "disk": _smaller_disk,
    "network": _less_network,
    "chips": _fewer_gpus,
    "hosts": _other_licence,
}
