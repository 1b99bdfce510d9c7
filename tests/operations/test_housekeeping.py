"""Scheduled work: when it is due, once, and whatever goes wrong with the rest."""

import datetime
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.operations import jobs
from portal.operations.housekeeping import do_due_jobs
from portal.operations.models import JobRun

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ran():
    return []


@pytest.fixture
def make_job(ran):
    return lambda name="tidy", run=None: jobs.Job(name, HOUR, run or (lambda now: ran.append((name, now))))


def names(ran):
    return [name for name, _ in ran]


def make_due(name):
    JobRun.objects.filter(name=name).update(due=timezone.now() - datetime.timedelta(seconds=1))


def test_a_new_job_runs_at_once_and_then_when_it_is_due(db, make_job, ran):
    before = timezone.now()

    for _ in range(3):
        assert do_due_jobs([make_job()]) == []
    assert names(ran) == ["tidy"]
    assert before <= ran[0][1] <= timezone.now()

    make_due("tidy")
    do_due_jobs([make_job()])
    assert names(ran) == ["tidy", "tidy"]


def test_a_run_is_recorded(db, make_job):
    do_due_jobs([make_job()])

    run = JobRun.objects.get()
    assert (str(run), run.due - run.started) == ("tidy: done", HOUR)
    assert run.started <= run.finished <= timezone.now()


def test_a_round_without_work_writes_nothing(db, make_job):
    do_due_jobs([make_job()])

    with CaptureQueriesContext(connection) as queries:
        do_due_jobs([make_job()])
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_of_many_housekeepers_one_does_the_job(transactional_db, make_job, ran):
    do_due_jobs([make_job()])
    make_due("tidy")
    ran.clear()
    together = Barrier(6)

    def housekeeper(_):
        together.wait()
        claimed = JobRun.objects.claim(make_job(), now=timezone.now())
        connections.close_all()
        return claimed

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(housekeeper, range(6))) == [False] * 5 + [True]


def test_a_failing_job_is_told_by_name_and_stops_no_other(db, make_job, ran, caplog):
    def fail(now):
        raise sqlite3.OperationalError("no such thing")

    failed = do_due_jobs([make_job("broken", fail), make_job("tidy")])

    assert failed == ["broken"]
    assert names(ran) == ["tidy"]
    assert [record.getMessage() for record in caplog.records] == ["The job “broken” failed."]
    assert "no such thing" in caplog.text
    assert str(JobRun.objects.get(name="broken")) == "broken: failed"
    assert JobRun.objects.get(name="broken").due > timezone.now()


def test_a_job_that_was_cut_off_is_due_at_the_next_start(db, make_job, ran):
    def cut_off(now):
        raise SystemExit

    with pytest.raises(SystemExit):
        do_due_jobs([make_job("tidy", cut_off)])
    do_due_jobs([make_job("tidy")])
    assert ran == []

    JobRun.objects.take_up(now=timezone.now())
    assert str(JobRun.objects.get()) == "tidy: cut off"
    do_due_jobs([make_job("tidy")])
    assert names(ran) == ["tidy"]


@pytest.fixture
def signals_as_before():
    import signal

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_does_all_that_the_rooms_registered(db, signals_as_before):
    call_command("housekeep", "--once")

    assert {str(run) for run in JobRun.objects.all()} == {
        "forget expired sessions: done",
        "forget unused guests: done",
    } | {f"{job.name}: done" for job in jobs.registered()}


def test_once_fails_if_a_job_fails(db, signals_as_before, monkeypatch, make_job):
    def fail(now):
        raise ValueError

    monkeypatch.setattr(jobs, "registered", lambda: (make_job("broken", fail), make_job("tidy")))

    with pytest.raises(CommandError, match=r"^Failed: broken\.$"):
        call_command("housekeep", "--once")


def test_expired_sessions_are_forgotten(db, client):
    from django.contrib.sessions.models import Session

    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + datetime.timedelta(days=days))

    do_due_jobs(jobs.registered())

    assert [session.session_key for session in Session.objects.all()] == ["new"]
