"""Generations, counted from the names: how far a type is behind the newest of its line.

AWS's own flag calls types current that have three successors. And the number alone misleads: t3 was followed by t8i,
which is one step and not five. So a line is the generations of one series with one maker's chips, in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.ec2.offers import Hardware

HEIRS = {"a": "c", "gr": "g", "im": "i", "is": "i", "h": "d"}
"""Series that AWS continues under another letter. a1, the first Graviton, lives on in the Arm types of c."""

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Age:
    """`behind` counts generations; `newest` is a family of the newest one, the plainest of them."""

    behind: int
    newest: str


def ages(types: Iterable[Hardware]) -> dict[str, Age]:
    """The age of every family, by its name."""
    lines: dict[Line, dict[int, str]] = {}
    places: dict[str, tuple[Line, int]] = {}
    for hardware in types:
        name = hardware.parts
        if name.family in places or name.generation is None:
            continue
        line = (HEIRS.get(name.series, name.series), _chips(hardware))
        places[name.family] = line, name.generation
        families = lines.setdefault(line, {})
        families[name.generation] = min(families.get(name.generation, name.family), name.family, key=_plain)
    return {family: _age(lines[line], generation) for family, (line, generation) in places.items()}


def _chips(hardware: Hardware) -> str:
    """Whose chips do the work: those of the GPU or accelerator where there is one, for the processor only serves it."""
    beside = hardware.gpu_name or hardware.accelerator_name
    return beside.split()[0] if beside else hardware.maker


def _plain(family: str) -> tuple[int, str]:
    return len(family), family


def _age(families: dict[int, str], generation: int) -> Age:
    return Age(sum(each > generation for each in families), families[max(families)])
