"""Resources saved for later and links already followed."""

import datetime

from portal.accounts.models import User
from portal.curriculum.embeds import Block, Found, View
from portal.curriculum.models import Lesson, Resource
from portal.progress.models import ResourceMark


def personal_resources(lesson: Lesson, blocks: list[Block], view: View) -> Found:
    """For the embed: the resources that this learner saved or visited."""
    marks = marks_of(view.learner, [block["card"]["id"] for block in blocks])
    return {block["ref"]: {"mark": marks[pk]} for block in blocks if (pk := block["card"]["id"]) in marks}


def marks_of(learner: User | None, resources: list[int]) -> dict[int, ResourceMark]:
    if learner is None or not resources:
        return {}
    return {mark.resource_id: mark for mark in ResourceMark.objects.filter(learner=learner, resource__in=resources)}


def save(learner: User, resource: Resource, *, keep: bool, now: datetime.datetime) -> ResourceMark:
    """Keep the resource for later, or let it go; safe to repeat."""
    mark, _ = ResourceMark.objects.get_or_create(learner=learner, resource=resource)
    mark.saved = (mark.saved or now) if keep else None
    mark.save(update_fields=["saved"])
    return mark


def visit(learner: User, resource: Resource, *, now: datetime.datetime) -> None:
    ResourceMark.objects.update_or_create(learner=learner, resource=resource, defaults={"visited": now})
