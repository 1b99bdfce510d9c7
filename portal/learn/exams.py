"""What the course covers of an exam: its tasks by domain, each with the lessons that serve it."""

import datetime
from dataclasses import dataclass
from typing import Any

from portal.curriculum.models import Course, Lesson


@dataclass(frozen=True)
class Task:
    id: str
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Domain:
    title: str
    weight: int
    """Per cent of the points."""
    tasks: tuple[Task, ...]

    @property
    def covered(self) -> int:
        return sum(bool(task.lessons) for task in self.tasks)


@dataclass(frozen=True)
class Coverage:
    exam: dict[str, Any]
    checked: datetime.date
    domains: tuple[Domain, ...]

    @property
    def code(self) -> str:
        return str(self.exam["slug"]).upper()

    @property
    def tasks(self) -> list[Task]:
        return [task for domain in self.domains for task in domain.tasks]

    @property
    def covered(self) -> int:
        return sum(domain.covered for domain in self.domains)

    @property
    def missing(self) -> list[Task]:
        return [task for task in self.tasks if not task.lessons]


def exams() -> list[dict[str, Any]]:
    return list(Course.objects.values_list("exams", flat=True).first() or [])


def coverage(slug: str, *, now: datetime.datetime) -> Coverage | None:
    """Two queries; None where there is no such exam."""
    exam = next((each for each in exams() if each["slug"] == slug), None)
    if exam is None:
        return None
    shown = Lesson.objects.visible(now).in_course_order().select_related("topic")
    lessons = list(shown.only("slug", "title", "exam", "topic__slug"))
    domains = (
        Domain(
            domain["title"],
            domain["weight"],
            tuple(
                Task(task["id"], task["title"], tuple(each for each in lessons if task["id"] in each.exam))
                for task in domain["tasks"]
            ),
        )
        for domain in exam["domains"]
    )
    return Coverage(exam, datetime.date.fromisoformat(exam["checked"]), tuple(domains))
