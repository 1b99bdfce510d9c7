"""The chooser's card in a lesson: worked out when the lesson is stored, and never when it is read."""

import pytest

from portal.content.sync import load
from portal.curriculum.models import Lesson
from portal.ec2 import embed, shipped
from portal.ec2.practice import key
from tests.content.test_checks import edit, problems
from tests.content.writing import write_course

WIDGET = "[[widget: ec2-chooser?work=cache&memory=16&arm=no]]"


@pytest.fixture
def folder(tmp_path):
    folder = write_course(tmp_path / "lessons")
    edit(folder, "basics/second.md", "Later comes after.", f"Later.\n\n{WIDGET}")
    return folder


def test_the_card_holds_the_case_in_words_and_the_three_types():
    card = embed.card("work=cache&memory=16&arm=no")

    assert ["Runs", "Cache in memory"] in card["facts"]
    assert ["Needs", "16 GiB of memory"] in card["facts"]
    assert card["fits"][0]["type"] == "r7i.large"
    assert card["pay"] == "Savings Plan, 1 year"
    assert card["query"] == "work=cache&memory=16&arm=no"


def test_a_lesson_with_a_card_has_no_problem(folder):
    assert problems(folder).found == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("work=nonsense", "the widget “ec2-chooser” cannot be read at “work”"),
        ("wrk=cache", "the widget “ec2-chooser” has no “wrk”"),
        ("memory=90000", "the widget “ec2-chooser” gets no three answers"),
    ],
)
def test_a_query_that_leads_to_no_card_is_an_error_with_its_line(folder, query, words):
    edit(folder, "basics/second.md", "work=cache&memory=16&arm=no", query)

    assert len(problems(folder).errors) == 1
    assert words in str(problems(folder).errors[0])
    assert "second.md:" in str(problems(folder).errors[0])


@pytest.mark.django_db
def test_it_is_stored_with_the_lesson_and_shown_to_everybody(folder, client, now):
    load(folder, now=now)
    block = next(each for each in Lesson.objects.get(slug="second").blocks if each.get("name") == "widget")

    page = client.get("/lessons/basics/second/").content.decode()

    assert block["card"] == embed.card("work=cache&memory=16&arm=no")
    assert 'href="/ec2/?work=cache&amp;memory=16&amp;arm=no"' in page
    assert "r7i.large" in page


@pytest.mark.django_db
def test_reading_the_lesson_asks_no_advisor(folder, client, now):
    load(folder, now=now)
    key.solve.cache_clear()
    shipped.offers.cache_clear()

    client.get("/lessons/basics/second/")

    assert key.solve.cache_info().currsize == shipped.offers.cache_info().currsize == 0


@pytest.mark.django_db
def test_other_data_draws_the_card_again(folder, now, monkeypatch):
    load(folder, now=now)
    before = Lesson.objects.get(slug="second").rendered_from
    monkeypatch.setattr(shipped, "version", lambda: "another")

    load(folder, now=now)

    assert Lesson.objects.get(slug="second").rendered_from != before
