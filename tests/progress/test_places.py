"""Where a learner is in a lesson: kept, led back to, and completed."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.curriculum.models import Lesson
from portal.progress import places
from portal.progress.models import LessonProgress
from portal.quizzes.models import Question
from tests import factories
from tests.quizzes.taking import begin, check, give, post, right

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
TWO_SECTIONS = [
    {"level": 2, "anchor": "a-section", "text": "A section"},
    {"level": 2, "anchor": "further-on", "text": "Further on"},
]


@pytest.fixture
def lesson():
    return factories.make_lesson(headings=TWO_SECTIONS)


@pytest.fixture
def device():
    """Another browser with each call."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def step_on_home(client):
    """The one thing that home offers: its heading, what is said of it, and the address."""
    page = client.get("/").content.decode()
    card = re.search(r'<section class="card resume".*?</section>', page, re.DOTALL)[0]
    heading, words = re.search(r"<h2[^>]*>(.*?)</h2>", card)[1], re.search(r'<p class="muted">(.*?)</p>', card)[1]
    return heading, words, re.search(r'btn--primary btn--lg" href="([^"]+)"', card)[1]


# Marking


def test_a_check_without_a_section_leaves_the_place_where_it_was(learner, lesson, now):
    places.mark_place(learner, lesson, "further-on", now=now)
    question = factories.make_question(lesson=lesson)
    Question.objects.update(section="")

    check(learner, question, right(question), now=now + HOUR)

    place = LessonProgress.objects.get()
    assert (place.section, place.read) == ("further-on", now + HOUR)


def test_the_first_mark_opens_the_lesson_and_later_ones_move_the_place(learner, lesson, now):
    places.mark_place(learner, lesson, "further-on", now=now)
    places.mark_place(learner, lesson, "a-section", now=now + HOUR)

    place = LessonProgress.objects.get()
    assert (place.opened, place.read, place.section, place.completed) == (now, now + HOUR, "a-section", None)


def test_completing_keeps_its_first_moment_and_the_place(learner, lesson, now):
    places.mark_place(learner, lesson, "further-on", now=now)
    places.complete(learner, lesson, done=True, now=now + HOUR)
    places.complete(learner, lesson, done=True, now=now + 2 * HOUR)

    place = LessonProgress.objects.get()
    assert (place.completed, place.section, place.opened, place.read) == (
        now + HOUR,
        "further-on",
        now,
        now + 2 * HOUR,
    )


def test_taking_it_back_leaves_the_lesson_open(learner, lesson, now):
    places.complete(learner, lesson, done=True, now=now)
    places.complete(learner, lesson, done=False, now=now)
    places.complete(learner, lesson, done=False, now=now)

    place = LessonProgress.objects.get()
    assert (place.completed, place.opened) == (None, now)


def test_reading_on_does_not_undo_what_is_done(learner, lesson, now):
    places.complete(learner, lesson, done=True, now=now)
    places.mark_place(learner, lesson, "a-section", now=now + HOUR)

    assert LessonProgress.objects.get().completed == now


def test_a_quiz_moves_nobody_in_a_lesson(learner, lesson, now):
    question = factories.make_question(lesson=lesson)
    give(begin(learner, question, now=now), question, right(question), now=now)

    assert not LessonProgress.objects.exists()


# Going on, here and elsewhere


def test_home_leads_to_lesson_and_section_last_read_on_another_device(learner, lesson, device):
    factories.make_lesson("second")
    device(learner).post(f"{lesson.get_absolute_url()}place/", {"section": "further-on"})

    assert step_on_home(device(learner)) == (
        "First",
        "You stopped at “Further on”.",
        f"{lesson.get_absolute_url()}#s-further-on",
    )


def test_of_two_lessons_begun_home_leads_to_the_one_read_last_wherever_that_was(learner, lesson, device):
    second = factories.make_lesson("second")
    here, there = device(learner), device(learner)
    here.post(f"{second.get_absolute_url()}place/", {"section": "a-section"})
    there.post(f"{lesson.get_absolute_url()}place/", {"section": "a-section"})
    assert step_on_home(here)[0] == "First"

    here.post(f"{second.get_absolute_url()}place/", {"section": ""})
    assert step_on_home(there) == (
        "Second",
        "You have opened this lesson. Go on where you left off.",
        second.get_absolute_url(),
    )


def test_an_answer_on_one_device_is_the_place_on_the_other_without_a_script(learner, lesson, device):
    question = factories.make_question(lesson=lesson)
    device(learner).post(f"/questions/{question.slug}/answer/", {"n": "0", **post(right(question))})

    assert step_on_home(device(learner))[2] == f"{lesson.get_absolute_url()}#s-a-section"


def test_a_section_that_was_rewritten_is_not_named(learner, lesson, device):
    client = device(learner)
    client.post(f"{lesson.get_absolute_url()}place/", {"section": "further-on"})
    Lesson.objects.update(headings=TWO_SECTIONS[:1])

    assert step_on_home(client)[1] == "You have opened this lesson. Go on where you left off."


def test_a_guests_place_is_theirs_alone(lesson):
    guest, somebody = Client(), Client()
    guest.post(f"{lesson.get_absolute_url()}place/", {"section": "further-on"})

    assert step_on_home(guest)[1] == "You stopped at “Further on”."
    assert "Understand AWS, one layer at a time." in somebody.get("/").content.decode()


def test_a_lesson_that_was_withdrawn_is_not_offered(learner, lesson, device):
    factories.make_lesson("second")
    client = device(learner)
    client.post(f"{lesson.get_absolute_url()}place/", {"section": "further-on"})
    Lesson.objects.filter(pk=lesson.pk).update(withdrawn=True)
    factories.touch_course()

    assert step_on_home(client)[0] == "Second"


# Refused


@pytest.mark.parametrize("what", ["place", "completion"])
@pytest.mark.parametrize("change", [{"status": "draft"}, {"withdrawn": True}])
def test_a_lesson_that_is_not_shown_keeps_nothing_and_makes_nobody_a_guest(client, lesson, what, change):
    Lesson.objects.update(**change)

    assert client.post(f"{lesson.get_absolute_url()}{what}/", {"section": "a-section"}).status_code == 404
    assert not LessonProgress.objects.exists()
    assert not User.objects.exists()


def test_a_lesson_belongs_to_its_own_topic(client, lesson):
    factories.make_topic("other")

    assert client.post(f"/lessons/other/{lesson.slug}/completion/").status_code == 404


def test_completing_goes_on_past_what_is_not_shown(learner_client, lesson):
    for slug, fields in (
        ("hidden", {"status": "draft"}),
        ("later", {"publish": timezone.now() + HOUR}),
        ("shown", {}),
    ):
        factories.make_lesson(slug, **fields)

    assert learner_client.post(f"{lesson.get_absolute_url()}completion/")["Location"] == "/lessons/basics/shown/"
