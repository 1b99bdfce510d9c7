import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.curriculum.models import Lesson
from portal.learn import lessons, pagecache
from portal.progress.models import LessonProgress
from portal.quizzes.models import Question
from tests import factories
from tests.content.writing import QUIZ, edit, write_course

pytestmark = pytest.mark.django_db
FIRST = "/lessons/basics/first/"


@pytest.fixture
def folder(tmp_path):
    folder = write_course(tmp_path / "lessons")
    load(folder)
    return folder


def load(folder):
    call_command("load_lessons", str(folder), stdout=StringIO())


def more(folder, number):
    """The same course with so many lessons, checks and resources in the first lesson."""
    words = "slow", "warm", "deep"
    checks = [
        QUIZ.split("\n\n")[0]
        .replace("first-check", f"check-{n}")
        .replace("Who draws the print", f"{word} {word}er {word}est")
        for n, word in enumerate(words[:number])
    ]
    (folder / "basics/quiz.yaml").write_text("\n\n".join([QUIZ.strip(), *checks]) + "\n")
    embeds = "\n\n".join(f"[[question: {slug}]]" for slug in ["first-check", *(f"check-{n}" for n in range(number))])
    edit(folder, "basics/first.md", "[[question: first-check]]", embeds)
    lessons = ", ".join(["first", "second", *(f"more-{n}" for n in range(number))])
    edit(folder, "basics/topic.yaml", "[first, second]", f"[{lessons}]")
    for n in range(number):
        text = (folder / "basics/second.md").read_text().replace("The second lesson", f"More {n}")
        (folder / f"basics/more-{n}.md").write_text(text)
    load(folder)


def test_the_page_shows_lesson_tree_outline_and_cards(client, folder):
    page = client.get(FIRST).content.decode()

    assert "<h1>The first lesson</h1>" in page
    assert 'href="#s-a-queue-of-prints">A queue of prints</a>' in page
    assert 'aria-current="page"' in page
    assert "Three prints wait." in page
    assert "https://docs.aws.amazon.com/" in page
    assert 'data-term="queue"' in page
    assert "A list of work that waits outside the workers." in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_a_visitor_costs_three_queries(client, folder, django_assert_num_queries, number):
    more(folder, number)

    with django_assert_num_queries(3):
        client.get(FIRST)
    with django_assert_num_queries(1):
        client.get(FIRST)


@pytest.mark.parametrize("number", [1, 3])
def test_a_learner_costs_at_most_six_queries(learner_client, learner, folder, django_assert_max_num_queries, number):
    more(folder, number)
    for slug in ["first-check", *(f"check-{n}" for n in range(number))]:
        learner_client.post(f"/questions/{slug}/answer/", {"choice": "worker", "n": "0"})
    learner_client.get(FIRST)  # the first view of a version makes what all later ones share

    with django_assert_max_num_queries(6):
        page = learner_client.get(FIRST).content.decode()

    assert page.count("Your answer, correct") == number + 1


def test_drafts_scheduled_and_withdrawn_lessons_do_not_exist(client, folder):
    lesson = Lesson.objects.filter(slug="first")
    assert client.get(FIRST).status_code == 200

    for change in ({"status": "draft"}, {"withdrawn": True}, {"publish": timezone.now() + datetime.timedelta(hours=1)}):
        pagecache.pages.clear()
        lessons.kept.clear()
        lesson.update(**change)
        assert client.get(FIRST).status_code == 404
        lesson.update(status="published", withdrawn=False, publish=None)


def test_a_scheduled_lesson_appears_when_its_moment_has_come(client, folder):
    Lesson.objects.filter(slug="first").update(publish=timezone.now() - datetime.timedelta(seconds=1))

    assert client.get(FIRST).status_code == 200


def test_an_old_address_redirects(client, folder):
    edit(folder, "basics/first.md", "title: The first lesson", "title: The first lesson\nwas: [basics/zeroth]")
    load(folder)

    response = client.get("/lessons/basics/zeroth/")

    assert (response.status_code, response["Location"]) == (301, FIRST)


