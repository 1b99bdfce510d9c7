"""Of a guest's work and an account's, what goes furthest stays."""

import datetime

import pytest

from portal.accounts.models import User
from portal.progress.holding import HOLDING
from portal.progress.models import LessonProgress, ResourceMark
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def guest(now):
    return User.objects.create_guest(today=now.date())


def place(learner, lesson, **fields):
    return LessonProgress.objects.create(learner=learner, lesson=lesson, **fields)


@pytest.mark.parametrize("is_newer", [True, False], ids=["the guest read last", "the account read last"])
def test_of_two_places_the_earlier_opening_the_later_reading_and_completed_stay(guest, learner, now, is_newer):
    lesson = factories.make_lesson()
    read = now + HOUR if is_newer else now - HOUR
    place(learner, lesson, opened=now - 2 * HOUR, read=now, section="of-account")
    place(guest, lesson, opened=now - 3 * HOUR, read=read, section="of-guest", completed=now - 2 * HOUR)

    HOLDING.claim(guest, learner)

    kept = LessonProgress.objects.get()
    assert kept.learner == learner
    assert (kept.opened, kept.completed) == (now - 3 * HOUR, now - 2 * HOUR)
    assert (kept.section, kept.read) == (("of-guest", now + HOUR) if is_newer else ("of-account", now))


def test_what_only_the_guest_has_moves_and_what_only_the_account_has_stays(guest, learner, now):
    place(guest, factories.make_lesson("first"), opened=now, read=now)
    done = place(learner, factories.make_lesson("second"), opened=now, read=now, completed=now)

    HOLDING.claim(guest, learner)

    assert set(LessonProgress.objects.values_list("lesson__slug", "learner")) == {
        ("first", learner.pk),
        ("second", learner.pk),
    }
    done.refresh_from_db()
    assert done.completed == now


def test_marks_are_united(guest, learner, now):
    lesson = factories.make_lesson()
    both, kept, alone = (factories.make_resource(slug, lesson) for slug in ("both", "kept", "alone"))
    ResourceMark.objects.create(learner=learner, resource=both, visited=now)
    ResourceMark.objects.create(learner=guest, resource=both, saved=now, visited=now + HOUR)
    ResourceMark.objects.create(learner=learner, resource=kept, saved=now)
    ResourceMark.objects.create(learner=guest, resource=kept, visited=now)
    ResourceMark.objects.create(learner=guest, resource=alone, saved=now)

    HOLDING.claim(guest, learner)

    assert set(ResourceMark.objects.values_list("resource__slug", "learner", "saved", "visited")) == {
        ("both", learner.pk, now, now),
        ("kept", learner.pk, now, now),
        ("alone", learner.pk, now, None),
    }
