"""What the progress room keeps about a learner."""

from typing import Any

from portal.accounts.holdings import Holding
from portal.accounts.models import User
from portal.progress.models import LessonProgress, ResourceMark


def _claim(guest: User, account: User) -> None:
    """Of two states the furthest wins: the earlier opening, the later reading, completed, saved, visited."""
    for place in LessonProgress.objects.filter(learner=guest):
        mine = LessonProgress.objects.filter(learner=account, lesson=place.lesson_id).first()
        _merge_place(place, mine, account)
    for mark in ResourceMark.objects.filter(learner=guest):
        existing = ResourceMark.objects.filter(learner=account, resource=mark.resource_id).first()
        _merge_mark(mark, existing, account)


def _merge_place(place: LessonProgress, mine: LessonProgress | None, account: User) -> None:
    if mine is None:
        place.learner = account
        place.save(update_fields=["learner"])
        return
    if place.read > mine.read:
        mine.read, mine.section = place.read, place.section
    mine.opened = min(mine.opened, place.opened)
    mine.completed = mine.completed or place.completed
    mine.save()
    place.delete()


def _merge_mark(mark: ResourceMark, mine: ResourceMark | None, account: User) -> None:
    if mine is None:
        mark.learner = account
        mark.save(update_fields=["learner"])
        return
    mine.saved = mine.saved or mark.saved
    mine.visited = mine.visited or mark.visited
    mine.save()
    mark.delete()


def _export(user: User) -> dict[str, Any]:
    places = LessonProgress.objects.filter(learner=user)
    marks = ResourceMark.objects.filter(learner=user)
    return {
        "lessons": list(places.values("lesson__topic__slug", "lesson__slug", "opened", "section", "read", "completed")),
        "resources": list(marks.values("resource__slug", "saved", "visited")),
    }


def _forget(user: User) -> None:
    LessonProgress.objects.filter(learner=user).delete()
    ResourceMark.objects.filter(learner=user).delete()


HOLDING = Holding(
    name="progress",
    models=("progress.LessonProgress", "progress.ResourceMark"),
    claim=_claim,
    export=_export,
    forget=_forget,
)
