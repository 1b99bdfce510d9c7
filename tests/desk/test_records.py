"""What learners did can be looked at and not be touched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.desk import records
from portal.progress.models import LessonProgress
from portal.quizzes.models import Answer, Attempt
from tests import factories
from tests.desk.desking import add, change, listing


@pytest.fixture
def answers(learner, other_learner, now):
    question = factories.make_question("first-check")
    other = factories.make_question("second-check")
    fields = {"rev": 1, "given": {"choice": "wrong"}, "right": False, "at": now, "day": now.date()}
    return [
        Answer.objects.create(learner=learner, question=question, key="a", **fields),
        Answer.objects.create(learner=learner, question=other, key="b", **fields),
        Answer.objects.create(learner=other_learner, question=question, key="c", **fields),
    ]


def test_an_answer_can_be_read_and_not_be_changed(editor_client, answers):
    page = editor_client.get(change(answers[0]))

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert "wrong" in page.content.decode()
    assert editor_client.post(change(answers[0]), {"right": "on"}).status_code == 403
    assert editor_client.get(add(Answer)).status_code == 403
    assert editor_client.post(change(answers[0]).replace("change", "delete"), {"post": "yes"}).status_code == 403
    editor_client.post(
        listing(Answer), {"action": "delete_selected", "_selected_action": [answers[0].pk], "post": "yes"}
    )
    assert not Answer.objects.get(pk=answers[0].pk).right


@pytest.mark.parametrize("model", [Attempt, LessonProgress])
def test_nothing_is_added_to_what_learners_did(editor_client, model):
    assert editor_client.get(add(model)).status_code == 403


def test_answers_are_found_by_whole_names(editor_client, answers):
    def found(name):
        return {row.key for row in editor_client.get(listing(Answer), {"q": name}).context["cl"].result_list}

    assert found("learner") == {"a", "b"}
    assert found("first-check") == {"a", "c"}
    assert found("lear") == set()


def test_the_newest_answer_comes_first(editor_client, answers):
    assert [row.key for row in editor_client.get(listing(Answer)).context["cl"].result_list] == ["c", "b", "a"]


def test_no_list_counts_a_whole_table(editor_client, answers, monkeypatch):
    monkeypatch.setattr(records, "MOST", 2)

    with CaptureQueriesContext(connection) as captured:
        page = editor_client.get(listing(Answer))

    assert page.context["cl"].result_count == 2
    counting = [query["sql"] for query in captured if "COUNT(" in query["sql"] and "quizzes_answer" in query["sql"]]
    assert len(counting) == 1
    assert "LIMIT 2" in counting[0]


def test_a_list_names_its_learners_and_questions(editor_client, answers):
    page = editor_client.get(listing(Answer)).content.decode()

    assert "other-learner" in page
    assert "second-check" in page
