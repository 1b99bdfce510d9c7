"""Which questions a quiz asks. Pure: no database."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portal.quizzes.kind import shuffled
from portal.quizzes.known import State

SIZE = 10


@dataclass(frozen=True)
class Candidate:
    slug: str
    rev: int
    lesson: int
    state: State | None

    @property
    def tier(self) -> int:
        """What helps most first: never answered or wrong at last, then not yet known, then known."""
        if self.state is None or not self.state.last_right:
            return 0
        return 2 if self.state.known else 1


def draw(candidates: Iterable[Candidate], *, seed: str, size: int = SIZE) -> list[Candidate]:
    """At most `size` questions: by tier, and within a tier spread evenly over the lessons."""
    drawn: list[Candidate] = []
    used: dict[int, int] = defaultdict(int)
    by_slug = {candidate.slug: candidate for candidate in candidates}
    left = [by_slug[slug] for slug in shuffled(by_slug, seed)]
    while left and len(drawn) < size:
        best = min(left, key=lambda candidate: (candidate.tier, used[candidate.lesson]))
        used[best.lesson] += 1
        drawn.append(best)
        left.remove(best)
    return [by_slug[slug] for slug in shuffled((candidate.slug for candidate in drawn), f"{seed}:order")]
