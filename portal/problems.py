"""What is wrong with a file of the course, and where."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    path: str
    line: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'warning: ' if self.is_warning else ''}{self.message}"


@dataclass
class Problems:
    """Collects all problems, so that an author sees them at once."""

    found: list[Problem] = field(default_factory=list)

    def error(self, path: str, line: int, message: str) -> None:
        self.found.append(Problem(path, line, message))

    def warn(self, path: str, line: int, message: str) -> None:
        self.found.append(Problem(path, line, message, is_warning=True))

    @property
    def errors(self) -> list[Problem]:
        return sorted(problem for problem in self.found if not problem.is_warning)

    @property
    def warnings(self) -> list[Problem]:
        return sorted(problem for problem in self.found if problem.is_warning)
