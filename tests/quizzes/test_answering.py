import datetime
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from portal.accounts.models import User
from portal.quizzes import attempts
from portal.quizzes.answering import Submission, attempt_key, check_key, count_checks, record, stored
from portal.quizzes.models import Answer, Attempt, PickTotal, Question, QuestionTotal
from tests import factories
from tests.quizzes.taking import begin, check

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def question(db):
    return factories.make_question("q")


def totals(question):
    total = QuestionTotal.objects.get(question=question, rev=question.rev)
    picks = PickTotal.objects.filter(question=question, rev=question.rev)
    return total.answers, total.right, dict(picks.values_list("pick", "times"))


def test_everything_that_came_with_it_is_stored(learner, question, now):
    submission = Submission(question, {"choice": "wrong"}, "unsure", 4200)
    answer, created = record(submission, learner=learner, key="c-q-0", now=now)

    assert created
    stored_row = Answer.objects.get()
    assert stored_row == answer
    assert (stored_row.given, stored_row.right, stored_row.confidence, stored_row.milliseconds) == (
        {"choice": "wrong"},
        False,
        "unsure",
        4200,
    )
    assert (stored_row.rev, stored_row.at, stored_row.day, stored_row.attempt) == (1, now, now.date(), None)


def test_i_do_not_know_yet_is_an_empty_answer_and_wrong(learner, question, now):
    record(Submission(question, {}), learner=learner, key="c-q-0", now=now)

    assert (Answer.objects.get().given, Answer.objects.get().right) == ({}, False)
    assert totals(question) == (1, 0, {})


def test_the_same_key_again_changes_nothing(learner, question, now):
    first, _ = record(Submission(question, {"choice": "wrong"}), learner=learner, key="c-q-0", now=now)
    again, created = record(
        Submission(question, {"choice": "right"}, "sure"), learner=learner, key="c-q-0", now=now + HOUR
    )

    assert (again, created) == (first, False)
    assert (again.given, again.confidence, again.at) == ({"choice": "wrong"}, "", now)
    assert totals(question) == (1, 0, {"wrong": 1})


def test_the_same_key_of_another_learner_is_another_answer(learner, other_learner, question, now):
    record(Submission(question, {"choice": "wrong"}), learner=learner, key="c-q-0", now=now)
    _, created = record(Submission(question, {"choice": "right"}), learner=other_learner, key="c-q-0", now=now)

    assert created
    assert totals(question) == (2, 1, {"wrong": 1, "right": 1})


def test_a_new_revision_has_totals_of_its_own(learner, question, now):
    record(Submission(question, {"choice": "right"}), learner=learner, key="c-q-0", now=now)
    question.rev = 2
    record(Submission(question, {"choice": "wrong"}), learner=learner, key="c-q-1", now=now)

    assert totals(question) == (1, 0, {"wrong": 1})
    question.rev = 1
    assert totals(question) == (1, 1, {"right": 1})


def test_keys_follow_from_attempt_question_and_revision(learner, question, now):
    attempt = begin(learner, question, now=now)

    assert attempt_key(attempt, question) == f"a{attempt.pk}-q"
    question.rev = 3
    assert attempt_key(attempt, question) == f"a{attempt.pk}-q-r3"
    assert check_key(question, 2) == "c-q-2"


def test_checks_are_counted_by_learner_and_without_quizzes(learner, other_learner, question, now):
    check(learner, question, {}, now=now)
    check(other_learner, question, {}, now=now)
    attempt = begin(learner, question, now=now)
    attempts.answer(attempt, Submission(question, {}), learner=learner, now=now)

    assert (count_checks(learner, question), count_checks(None, question)) == (1, 0)
    assert stored(learner, "c-q-0").learner == learner
    assert stored(learner, "c-q-1") is None
    assert stored(None, "c-q-0") is None


# The day


def test_the_day_is_the_learners(question, now):
    west = factories.make_user("west", time_zone="America/Los_Angeles")
    late = datetime.datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("America/Los_Angeles"))

    assert check(west, question, {}, now=late).day == datetime.date(2026, 11, 24)


def test_a_new_time_zone_never_turns_the_calendar_back(learner, question, now):
    learner.time_zone = "Pacific/Kiritimati"
    assert check(learner, question, {}, now=now).day == datetime.date(2026, 11, 25)

    learner.time_zone = "Pacific/Honolulu"
    assert check(learner, question, {}, now=now + HOUR).day == datetime.date(2026, 11, 25)
    assert check(learner, question, {}, now=now + DAY).day == datetime.date(2026, 11, 25)
    assert check(learner, question, {}, now=now + 2 * DAY).day == datetime.date(2026, 11, 26)


def test_other_learners_days_do_not_matter(learner, other_learner, question, now):
    check(other_learner, question, {}, now=now + 9 * DAY)

    assert check(learner, question, {}, now=now).day == now.date()


# Two at once


def at_once(*jobs):
    """Run the jobs in threads that begin together; what they raise is raised."""
    barrier, raised = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            barrier.wait()
            job()
        except Exception as error:  # noqa: BLE001 - told below
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


@pytest.mark.django_db(transaction=True)
def test_two_threads_with_one_answer_store_one(now):
    learner, pk = factories.make_user("racer"), factories.make_question("q").pk

    def give(choice):
        question = Question.objects.get(pk=pk)
        record(Submission(question, {"choice": choice}), learner=learner, key="c-q-0", now=now)

    at_once(*[lambda choice=choice: give(choice) for choice in ("right", "wrong", "right", "wrong")])

    only = Answer.objects.get()
    assert totals(only.question) == (1, int(only.right), {only.given["choice"]: 1})


@pytest.mark.django_db(transaction=True)
def test_many_learners_at_once_are_all_counted(now):
    pk = factories.make_question("q").pk
    learners = [factories.make_user(f"racer-{number}") for number in range(6)]

    def give(learner):
        question = Question.objects.get(pk=pk)
        for number in range(5):
            record(Submission(question, {"choice": "wrong"}), learner=learner, key=f"c-q-{number}", now=now)

    at_once(*[lambda learner=learner: give(learner) for learner in learners])

    assert totals(Question.objects.get(pk=pk)) == (30, 0, {"wrong": 30})


@pytest.mark.django_db(transaction=True)
def test_a_double_click_begins_one_quiz(now):
    learner = factories.make_user("racer")
    topic = factories.make_question("q").lesson.topic

    at_once(*[lambda: attempts.begin_or_resume(User.objects.get(pk=learner.pk), topic, now=now)] * 4)

    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_start_over_at_once_leave_no_answer_in_a_quiz_that_had_ended(now):
    learner = factories.make_user("racer")
    question = factories.make_question("q")
    attempt = begin(learner, question, factories.make_question("other"), now=now)
    topic = question.lesson.topic
    took = []

    def give():
        own = Attempt.objects.get(pk=attempt.pk)
        took.append(attempts.answer(own, Submission(question, {"choice": "right"}), learner=learner, now=now + HOUR))

    at_once(give, lambda: attempts.start_over(learner, topic, now=now + HOUR))

    attempt.refresh_from_db()
    assert attempt.dropped
    assert Answer.objects.count() == int(took[0])
