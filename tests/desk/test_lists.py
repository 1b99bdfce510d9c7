"""Lists and who may use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import Invite, User
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.progress.models import LessonProgress, ResourceMark
from portal.quizzes.models import Answer, Attempt, PickTotal, Question, QuestionTotal, Reset
from portal.search.models import Document
from tests import factories
from tests.content.writing import SVG
from tests.desk.desking import add, change, listing, staff_who_may

CONTENT = [Topic, Lesson, Resource, Term, Diagram, Question]


def make_row(model, number, now):
    """A row with everything of its own that a list shows of others."""
    if model is User:
        return factories.make_user(f"person-{number}")
    learner = factories.make_user(f"learner-{number}")
    if model is Invite:
        return Invite.objects.create(note=f"{number}", created_by=learner, used_by=learner)
    lesson = factories.make_lesson(f"lesson-{number}", factories.make_topic(f"topic-{number}"))
    topic = lesson.topic
    resource = Resource.objects.create(
        slug=f"r{number}", lesson=lesson, title="R", url=f"https://x.example/{number}", kind="docs"
    )
    if model in (Topic, Lesson, Resource):
        return topic
    if model is Term:
        return Term.objects.create(slug=f"t{number}", term=f"T{number}", text="T", lesson=lesson)
    if model is Diagram:
        return Diagram.objects.create(topic=topic, name="a.svg", svg=SVG)
    if model is ResourceMark:
        return ResourceMark.objects.create(learner=learner, resource=resource)
    if model is LessonProgress:
        return LessonProgress.objects.create(learner=learner, lesson=lesson, opened=now, read=now)
    if model is Reset:
        return Reset.objects.create(learner=learner, topic=topic, at=now)
    if model is Document:
        return Document.objects.create(owner="x", kind="term", ref=number, url="/", title="D")
    question = factories.make_question(f"question-{number}", lesson)
    attempt = Attempt.objects.create(
        learner=learner, topic=topic, questions=[[question.slug, 1]], seed="s", started=now
    )
    QuestionTotal.objects.create(question=question, rev=1)
    PickTotal.objects.create(question=question, rev=1, pick="right")
    return Answer.objects.create(
        learner=learner,
        question=question,
        rev=1,
        attempt=attempt,
        key="k",
        given={},
        right=False,
        at=now,
        day=now.date(),
    )


@pytest.mark.parametrize(
    "model",
    [*CONTENT, User, Invite, Attempt, Answer, QuestionTotal, PickTotal, Reset, LessonProgress, ResourceMark, Document],
)
def test_a_list_costs_as_much_for_three_rows_as_for_one(editor_client, model, now):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = editor_client.get(listing(model))
        assert page.status_code == 200
        return len(captured), len(page.context["cl"].result_list)

    make_row(model, 1, now)
    editor_client.get(listing(model))
    before, rows = queries()
    make_row(model, 2, now)
    make_row(model, 3, now)
    after, more = queries()

    assert more > rows
    assert after == before


def test_lists_can_be_searched_and_filtered(editor_client, course):
    def found(model, **query):
        page = editor_client.get(listing(model), query)
        assert page.status_code == 200
        return {str(row) for row in page.context["cl"].result_list}

    assert found(Lesson, q="second") == {"The second lesson"}
    assert found(Question, q="print that is first") == {"first-check"}
    assert found(Question, type="numeric") == {"second-number"}
    assert found(Question, use="quiz", difficulty="1") == {"first-check"}
    assert found(Question, lesson__topic__id__exact=Topic.objects.get().pk) == {"first-check", "second-number"}
    assert found(Resource, kind="docs", q="aws") == {"The documentation"}
    assert found(Term, q="waits outside") == {"queue"}
    assert found(Diagram, state="withdrawn") == set()


def test_a_lesson_is_found_where_a_question_needs_one(editor_client, course):
    query = {"term": "second", "app_label": "quizzes", "model_name": "question", "field_name": "lesson"}

    found = editor_client.get("/admin/autocomplete/", query).json()["results"]

    assert [each["text"] for each in found] == ["The second lesson"]


@pytest.mark.parametrize("model", [Course, *CONTENT])
def test_who_may_only_look_sees_every_field_and_can_save_nothing(model, course):
    row = model.objects.first()
    viewer = staff_who_may(f"view_{model._meta.model_name}")

    page = viewer.get(change(row))

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert "Withdraw</button>" not in page.content.decode()
    assert viewer.post(change(row), {"title": "Mine"}).status_code == 403
    assert viewer.get(add(model)).status_code == 403
    assert Course.objects.get().version == 1


@pytest.mark.parametrize("model", CONTENT)
def test_who_may_only_look_cannot_withdraw(model, course):
    row = model.objects.first()
    viewer = staff_who_may(f"view_{model._meta.model_name}")

    assert viewer.post(change(row).replace("change", "withdraw")).status_code == 403
    viewer.post(listing(model), {"action": "withdraw_selected", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert not row.withdrawn


def test_who_looks_at_a_topic_or_course_reads_its_order(course):
    viewer = staff_who_may("view_topic", "view_course")

    assert "first, second" in viewer.get(change(Topic.objects.get())).content.decode()
    assert "basics" in viewer.get(change(Course.objects.get())).content.decode()


def test_learners_and_visitors_are_sent_to_the_sites_own_sign_in(client, learner_client):
    assert learner_client.get("/admin/").status_code in (302, 403)
    client.logout()

    response = client.get("/admin/login/?next=/admin/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=%2Fadmin%2F"


def test_the_desk_carries_the_sites_name_and_leads_back(editor_client, settings):
    page = editor_client.get("/admin/").content.decode()

    assert settings.SITE_NAME in page
    assert '<a href="/">View site</a>' in page


def test_every_model_of_ours_has_a_place_at_the_desk():
    from django.apps import apps
    from django.contrib import admin

    ours = {
        model for config in apps.get_app_configs() if config.name.startswith("portal.") for model in config.get_models()
    }

    assert ours - set(admin.site._registry) == set()
