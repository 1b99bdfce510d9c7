"""A guest's answers join the account's."""

import datetime

import pytest

from portal.accounts.models import User
from portal.progress import places
from portal.quizzes import known
from portal.quizzes.holding import HOLDING
from portal.quizzes.models import Reset
from tests import factories
from tests.quizzes.taking import check, right

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def guest(now):
    return User.objects.create_guest(today=now.date())


@pytest.fixture
def question():
    return factories.make_question()


def learn(learner, question, now):
    """Right on two days, so that it is known."""
    for day in range(2):
        check(learner, question, right(question), now=now + day * DAY)


def test_a_guests_fresh_start_wipes_nothing_that_the_account_knew(guest, learner, question, now):
    learn(learner, question, now)
    places.start_afresh(guest, question.lesson.topic, now=now + 2 * DAY)

    HOLDING.claim(guest, learner)

    assert known.states(learner)[question.pk].known
    assert Reset.objects.get().learner == learner


def test_it_stands_where_the_account_had_done_nothing(guest, learner, question, now):
    learn(guest, question, now)
    places.start_afresh(guest, question.lesson.topic, now=now + 2 * DAY)

    HOLDING.claim(guest, learner)

    assert known.states(learner) == {}
