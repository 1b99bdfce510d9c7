"""One cost question: what is asked, what is right, and how to work it out. Pure."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from portal.ec2.costs.draw import Draw

HALF_A_PER_CENT = Decimal("0.005")
"""What rounding on the way may cost. The nearest wrong sum, a month of 720 hours, is out by nearly three times that."""
CENT, HALF_A_CENT = Decimal("0.01"), Decimal("0.005")
PLACES = Decimal("0.0001")
"""Of an answer that is compared: rounded to a cent first, half of the learners’ roundings would be a cent out."""


@dataclass(frozen=True)
class Asked:
    """`answer` is a number as text, or the id of one of the `choices`; `shown` is what a page prints for it. It is stored with what was answered, so that the
    verdict can be read when prices have changed."""

    text: str
    worked: tuple[str, ...]
    answer: str
    tolerance: str = "0"
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    shown: str = ""

    def dump(self) -> dict[str, Any]:
        """As it reads back from JSON."""
        dumped: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return dumped


@dataclass(frozen=True)
class Template:
    """`make` draws the figures of one question. Its name stands in `quiz.yaml`, where the story around it is told."""

    name: str
    make: Callable[[Draw], Asked]

    def asked(self, seed: int) -> Asked:
        return self.make(Draw(f"{self.name}:{seed}"))


def in_dollars(text: str, answer: Decimal, unit: str, *worked: str) -> Asked:
    """Half a cent either way is right, or half a per cent where that is more."""
    tolerance = max(HALF_A_CENT, answer * HALF_A_PER_CENT)
    exact, shown = answer.quantize(PLACES), answer.quantize(CENT, ROUND_HALF_UP)
    return Asked(text, worked, f"{exact}", f"{tolerance:.4f}", unit, shown=f"{shown:,}")


def is_right(asked: dict[str, Any], said: str) -> bool:
    """Of a dumped question."""
    if asked["choices"]:
        return bool(said == asked["answer"])
    return abs(Decimal(said) - Decimal(asked["answer"])) <= Decimal(asked["tolerance"])
