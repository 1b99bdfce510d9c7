"""What the course covers of an exam, and what it does not."""

import re

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/exams/clf-c02/"


@pytest.fixture
def exam():
    return factories.make_exam()


def rows(client):
    """By task, the addresses of its lessons."""
    page = client.get(PAGE).content.decode()
    found = re.findall(r'<tr id="task-([\d.]+)">(.*?)</tr>', page, re.DOTALL)
    return {task: re.findall(r'href="([^"]+)"', row) for task, row in found}


def test_each_task_lists_the_lessons_that_name_it_in_course_order(client, exam):
    factories.make_lesson("second", exam=["1.1"], position=2)
    factories.make_lesson("first", exam=["1.1", "2.1"], position=1)

    assert rows(client) == {
        "1.1": ["/lessons/basics/first/", "/lessons/basics/second/"],
        "1.2": [],
        "2.1": ["/lessons/basics/first/"],
    }


def test_it_says_plainly_what_is_missing(client, exam):
    factories.make_lesson("first", exam=["1.1"])
    page = client.get(PAGE).content.decode()

    assert "1 of its 3 tasks have a lesson here, and 2 have none." in page
    assert page.count("Not in this course") == 2
    assert '<span>40% of the points</span><span class="dot">1 of 2 tasks</span>' in page


def test_lessons_that_are_not_shown_cover_nothing(client, exam):
    factories.make_lesson("draft", exam=["1.1"], status="draft")

    assert rows(client)["1.1"] == []


def test_an_exam_that_the_course_does_not_know_is_not_found(client, exam):
    assert client.get("/exams/saa-c03/").status_code == 404


def test_landing_home_lesson_and_site_map_lead_to_it(client, learner_client, exam):
    lesson = factories.make_lesson("first", exam=["1.1", "2.1"])

    assert f'<a href="{PAGE}">Serves CLF-C02 1.1, 2.1</a>' in Client().get(lesson.get_absolute_url()).content.decode()
    for client in (Client(), learner_client):
        assert f'href="{PAGE}"' in client.get("/").content.decode()
    assert PAGE in client.get("/sitemap.xml").content.decode()


def test_without_exams_nothing_speaks_of_one(learner_client):
    lesson = factories.make_lesson("first", exam=["1.1"])

    for client in (Client(), learner_client):
        assert "/exams/" not in client.get(lesson.get_absolute_url()).content.decode()
        assert "/exams/" not in client.get("/").content.decode()


def test_its_queries_do_not_grow(client, exam, django_assert_num_queries):
    for number in range(1, 4):
        factories.make_lesson(f"lesson-{number}", exam=["1.1"])
        with django_assert_num_queries(2):
            client.get(PAGE)