def test_visitors_share_one_page_without_cookies_and_get_304(client, folder):
    first = client.get(FIRST, headers={"Accept-Encoding": "gzip"})
    again = client.get(FIRST, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Encoding"] == "gzip"
    assert not first.cookies
    assert {"Cookie", "HX-Request", "Accept-Encoding"} <= set(first["Vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_course_changes_the_shared_page(client, folder):
    before = client.get(FIRST)
    edit(folder, "basics/first.md", "keeps what nobody has done yet", "keeps everything")
    load(folder)

    after = client.get(FIRST, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "keeps everything" in after.content.decode()


def test_the_theme_has_its_own_shared_page(client, folder):
    client.get(FIRST)
    client.cookies["theme"] = "dark"

    assert 'data-theme="dark"' in client.get(FIRST).content.decode()


def test_a_learner_never_gets_the_shared_page_nor_leaves_one(client, learner_client, folder):
    page = learner_client.get(FIRST)

    assert page["Cache-Control"] == "private, no-cache"
    assert not pagecache.pages._values


def test_marking_complete_goes_on_and_can_be_taken_back(client, folder):
    response = client.post(f"{FIRST}completion/")
    assert response["Location"] == "/lessons/basics/second/"
    assert LessonProgress.objects.get().completed
    assert "Completed." in client.get(FIRST).content.decode()

    client.post(f"{FIRST}completion/", {"done": "0"})
    assert LessonProgress.objects.get().completed is None


def test_completing_the_last_lesson_leads_to_the_topic(client, folder):
    assert client.post("/lessons/basics/second/completion/")["Location"] == "/topics/basics/"


def test_the_place_is_kept_and_an_unknown_section_is_the_beginning(client, folder):
    assert client.post(f"{FIRST}place/", {"section": "go-further"}).status_code == 204
    assert LessonProgress.objects.get().section == "go-further"

    client.post(f"{FIRST}place/", {"section": "<script>"})
    assert LessonProgress.objects.get().section == ""


def test_answering_a_check_marks_the_place_without_a_script(client, folder):
    client.post("/questions/first-check/answer/", {"choice": "worker", "n": "0"})

    assert LessonProgress.objects.get().section == "a-queue-of-prints"
    assert "You stopped at “A queue of prints”" in client.get("/").content.decode()


def test_a_withdrawn_question_leaves_no_trace_in_the_lesson(client, folder):
    Question.objects.filter(slug="first-check").update(withdrawn=True)

    assert "Who draws the print" not in client.get(FIRST).content.decode()


def test_again_asks_the_check_afresh(client, folder):
    client.post("/questions/first-check/answer/", {"choice": "shopper", "n": "0"})
    answered = client.get(FIRST).content.decode()
    assert "Not quite" in answered
    assert f"{FIRST}?again=first-check#q-first-check" in answered

    afresh = client.get(f"{FIRST}?again=first-check").content.decode()
    assert "Not quite" not in afresh
    assert 'name="n" value="1"' in afresh


def test_reading_writes_nothing(learner_client, learner, folder):
    learner_client.get(FIRST)

    assert not LessonProgress.objects.exists()


def test_each_page_has_its_own_title_description_and_canonical_address(client, folder):
    page = client.get(FIRST).content.decode()

    assert "<title>The first lesson · Stratum</title>" in page
    assert '<meta name="description" content="Something to begin with.">' in page
    assert f'<link rel="canonical" href="http://localhost:8000{FIRST}">' in page


def test_other_learners_work_is_not_shown(client, folder, other_learner):
    LessonProgress.objects.create(
        learner=other_learner,
        lesson=Lesson.objects.get(slug="first"),
        opened=timezone.now(),
        read=timezone.now(),
        completed=timezone.now(),
    )
    client.force_login(factories.make_user("me"))

    assert "Completed." not in client.get(FIRST).content.decode()
