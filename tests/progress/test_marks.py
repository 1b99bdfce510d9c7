"""Resources saved and visited: kept, shown, and nobody else's."""

import datetime
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from portal.accounts.models import User
from portal.curriculum.models import Lesson, Resource
from portal.progress import marks
from portal.progress.models import ResourceMark
from tests import factories
from tests.content.writing import write_course

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
SAVE, VISIT = "/resources/docs/save/", "/resources/docs/visit/"


@pytest.fixture
def resource():
    return factories.make_resource("docs")


def back_of_card(page):
    """Where the save button of a page's only card leads back to."""
    return re.search(r'rescard__save".*?name="back" value="([^"]*)"', page, re.DOTALL)[1]


# The marks


def test_saving_again_keeps_the_first_moment(learner, resource, now):
    marks.save(learner, resource, keep=True, now=now)
    marks.save(learner, resource, keep=True, now=now + HOUR)

    assert ResourceMark.objects.get().saved == now


def test_letting_go_is_safe_to_repeat_and_forgets_no_visit(learner, resource, now):
    marks.visit(learner, resource, now=now)
    marks.save(learner, resource, keep=True, now=now)
    for _ in range(2):
        marks.save(learner, resource, keep=False, now=now)

    mark = ResourceMark.objects.get()
    assert (mark.saved, mark.visited) == (None, now)


def test_a_visit_is_the_latest_one_and_lets_nothing_go(learner, resource, now):
    marks.save(learner, resource, keep=True, now=now)
    marks.visit(learner, resource, now=now)
    marks.visit(learner, resource, now=now + HOUR)

    mark = ResourceMark.objects.get()
    assert (mark.saved, mark.visited) == (now, now + HOUR)


def test_marks_are_the_learners_own(learner, other_learner, resource, now):
    other = factories.make_resource("other", resource.lesson)
    mine = marks.save(learner, resource, keep=True, now=now)
    marks.save(other_learner, other, keep=True, now=now)

    assert marks.marks_of(learner, [resource.pk, other.pk]) == {resource.pk: mine}
    assert marks.marks_of(None, [resource.pk, other.pk]) == {}


# Saving


def test_saving_leads_back_and_the_page_shows_it(learner_client, learner, resource):
    before = learner_client.get("/resources/").content.decode()
    response = learner_client.post(SAVE, {"keep": "1", "back": "/resources/?kind=docs"})
    after = learner_client.get("/resources/").content.decode()

    assert response["Location"] == "/resources/?kind=docs"
    assert ('aria-pressed="false"' in before, 'aria-pressed="true"' in before) == (True, False)
    assert ('aria-pressed="false"' in after, 'aria-pressed="true"' in after) == (False, True)
    assert ResourceMark.objects.get().learner == learner


def test_with_htmx_the_button_alone_comes_back_turned_round(htmx_client, resource):
    saved = htmx_client.post(SAVE, {"keep": "1", "back": "/lessons/basics/first/"}).content.decode()
    assert "<html" not in saved
    assert 'aria-pressed="true"' in saved
    assert 'name="keep" value="0"' in saved
    assert 'name="back" value="/lessons/basics/first/"' in saved

    let_go = htmx_client.post(SAVE, {"keep": "0"}).content.decode()
    assert 'aria-pressed="false"' in let_go
    assert 'name="keep" value="1"' in let_go
    assert ResourceMark.objects.get().saved is None


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_saving_leads_back_to_this_site_only(client, resource, back):
    assert client.post(SAVE, {"back": back})["Location"] == "/resources/"


def test_saving_makes_a_visitor_a_guest_with_a_saved_link(client, resource):
    client.post(SAVE, {"keep": "1"})

    assert User.objects.get().is_guest
    assert "1 link you kept" in client.get("/").content.decode()


def test_what_is_saved_here_is_saved_on_another_device(learner, learner_client, resource):
    learner_client.post(SAVE)
    elsewhere = Client()
    elsewhere.force_login(learner)

    assert 'aria-pressed="true"' in elsewhere.get("/resources/?saved=1").content.decode()


# Visiting


def test_a_visit_is_kept_and_shown(learner_client, resource):
    assert "Visited" not in learner_client.get("/resources/").content.decode()

    response = learner_client.post(VISIT)

    assert (response.status_code, response.content) == (204, b"")
    assert "Visited" in learner_client.get("/resources/").content.decode()


def test_a_visit_alone_makes_nobody_a_guest(client, resource):
    response = client.post(VISIT)

    assert (response.status_code, dict(response.cookies)) == (204, {})
    assert not User.objects.exists()
    assert not ResourceMark.objects.exists()


# Which resources


@pytest.mark.parametrize("address", [SAVE, VISIT])
def test_a_link_of_a_draft_can_be_marked(learner_client, resource, address):
    Lesson.objects.update(status="draft")
    learner_client.post(address)

    assert ResourceMark.objects.count() == 1


@pytest.mark.parametrize("address", [SAVE, VISIT])
@pytest.mark.parametrize("model", [Resource, Lesson])
def test_a_link_that_is_gone_cannot(learner_client, resource, address, model):
    model.objects.update(withdrawn=True)

    assert learner_client.post(address).status_code == 404
    assert not ResourceMark.objects.exists()


# In a lesson


def test_the_card_in_a_lesson_shows_the_learners_own_mark(learner_client, other_learner, tmp_path):
    call_command("load_lessons", str(write_course(tmp_path / "lessons")), stdout=StringIO())
    other = Client()
    other.force_login(other_learner)
    lesson = "/lessons/basics/first/"
    unmarked = learner_client.get(lesson).content.decode()
    assert "Visited" not in unmarked
    assert back_of_card(unmarked) == lesson

    learner_client.post("/resources/aws-docs/visit/")
    learner_client.post("/resources/aws-docs/save/")

    shown = learner_client.get(lesson).content.decode()
    assert ("Visited" in shown, 'aria-pressed="true"' in shown) == (True, True)
    assert back_of_card(shown) == lesson
    for client in (other, Client()):
        shown = client.get(lesson).content.decode()
        assert ("Visited" in shown, 'aria-pressed="true"' in shown) == (False, False)
