"""What a page asks of the database: as much for three of a thing as for one, and a learner's answers by index."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import User
from portal.progress import activity, history
from portal.progress.models import LessonProgress
from portal.quizzes import attempts, checks, known
from portal.quizzes.answering import check_key, count_checks, stored
from portal.quizzes.models import Answer, Reset
from tests import factories
from tests.quizzes.taking import begin, check, post, right, take, wrong

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now() - 9 * DAY


def work(learner, number, now):
    """So many topics, lessons in each, questions in each, misses, days, resets, saved places and quizzes.

    Returns a finished quiz and an open one with all questions of the last topic, and these questions.
    """
    for of_topic in range(number):
        topic = factories.make_topic(f"topic-{number}-{of_topic}")
        lessons = [factories.make_lesson(f"lesson-{number}-{of_topic}-{n}", topic) for n in range(number)]
        questions = [
            factories.make_question(f"{lesson.slug}-{n}", lesson) for lesson in lessons for n in range(number + 1)
        ]
        for n, question in enumerate(questions):
            check(learner, question, wrong(question), now=now + n * DAY / 2)
        LessonProgress.objects.filter(learner=learner).update(completed=now)
        Reset.objects.create(learner=learner, topic=topic, at=now - DAY, completed=["2026-01-01"])
        done = take(learner, *questions, now=now + DAY, missed=questions)
    return done, begin(learner, *questions, now=now + DAY), questions


def counted(client, method, address, data=None):
    with CaptureQueriesContext(connection) as found:
        response = getattr(client, method)(address, data)
    assert response.status_code in (200, 204, 302, 422)
    return len(found.captured_queries)


def costs(client, learner, number, now):
    """The queries of each page and each form."""
    done, opened, questions = work(learner, number, now)
    first, topic = questions[0], questions[0].lesson.topic
    page, result = f"/quizzes/attempts/{opened.pk}/", f"/quizzes/attempts/{done.pk}/result/"
    client.get("/progress/")  # the first view of a version makes what all later ones share
    client.post(f"/quizzes/{topic.slug}/")  # once a day the session is prolonged
    reading = {
        "check": f"/questions/{first.slug}/",
        "quiz": f"/quizzes/{topic.slug}/",
        "question": page,
        "result": result,
        "progress": "/progress/",
        "reset": f"/progress/{topic.slug}/reset/",
    }
    sending = {
        "check again": (f"/questions/{first.slug}/answer/", {"n": "0"}),
        "check": (f"/questions/{first.slug}/answer/", {"n": "1", **post(right(first))}),
        "refused": (f"{page}answers/", {"question": first.slug}),
        "resume": (f"/quizzes/{topic.slug}/", None),
        "answer": (f"{page}answers/", {"question": first.slug, **post(right(first))}),
        "start over": (f"/quizzes/{topic.slug}/start-over/", None),
        "retry": (f"/quizzes/attempts/{done.pk}/retry/", None),
        "place": (f"{first.lesson.get_absolute_url()}place/", {"section": "a-section"}),
        "completion": (f"{first.lesson.get_absolute_url()}completion/", None),
        "start afresh": (f"/progress/{topic.slug}/reset/", None),
    }
    found = {("get", name): counted(client, "get", address) for name, address in reading.items()}
    return found | {("post", name): counted(client, "post", *sent) for name, sent in sending.items()}


def test_three_of_everything_cost_what_one_costs(learner_client, learner, now):
    few = costs(learner_client, learner, 1, now)
    many = costs(learner_client, learner, 3, now)

    assert many == few


def plans(work):
    """How SQLite finds the rows for each query of `work`."""
    with CaptureQueriesContext(connection) as found:
        work()
    with connection.cursor() as cursor:
        for query in found.captured_queries:
            if query["sql"].startswith(("SELECT", "\nSELECT", "UPDATE")):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                yield from (row[3] for row in cursor.fetchall())


@pytest.fixture
def crowd(now):
    """Other learners with answers enough for the planner to care; returns one of the questions."""
    questions = [factories.make_question(f"q-{number}") for number in range(5)]
    users = User.objects.bulk_create(User(username=f"u{number}") for number in range(60))
    Answer.objects.bulk_create(
        Answer(learner=user, question=question, rev=1, key=f"{number}", given={}, right=False, at=now, day=now.date())
        for user in users
        for number, question in enumerate(questions * 4)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return questions[0]


@pytest.mark.parametrize("is_reset", [False, True], ids=["plain", "reset"])
@pytest.mark.parametrize("is_analysed", [True, False], ids=["analysed", "new"])
def test_a_learners_answers_are_found_by_index(learner, crowd, now, is_reset, is_analysed):
    if not is_analysed:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")
    topic = crowd.lesson.topic
    attempt = take(learner, crowd, now=now)
    check(learner, crowd, {}, now=now)
    if is_reset:
        Reset.objects.create(learner=learner, topic=topic, at=now)
    asked = {
        "states": lambda: known.states(learner),
        "states of a topic": lambda: known.states(learner, topic_id=topic.pk),
        "practised": lambda: known.practised(learner),
        "days": lambda: activity.days_of(learner),
        "history": lambda: history.finished(learner, now=now),
        "sheet": lambda: attempts.sheet(attempt, now=now),
        "tries": lambda: checks.tries(learner, [crowd.pk]),
        "number of tries": lambda: count_checks(learner, crowd),
        "stored": lambda: stored(learner, check_key(crowd, 0)),
        "record": lambda: check(learner, crowd, {}, now=now),
    }

    for name, work in asked.items():
        steps = list(plans(work))
        of_answers = [step for step in steps if "quizzes_answer" in step or " answer" in step]
        assert of_answers, name
        for step in of_answers:
            assert step.startswith("SEARCH"), (name, step)
            assert "learner_id=?" in step or "attempt_id=?" in step, (name, step)


def test_a_scan_would_be_noticed(learner, crowd):
    assert any(step.startswith("SCAN") for step in plans(lambda: list(Answer.objects.filter(right=True))))
