import pytest

from portal.curriculum.models import Lesson, Term
from tests import factories

pytestmark = pytest.mark.django_db


def make_term(slug, **fields):
    return Term.objects.create(slug=slug, term=fields.pop("term", slug), text="x", html="A <em>thing</em>.", **fields)


def test_terms_stand_by_letter_with_their_lesson(client):
    lesson = factories.make_lesson("first", title="The first lesson")
    make_term("queue", also=["line"], lesson=lesson)
    make_term("instance")

    page = client.get("/glossary/").content.decode()

    assert page.index('id="t-instance"') < page.index('id="t-queue"')
    assert "A <em>thing</em>." in page
    assert "also: line" in page
    assert "The first lesson</a>" in page


def test_a_draft_lesson_is_not_linked(client):
    lesson = factories.make_lesson("first", title="Secret", status=Lesson.Status.DRAFT)
    make_term("queue", lesson=lesson)

    assert "Secret" not in client.get("/glossary/").content.decode()


def test_withdrawn_terms_are_gone(client):
    make_term("queue", withdrawn=True)

    assert "No terms yet" in client.get("/glossary/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number):
    lesson = factories.make_lesson("first")
    for each in range(number):
        make_term(f"term-{each}", lesson=lesson)

    with django_assert_num_queries(2):
        client.get("/glossary/")
