"""A learner's own page: one next step, the path, and the week."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.zones import day_of
from portal.curriculum.models import Lesson
from portal.progress import places
from portal.progress.marks import save
from portal.quizzes.models import Answer, Question
from tests import factories
from tests.quizzes.taking import begin, check, right, take

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def course():
    """Two lessons with a question each in one topic, and a lesson without any in another."""
    basics, storage = factories.make_topic("basics"), factories.make_topic("storage")
    first, second = factories.make_lesson("first", basics), factories.make_lesson("second", basics)
    factories.make_lesson("third", storage)
    return [factories.make_question("one", first), factories.make_question("two", second)]


def home(client):
    return client.get("/").content.decode()


def steps(client):
    """Every large button of the page that says what to do: its words and where it leads."""
    found = re.findall(r'btn--primary[^"]*"\s+href="([^"]+)">([^<]+)<', home(client))
    return [(words.strip(), address) for address, words in found]


def rows(page):
    """The lessons of the path with what a screen reader says of them."""
    return re.findall(r'<span>([^<]+)<span class="vh">, ([^<]+)</span></span>', page)


# One clear next step


def test_at_first_it_is_the_first_lesson(learner_client, course):
    assert steps(learner_client) == [("Start lesson", "/lessons/basics/first/")]
    assert "Next on your path." in home(learner_client)


def test_then_the_lesson_begun_where_it_was_left_or_from_the_top(learner_client, learner, course, now):
    places.mark_place(learner, course[0].lesson, "a-section", now=now)

    assert steps(learner_client) == [("Resume lesson", "/lessons/basics/first/#s-a-section")]
    assert '<a class="btn btn--quiet btn--lg" href="/lessons/basics/first/">Start from the top</a>' in home(
        learner_client
    )


def test_a_lesson_left_at_its_beginning_is_only_resumed(learner_client, learner, course, now):
    places.mark_place(learner, course[0].lesson, "", now=now)

    assert steps(learner_client) == [("Resume lesson", "/lessons/basics/first/")]
    assert "Start from the top" not in home(learner_client)


def test_then_the_lesson_after_the_one_that_is_done(learner_client, learner, course, now):
    places.complete(learner, course[0].lesson, done=True, now=now)

    assert steps(learner_client) == [("Start lesson", "/lessons/basics/second/")]


def test_then_a_quiz_that_was_begun(learner_client, learner, course, now):
    attempt = begin(learner, *course, now=now)

    assert steps(learner_client) == [("Resume the quiz", f"/quizzes/attempts/{attempt.pk}/")]
    assert "Your quiz is waiting" in home(learner_client)


def test_of_two_open_quizzes_one_whose_topic_is_gone_hides_no_other(learner_client, learner, course, now):
    attempt = begin(learner, *course, now=now - DAY)
    begin(learner, factories.make_question("three", Lesson.objects.get(slug="third")), now=now)
    Lesson.objects.filter(slug="third").update(withdrawn=True)
    factories.touch_course()

    assert steps(learner_client) == [("Resume the quiz", f"/quizzes/attempts/{attempt.pk}/")]


def test_then_the_quiz_of_a_topic_that_was_read(learner_client, learner, course, now):
    for question in course:
        places.complete(learner, question.lesson, done=True, now=now)

    assert steps(learner_client) == [("Open the quiz", "/quizzes/basics/")]


def test_then_the_next_topic(learner_client, learner, course, now):
    for question in course:
        places.complete(learner, question.lesson, done=True, now=now)
    take(learner, *course, now=now)

    assert steps(learner_client) == [("Start lesson", "/lessons/storage/third/")]


def test_after_all_of_it_there_is_the_progress_to_look_at(learner_client, learner, course, now):
    take(learner, *course, now=now)
    for slug in ("first", "second", "third"):
        places.complete(learner, Lesson.objects.get(slug=slug), done=True, now=now)

    assert steps(learner_client) == [("Open your progress", "/progress/")]
    assert "3 of 3 lessons" in home(learner_client)


def test_another_learners_work_is_no_step_of_mine(learner_client, other_learner, course, now):
    places.complete(other_learner, course[0].lesson, done=True, now=now)
    begin(other_learner, *course, now=now)

    assert steps(learner_client) == [("Start lesson", "/lessons/basics/first/")]


# The path


def test_the_path_tells_the_state_of_each_lesson(learner_client, learner, course, now):
    places.complete(learner, course[0].lesson, done=True, now=now)
    places.mark_place(learner, course[1].lesson, "a-section", now=now)

    page = home(learner_client)

    assert rows(page) == [("First", "done"), ("Second", "in progress"), ("Third", "not started")]
    assert "1 of 3 lessons" in page
    assert re.findall(r'<i class="([^"]*)">', page) == ["is-done", "is-now", ""]


def test_the_path_says_what_is_known(learner_client, learner, course, now):
    for moment in (now - DAY, now):
        take(learner, *course, now=moment, missed=course[1:])

    page = home(learner_client)

    assert page.count("Mastered") == 1
    assert "0/1 known" in page


def test_a_topic_without_questions_has_no_share_of_them_known(learner_client, learner, course, now):
    for question in course:
        places.complete(learner, question.lesson, done=True, now=now)
    assert "0% known" in home(learner_client)

    Question.objects.update(withdrawn=True)
    factories.touch_course()
    page = home(learner_client)
    assert "All 2 lessons done" in page
    assert "% known" not in page


def test_the_topic_of_the_next_step_is_open_and_the_others_are_folded(learner_client, course):
    assert re.findall(r"<details( open)?>\s*<summary><h3>([^<]+)", home(learner_client)) == [
        (" open", "Basics"),
        ("", "Storage"),
    ]


def test_the_path_leads_to_the_quiz_of_each_topic_that_has_questions(learner_client, course):
    assert re.findall(r'class="lrow" href="(/quizzes/[^"]+)"', home(learner_client)) == ["/quizzes/basics/"]


def test_drafts_are_not_on_the_path(learner_client, course):
    factories.make_lesson("draft", factories.make_topic("basics"), title="Not yet", status="draft")
    factories.make_lesson("hidden", factories.make_topic("hidden", title="Nor this"), status="draft")

    page = home(learner_client)

    assert "Not yet" not in page
    assert "Nor this" not in page
    assert "0 of 3 lessons" in page


# The week


def test_the_week_and_the_streak_count_answers_and_done_lessons(learner_client, learner, course, now):
    check(learner, course[0], right(course[0]), now=now - DAY)
    places.complete(learner, course[0].lesson, done=True, now=now)

    page = home(learner_client)

    assert "2 days in a row." in page
    assert re.findall(rf"{now:%A}: (\w+)", page) == ["active"]


def test_one_day_is_no_row(learner_client, learner, course, now):
    check(learner, course[0], right(course[0]), now=now)

    assert "in a row" not in home(learner_client)


def test_a_learner_who_flew_west_has_the_same_streak_here_and_on_the_progress_page(learner_client, learner, course):
    """Their stored days may be one ahead of the calendar where they are now."""
    moment = timezone.now()
    for number in range(3):
        answer = check(learner, course[0], right(course[0]), now=moment - number * DAY)
        Answer.objects.filter(pk=answer.pk).update(day=moment.date() + DAY - number * DAY)
    assert "3 days in a row" in learner_client.get("/progress/").content.decode()

    page = home(learner_client)

    assert "3 days in a row" in page
    assert page.count('class="today on"') == 1


def test_what_was_done_so_far_is_counted(learner_client, learner, course, now):
    check(learner, course[0], right(course[0]), now=now)
    check(learner, course[0], right(course[0]), now=now)

    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", home(learner_client)))

    assert facts == {"Lessons done": "0 of 3", "Questions known": "0 of 2", "Answers given": "2"}


def test_saved_links_are_counted_and_led_to(learner_client, learner, course, now):
    links = [factories.make_resource(slug, course[0].lesson) for slug in ("a", "b", "c")]
    assert 'href="/resources/"><span class="tile">' in home(learner_client)
    for link in links:
        save(learner, link, keep=True, now=now)
    save(learner, links[0], keep=False, now=now)

    page = home(learner_client)

    assert 'class="rescard" href="/resources/?saved=1"' in page
    assert "2 links you kept" in page


# Who it greets


def test_a_learner_is_greeted_by_name(learner_client, learner, course):
    learner.first_name = "<Ada>"
    learner.save()
    assert "<h1>Welcome, &lt;Ada&gt;</h1>" in home(learner_client)


def test_who_has_begun_is_welcomed_back(learner_client, learner, course, now):
    assert "<h1>Welcome, learner</h1>" in home(learner_client)

    check(learner, course[0], right(course[0]), now=now)

    assert "<h1>Welcome back, learner</h1>" in home(learner_client)


def test_a_guest_is_told_how_to_keep_it_and_an_account_is_not(learner_client, course):
    guest = Client()
    guest.post("/lessons/basics/first/completion/")

    page = home(guest)
    assert "<h1>Welcome back</h1>" in page
    assert '<a href="/accounts/signup/">Create an account</a>' in page
    assert "guest-" not in page
    assert "as a guest" not in home(learner_client)


def test_the_page_is_nobody_elses(learner_client, course):
    assert "private" in learner_client.get("/")["Cache-Control"]


def test_days_of_the_week_follow_the_learners_calendar(learner_client, learner, course):
    learner.time_zone = "Pacific/Kiritimati"
    learner.save()
    moment = timezone.now()
    today = day_of(learner, moment)
    check(learner, course[0], right(course[0]), now=moment)

    page = home(learner_client)

    assert re.findall(r'<li class="today( on)?">.*?<span class="vh">(\w+): (\w+)<', page) == [
        (" on", f"{today:%A}", "active")
    ]
