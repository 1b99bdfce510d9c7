"""Previews: our pages, from an unsaved form, and nothing stored."""

import re

import pytest
from django.db import connection
from django.test import Client

from portal.curriculum import embeds
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.desk.examples import EXAMPLES
from portal.quizzes.kinds import KINDS
from portal.quizzes.models import Question
from tests.desk.desking import add, change, staff_who_may

pytestmark = pytest.mark.usefixtures("course")


def everything_stored():
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        return {
            table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables if "session" not in table
        }


def preview_of(row):
    return change(row).replace("/change/", "/preview/")


def test_a_lesson_is_shown_as_its_form_says_and_nothing_is_stored(desk):
    lesson = Lesson.objects.get(slug="second")
    before = everything_stored()

    page = desk.preview(change(lesson), title="Not yet", body="## New\n\nA queue.\n\n[[question: first-check]]")

    text = page.content.decode()
    assert page.status_code == 200
    assert "<h1>Not yet</h1>" in text
    assert 'data-term="queue"' in text
    assert "Who draws the print that is first in the queue?" in text
    assert everything_stored() == before


def test_the_preview_and_the_page_show_the_same_blocks(desk, client):
    lesson = Lesson.objects.get(slug="first")
    page = client.get(lesson.get_absolute_url()).content.decode()

    preview = desk.preview(change(lesson)).content.decode()

    blocks = [block["html"].strip() for block in embeds.shared(lesson)]
    assert len(blocks) == 5
    for block in blocks:
        assert block in page
        assert block in preview


def test_a_new_lesson_can_be_previewed_before_it_is_stored(desk):
    new = {
        "topic": Topic.objects.get().pk,
        "slug": "third",
        "title": "Third",
        "status": "draft",
        "body": "Only *this*.",
    }
    before = everything_stored()

    page = desk.preview(add(Lesson), **new).content.decode()

    assert "Only <em>this</em>." in page
    assert everything_stored() == before


@pytest.mark.parametrize("type", sorted(KINDS))
def test_a_question_is_shown_unanswered_and_answered(desk, type):
    new = {
        "slug": "after-a-crash",
        "lesson": Lesson.objects.get(slug="first").pk,
        "type": type,
        "difficulty": "1",
        "stem": "The time for which a message is hidden is the ____ timeout.",
        "content": EXAMPLES[type],
        "explain": "Somebody has to delete it.",
    }
    before = everything_stored()

    page = desk.preview(add(Question), **new)

    text = page.content.decode()
    assert page.status_code == 200
    asked, answered = text.split("After the right answer")
    assert "Check answer" in asked
    assert "Somebody has to delete it." not in asked
    assert "Somebody has to delete it." in answered
    assert "Correct" in answered
    assert everything_stored() == before


def test_the_other_kinds_are_shown_as_their_pages_show_them(desk):
    resource = desk.preview(change(Resource.objects.get()), title="All of it").content.decode()
    term = desk.preview(change(Term.objects.get()), text="What *waits*.").content.decode()
    svg = Diagram.objects.get().svg.replace("Three prints", "Four prints")
    diagram = desk.preview(change(Diagram.objects.get()), svg=svg).content.decode()

    assert 'class="rescard"' in resource
    assert "All of it" in resource
    assert "<dd>What <em>waits</em>." in term
    assert "<figcaption>Four prints wait.</figcaption>" in diagram


def test_controls_in_a_preview_take_nothing(desk):
    for row in (Lesson.objects.get(slug="first"), Question.objects.get(slug="first-check"), Resource.objects.get()):
        main = desk.preview(change(row)).content.decode().split("<main", 1)[1]
        posting = main[: main.index('method="post"')]
        opened = re.findall(r'<fieldset class="preview[^"]*" disabled>', posting)
        assert len(opened) == 1, row
        assert "</fieldset>" not in posting.split(opened[0])[1], row


def test_what_stands_in_the_way_of_saving_is_said_above_the_preview(desk):
    page = desk.preview(
        change(Lesson.objects.get(slug="second")), body="Text.\n\n[[resource: nowhere]]"
    ).content.decode()

    assert "It cannot be saved like this:" in page
    assert "Line 3: there is no resource “nowhere”" in page
    assert "<p>Text.</p>" in page


def test_a_form_that_cannot_be_read_says_why(desk):
    page = desk.preview(change(Question.objects.get(slug="first-check")), content="choices: [")

    assert page.status_code == 422
    assert "Answers: Line 1: not YAML" in page.content.decode()


def test_what_is_stored_can_be_looked_at_though_learners_cannot(desk, client):
    lesson = Lesson.objects.get(slug="second")
    desk.save(change(lesson), status="draft")

    assert client.get(lesson.get_absolute_url()).status_code == 404
    assert "Later comes after." in desk.client.get(preview_of(lesson)).content.decode()


def test_view_on_site_is_offered_only_where_there_is_a_page(desk):
    lesson = Lesson.objects.get(slug="second")
    address = f'href="{lesson.get_absolute_url()}"'
    assert address in desk.client.get(change(lesson)).content.decode()

    page = desk.save(change(lesson), status="draft").content.decode()

    assert address not in page
    assert f'href="{preview_of(lesson)}"' in page


def test_a_preview_without_a_form_leads_to_the_form(desk):
    response = desk.client.get(add(Lesson).replace("/add/", "/add/preview/"))

    assert (response.status_code, response.url) == (302, add(Lesson))


def test_a_preview_is_kept_by_no_cache(desk):
    assert "no-store" in desk.preview(change(Term.objects.get())).headers["Cache-Control"]


@pytest.mark.parametrize("model", [Lesson, Question, Resource, Term, Diagram])
def test_previews_are_for_staff(model, learner_client):
    row = model.objects.first()

    for client in (Client(), learner_client):
        for response in (
            client.get(preview_of(row)),
            client.post(preview_of(row)),
            client.post(add(model).replace("/add/", "/add/preview/")),
        ):
            assert response.status_code in (302, 403)
    assert Course.objects.get().version == 1


def test_staff_who_may_only_look_see_what_is_stored_and_nothing_else():
    viewer = staff_who_may("view_lesson")
    lesson = Lesson.objects.get(slug="first")

    assert viewer.get(preview_of(lesson)).status_code == 200
    assert viewer.post(preview_of(lesson), {"title": "Mine"}).status_code == 403
    assert viewer.post(add(Lesson).replace("/add/", "/add/preview/")).status_code == 403
