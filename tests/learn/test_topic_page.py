"""A topic's page: its lessons with their state, and what to do next in it."""

import datetime
import re

import pytest
from django.utils import timezone

from portal.curriculum.models import Lesson, Topic
from portal.progress import places
from portal.quizzes.models import Question
from tests import factories
from tests.quizzes.taking import take

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TOPIC = "/topics/basics/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def questions():
    """Three lessons; the first two have a question each."""
    lessons = [
        factories.make_lesson(slug, minutes=number) for number, slug in enumerate(("first", "second", "third"), 3)
    ]
    return [factories.make_question(f"of-{lesson.slug}", lesson) for lesson in lessons[:2]]


def read(learner, *slugs, now):
    for slug in slugs:
        places.complete(learner, Lesson.objects.get(slug=slug), done=True, now=now)


def page_of(client, address=TOPIC):
    return client.get(address).content.decode()


def step(page):
    """The one large button: its words and where it leads."""
    [(address, words)] = re.findall(r'btn--primary btn--lg" href="([^"]+)">(.+?) <svg', page)
    return words, address


def rows(page):
    """Each lesson with what a screen reader says of it and what stands beside it."""
    found = []
    for row in re.findall(r'<a class="lrow[^>]*href="/lessons/.*?</a>', page):
        name, state = re.search(r'<span>([^<]+)<span class="vh">, ([^<]+)<', row).groups()
        beside = re.search(r'<span class="meta num">(.*)</span></a>', row)[1]
        found.append((name, state, *re.findall(r">([^<>]+)<", beside)))
    return found


def facts(page):
    return re.findall(r">([^<>]+)<", re.search(r'<p class="meta num">(.*?)</p>', page)[1])


def test_a_visitor_sees_lessons_and_where_to_start_and_no_figures_of_a_learner(client, questions):
    page = page_of(client)

    assert "<h1>Basics</h1>" in page
    assert '<p class="lede">About it.</p>' in page
    assert rows(page) == [
        ("First", "not started", "3 min"),
        ("Second", "not started", "4 min"),
        ("Third", "not started", "5 min"),
    ]
    assert facts(page) == ["3 lessons", "12 min", "2 questions"]
    assert step(page) == ("Start with “First”", "/lessons/basics/first/")


def test_a_learner_sees_what_is_done_begun_and_known(learner_client, learner, questions, now):
    for moment in (now - DAY, now):
        take(learner, *questions, now=moment, missed=questions[1:])
    read(learner, "first", now=now)
    places.mark_place(learner, questions[1].lesson, "", now=now)

    page = page_of(learner_client)

    assert rows(page) == [
        ("First", "done", "3 min", "Mastered"),
        ("Second", "in progress", "4 min", "0/1 known"),
        ("Third", "not started", "5 min"),
    ]
    assert facts(page) == ["3 lessons", "12 min", "2 questions", "1 done", "50% known"]
    assert step(page) == ("Go on with “Second”", "/lessons/basics/second/")


def test_what_is_known_in_part_is_told_as_a_number(learner_client, learner, questions, now):
    more = factories.make_question("more", questions[0].lesson)
    for moment in (now - DAY, now):
        take(learner, questions[0], more, now=moment, missed=[more])

    assert rows(page_of(learner_client))[0] == ("First", "in progress", "3 min", "1/2 known")


def test_another_learners_work_is_not_shown(learner_client, other_learner, questions, now):
    take(other_learner, *questions, now=now)
    read(other_learner, "first", now=now)

    page = page_of(learner_client)

    assert {state for _, state, *_ in rows(page)} == {"not started"}
    assert step(page)[0] == "Start with “First”"


def test_when_all_is_read_the_quiz_is_next(learner_client, learner, questions, now):
    read(learner, "first", "second", "third", now=now)

    assert step(page_of(learner_client)) == ("Take the topic quiz", "/quizzes/basics/")


def test_without_questions_there_is_no_quiz_and_no_share_known(learner_client, learner, questions, now):
    Question.objects.update(withdrawn=True)
    factories.touch_course()
    read(learner, "first", "second", "third", now=now)

    page = page_of(learner_client)

    assert "/quizzes/" not in page
    assert facts(page) == ["3 lessons", "12 min", "3 done"]


@pytest.mark.parametrize(("number", "words"), [(1, "1 question"), (2, "2 questions"), (12, "10 questions")])
def test_the_quiz_stands_after_the_lessons_with_its_length(client, number, words):
    for each in range(number):
        factories.make_question(f"q-{each}")

    [row] = re.findall(r'<a class="lrow" href="/quizzes/basics/">.*?</a>', page_of(client))

    assert f'<span class="meta num"><span>{words}</span></span>' in row


def test_one_of_each_is_told_in_the_singular(client):
    factories.make_question(lesson=factories.make_lesson(minutes=7))

    assert facts(page_of(client)) == ["1 lesson", "7 min", "1 question"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "draft"},
        {"withdrawn": True},
        {"publish": datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)},
    ],
)
def test_a_lesson_that_is_not_shown_is_not_listed_and_not_the_next_one(learner_client, questions, change):
    Lesson.objects.filter(slug="first").update(**change)
    factories.touch_course()

    page = page_of(learner_client)

    assert "First" not in page
    assert facts(page)[:3] == ["2 lessons", "9 min", "1 question"]
    assert step(page) == ("Start with “Second”", "/lessons/basics/second/")


def test_the_resources_of_the_topic_are_a_link_away(client, questions):
    assert 'href="/resources/?topic=basics"' in page_of(client)


@pytest.mark.parametrize("who", ["client", "learner_client", "editor_client"])
def test_a_topic_that_nobody_may_read_does_not_exist(request, who):
    factories.make_lesson("draft", factories.make_topic("hidden"), status="draft")
    factories.make_lesson("gone", factories.make_topic("gone", withdrawn=True))
    factories.make_topic("empty")

    for slug in ("hidden", "gone", "empty", "no-such-topic"):
        assert request.getfixturevalue(who).get(f"/topics/{slug}/").status_code == 404, slug


def test_a_topic_disappears_with_its_last_lesson(client, questions):
    assert "<h1>Basics</h1>" in page_of(client)

    Lesson.objects.update(status="draft")
    factories.touch_course()

    assert client.get(TOPIC).status_code == 404


def test_title_and_description_are_the_topics_own(client, questions):
    Topic.objects.update(title="Base & Basics", summary="Under <all>.")

    page = page_of(client)

    assert "<title>Base &amp; Basics · " in page
    assert '<meta name="description" content="Under &lt;all&gt;.">' in page
