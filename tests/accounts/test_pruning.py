"""Guests who have not been back for 90 days are forgotten, and nobody else."""

import datetime

from portal.accounts.models import User
from portal.accounts.pruning import prune_guests
from portal.quizzes.answering import Submission, check_key, record
from portal.quizzes.models import Answer, QuestionTotal
from tests import factories


def make_guest(now, days):
    return User.objects.create_guest(today=(now - datetime.timedelta(days=days)).date())


def test_only_guests_unused_for_90_days_are_forgotten(db, now, learner):
    kept = make_guest(now, 90)
    make_guest(now, 91)
    make_guest(now, 400)
    User.objects.filter(pk=learner.pk).update(active_on=now.date() - datetime.timedelta(days=400))

    assert prune_guests(now) == 2
    assert set(User.objects.values_list("pk", flat=True)) == {kept.pk, learner.pk}


def test_a_second_time_there_is_nothing_to_do(db, now):
    make_guest(now, 91)

    assert [prune_guests(now), prune_guests(now)] == [1, 0]


def test_what_they_did_and_added_to_the_totals_goes_with_them(db, now):
    guest, question = make_guest(now, 91), factories.make_question()
    record(Submission(question, {"choice": "right"}), learner=guest, key=check_key(question, 0), now=now)
    assert QuestionTotal.objects.get().answers == 1

    prune_guests(now)

    assert Answer.objects.count() == 0
    assert QuestionTotal.objects.get().answers == 0
