"""Every page that lists something asks the database as often for three of everything as for one."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.progress import marks, places
from portal.quizzes.models import Reset
from portal.search import documents, index
from tests import factories
from tests.quizzes.taking import begin, check, take, wrong

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MANY = 3

PAGES = {
    "home": "/",
    "topic": "/topics/topic-1/",
    "resources": "/resources/",
    "filtered": "/resources/?topic=topic-1&kind=docs",
    "saved": "/resources/?saved=1",
    "glossary": "/glossary/",
    "search": "/search/?q=zebra",
    "progress": "/progress/",
    "quiz": "/quizzes/topic-1/",
}
GROWN = {
    "home": "Topic 3",
    "topic": "Lesson 1 3",
    "resources": "link-3-3",
    "filtered": "link-1-3",
    "saved": "link-3-3",
    "glossary": "term-3-3",
    "search": "Lesson 3 3",
    "progress": "Lesson 3 3",
    "quiz": "9 questions",
}
"""What a page shows only once there are three of everything."""


def add_topic(number, lessons):
    """The topic of this number with so many lessons, each with as many questions; links and terms beside them."""
    topic = factories.make_topic(f"topic-{number}", title=f"Topic {number}")
    for n in range(topic.lessons.count() + 1, lessons + 1):
        lesson = factories.make_lesson(f"lesson-{number}-{n}", topic, title=f"Lesson {number} {n}", plain="A zebra.")
        factories.make_resource(f"link-{number}-{n}", lesson)
        factories.make_term(f"term-{number}-{n}", lesson)
    for lesson in topic.lessons.all():
        for n in range(lesson.questions.count() + 1, lessons + 1):
            factories.make_question(f"{lesson.slug}-{n}", lesson)
    return [question for lesson in topic.lessons.all() for question in lesson.questions.all()]


def grow(learner, number):
    """So many topics, lessons, questions, links, terms; and of the learner, days, quizzes, marks and resets."""
    now = timezone.now() - 9 * DAY
    for of_topic in range(1, number + 1):
        questions = add_topic(of_topic, number)
        topic = questions[0].lesson.topic
        Reset.objects.create(learner=learner, topic=topic, at=now - DAY, completed=["2026-01-01"])
        for n in range(number):
            check(learner, questions[0], wrong(questions[0]), now=now + n * DAY)
            take(learner, *questions, now=now + n * DAY, missed=questions[:1])
        begin(learner, *questions, now=now)
        for link in questions[0].lesson.topic.lessons.all():
            places.complete(learner, link, done=True, now=now)
            marks.save(learner, link.resources.get(), keep=True, now=now)
    places.mark_place(learner, questions[-1].lesson, "a-section", now=timezone.now())
    places.complete(learner, questions[-1].lesson, done=False, now=timezone.now())
    for batch in documents.everything():
        index.replace(batch)
    factories.touch_course()


def asked(client, address):
    """How many queries the first view of a version takes, which makes what is shared; how many the second; the page."""
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            response = client.get(address)
        numbers.append(len(found.captured_queries))
    assert response.status_code == 200
    return numbers, response.content.decode()


@pytest.fixture(params=["signed in", "anonymous"])
def reader(request, learner):
    client = Client()
    if request.param == "signed in":
        client.force_login(learner)
    return client


@pytest.mark.parametrize("name", PAGES)
def test_three_of_everything_cost_what_one_costs(reader, learner, name):
    grow(learner, 1)
    few, small = asked(reader, PAGES[name])
    grow(learner, MANY)
    many, large = asked(reader, PAGES[name])

    assert GROWN[name] not in small
    assert GROWN[name] in large
    assert many == few
