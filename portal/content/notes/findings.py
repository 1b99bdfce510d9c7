"""What an import noticed in notes, and what it suggests to do about it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    line: int
    what: str
    was: str = ""
    now: str = ""
    do: str = ""
    """The proposal."""


@dataclass
class Findings:
    found: list[Finding] = field(default_factory=list)

    def add(self, line: int, what: str, *, was: str = "", now: str = "", do: str = "") -> None:
        self.found.append(Finding(line, what, was, now, do))

    def in_order(self) -> list[Finding]:
        return sorted(dict.fromkeys(self.found))
