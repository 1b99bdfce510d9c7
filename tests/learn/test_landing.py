"""What a visitor sees first."""

import re

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.curriculum.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db


def landing(client=None):
    return (client or Client()).get("/").content.decode()


def choices(*, right="Because it fits", long=""):
    wrong = [{"id": f"w{number}", "text": f"Wrong {number}{long}", "why": f"No {number}"} for number in range(4)]
    return {"choices": [*wrong, {"id": "r", "text": "The right one", "correct": True, "why": right}]}


def test_the_one_thing_to_do_is_the_first_lesson():
    factories.make_lesson("later", factories.make_topic("second", position=2))
    factories.make_lesson("begin", factories.make_topic("opening", position=1))

    assert re.findall(r'btn--primary btn--lg" href="([^"]+)">([^<]+)<', landing()) == [
        ("/lessons/opening/begin/", "Start the first lesson ")
    ]


def test_every_topic_is_there_with_its_size():
    topic = factories.make_topic("compute", title="Compute", summary="Machines, for a while.")
    factories.make_lesson("one", topic, minutes=4)
    factories.make_lesson("two", topic, minutes=7)
    factories.make_lesson("alone", factories.make_topic("storage", title="Storage"), minutes=3)

    page = landing()

    assert "2 topics, 3 lessons" in page
    assert '<a href="/topics/compute/">' in page
    assert "Machines, for a while." in page
    assert "2 lessons · 11 min" in page
    assert "1 lesson · 3 min" in page


def test_drafts_are_neither_named_nor_counted():
    factories.make_lesson("shown", factories.make_topic("basics", title="Basics"))
    factories.make_lesson("secret", factories.make_topic("hidden", title="Not yet"), status="draft")
    factories.make_lesson("secret-too", factories.make_topic("basics"), status="draft", title="Nor this")

    page = landing()

    assert "1 topic, 1 lesson<" in page
    assert "Not yet" not in page
    assert "Nor this" not in page


def test_an_empty_course_says_so_and_offers_no_lesson():
    Topic.objects.create(slug="empty", title="Empty", summary="Nothing in it.")

    page = landing()

    assert "No lessons yet" in page
    assert "Start the first lesson" not in page


@pytest.mark.parametrize(("signup", "is_offered"), [("open", True), ("invite", False), ("closed", False)])
def test_an_account_is_offered_where_anybody_may_make_one(settings, signup, is_offered):
    settings.SIGNUP = signup

    assert ("Create an account" in landing()) == is_offered


def test_the_navigation_names_what_this_site_has_and_nothing_else():
    page = landing()

    for name in ("Main", "Menu"):
        nav = re.search(rf'<nav[^>]*aria-label="{name}">(.*?)</nav>', page, re.DOTALL)[1]
        links = [
            (address, re.sub(r"<[^>]+>", "", text))
            for address, text in re.findall(r'href="([^"]+)"[^>]*>(.*?)</a>', nav)
        ]
        assert links[:5] == [
            ("/", "Learn"),
            ("/ec2/", "EC2 chooser"),
            ("/resources/", "Resources"),
            ("/glossary/", "Glossary"),
            ("/progress/", "Progress"),
        ]
        assert links[5:] in ([], [("/accounts/login/", "Sign in")])


def test_looking_makes_nobody_a_guest_and_sets_no_cookie(client):
    response = client.get("/")

    assert not response.cookies
    assert not User.objects.exists()


def test_who_has_saved_something_sees_their_own_page_instead(client):
    lesson = factories.make_lesson()
    assert "Understand AWS" in landing(client)

    client.post(f"{lesson.get_absolute_url()}completion/")

    assert "Understand AWS" not in landing(client)
    assert "Your path" in landing(client)


# The answered question


def test_an_answered_question_shows_the_right_choice_and_two_others_with_their_reasons():
    factories.make_question("shown", stem="Where does it run?", content=choices())

    demo = re.search(r'<div class="hero__demo">.*?</section>', landing(), re.DOTALL)[0]

    assert "Where does it run?" in demo
    assert "From the lesson “First”" in demo
    assert re.findall(r'<li class="opt opt--(\w+)">', demo) == ["rest", "rest", "right"]
    assert re.findall(r"(Wrong \d|The right one)</", demo) == ["Wrong 0", "Wrong 1", "The right one"]
    assert all(reason in demo for reason in ("No 0", "No 1", "Because it fits"))
    assert demo.count("Correct</span>") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "multiple"},
        {"difficulty": 2},
        {"use": "predict"},
        {"content": choices(long=" and far too long to be read at a glance" * 2)},
    ],
    ids=["two to choose", "hard", "no quiz question", "long"],
)
def test_only_an_easy_question_with_short_choices_is_shown(fields):
    factories.make_question("unfit", **fields)
    assert "hero__demo" not in landing()

    factories.make_question("fit", stem="This one?")
    assert "This one?" in landing()


def test_no_question_of_a_draft_is_given_away():
    factories.make_question("secret", factories.make_lesson("draft", status="draft"), stem="Secret?")
    factories.make_lesson("shown")

    assert "hero__demo" not in landing()
