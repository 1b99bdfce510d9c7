"""The name of an instance type, read: m7gd.2xlarge is series m, generation 7, options g and d, size 2xlarge."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

FAMILY = re.compile(r"(?P<series>[a-z]+)(?P<generation>\d+)?(?P<options>[a-z]*)(?:-(?P<variant>[a-z0-9-]+))?")
HIGH_MEMORY = re.compile(r"(?P<series>u)-(?P<variant>\d+tb)(?P<generation>\d+)")
"""The first of the u family put the generation last: u-6tb1."""

NAMED = {
    "nano": Decimal("0.25"),
    "micro": Decimal("0.5"),
    "small": Decimal(1),
    "medium": Decimal(2),
    "large": Decimal(4),
    "xlarge": Decimal(8),
}
OPTIONS = {
    "a": "AMD processor",
    "b": "more bandwidth to EBS volumes",
    "d": "local disk inside the host",
    "e": "extra memory or storage",
    "f": "a fraction of a GPU",
    "g": "Graviton, AWS’s own Arm processor",
    "i": "Intel processor",
    "n": "more network bandwidth",
    "q": "Qualcomm inference chips",
    "u": "chips of several machines joined",
    "z": "high clock speed",
}


@dataclass(frozen=True, slots=True)
class Name:
    """`generation` is None for a name without one; `factor` counts sizes in units of `small`, None for metal."""

    text: str
    family: str
    series: str
    generation: int | None
    options: str
    variant: str
    size: str

    @property
    def factor(self) -> Decimal | None:
        """The normalization factor of the size.

        Source: the AWS whitepaper on cost optimisation with reservations, “size flexibility”.
        """
        if self.size in NAMED:
            return NAMED[self.size]
        count, _, rest = self.size.partition("xlarge")
        return 8 * Decimal(count) if count.isdecimal() and not rest else None

    @property
    def is_metal(self) -> bool:
        return self.size.startswith("metal")


@cache
def read(text: str) -> Name:
    """Every name can be read; what does not look like one has an empty size or no generation."""
    family, _, size = text.partition(".")
    match = HIGH_MEMORY.fullmatch(family) or FAMILY.fullmatch(family)
    part = match.groupdict() if match else {"series": family}
    generation = part.get("generation")
    return Name(
        text=text,
        family=family,
        series=part["series"],
        generation=int(generation) if generation else None,
        options=part.get("options") or "",
        variant=part.get("variant") or "",
        size=size,
    )
