"""What was edited, ordered or withdrawn at the desk, and what the next load of the files makes of it."""

import datetime

import pytest

from portal.content.plan import Action
from portal.content.sync import load
from portal.curriculum.models import Course, Lesson, Resource, Term, Topic
from portal.quizzes.models import Question
from tests import factories
from tests.content.writing import FILES, edit
from tests.desk.desking import add, change, listing

LATER = datetime.datetime(2026, 12, 1, 12, 0, tzinfo=datetime.UTC)
FIRST, SECOND = (Lesson.objects.filter(slug=slug) for slug in ("first", "second"))


def loaded(folder, **options):
    """What a load did or would report, by id."""
    done = load(folder, now=LATER, **options)
    assert done.problems.errors == []
    return {" ".join(change.ident): change.action for change in done.changes if not change.is_silent}


def withdraw(desk, row):
    return desk.client.post(change(row).replace("/change/", "/withdraw/"), follow=True)


def bring_back(desk, row):
    return desk.client.post(change(row).replace("/change/", "/bring-back/"), follow=True)


def test_an_edit_stays_while_its_file_stays(desk, course):
    desk.save(change(Term.objects.get()), text="Edited here.")

    assert loaded(course) == {}
    assert Term.objects.get().text == "Edited here."


def test_an_edit_whose_file_changed_too_is_kept_and_reported_until_told_otherwise(desk, course):
    desk.save(change(SECOND.get()), title="A title from the desk")
    edit(course, "basics/second.md", "The second lesson", "A title from the file")

    assert loaded(course) == {"lesson basics/second": Action.CONFLICT}
    assert SECOND.get().title == "A title from the desk"

    assert loaded(course, overwrite=True) == {"lesson basics/second": Action.UPDATE}
    assert SECOND.get().title == "A title from the file"


def test_a_row_made_at_the_desk_is_never_touched(desk, course):
    desk.save(add(Term), slug="later", term="Later", text="Not now.")

    assert loaded(course, overwrite=True) == {}
    assert not Term.objects.get(slug="later").withdrawn


def test_the_order_of_lessons_made_here_stays(desk, course):
    desk.save(change(Topic.objects.get()), lessons="second\nfirst")

    assert loaded(course) == {}
    assert list(Lesson.objects.values_list("slug", flat=True)) == ["second", "first"]

    edit(course, "basics/second.md", "Later comes after.", "Later comes at last.")
    assert loaded(course) == {"lesson basics/second": Action.UPDATE}
    assert list(Lesson.objects.values_list("slug", flat=True)) == ["second", "first"]

    loaded(course, overwrite=True)
    assert list(Lesson.objects.values_list("slug", flat=True)) == ["first", "second"]


def test_the_order_of_topics_made_here_stays(desk, course):
    (course / "paying").mkdir()
    (course / "paying/topic.yaml").write_text("title: Paying\nsummary: What it costs.\nicon: scale\nlessons: []\n")
    edit(course, "course.yaml", "[basics]", "[basics, paying]")
    loaded(course)

    desk.save(change(Course.objects.get()), topics="paying\nbasics")

    assert loaded(course) == {}
    assert list(Topic.objects.values_list("slug", flat=True)) == ["paying", "basics"]


def test_what_is_withdrawn_here_stays_so_though_its_file_is_there(desk, course, client):
    question = Question.objects.get(slug="second-number")

    page = withdraw(desk, question)

    assert "Withdrawn: “second-number”. Learners no longer see it." in page.content.decode()
    assert client.get("/questions/second-number/").status_code == 404
    assert loaded(course) == {}
    edit(course, "basics/quiz.yaml", "Eight machines draw", "Eight machines work")
    loaded(course)
    question.refresh_from_db()
    assert (question.withdrawn, question.stem[:19]) == (True, "Eight machines work")

    bring_back(desk, question)

    assert client.get("/questions/second-number/").status_code == 200
    assert loaded(course) == {}


def test_what_is_brought_back_without_a_file_lives_here_from_then_on(desk, course, client):
    (course / "basics/quiz.yaml").write_text(FILES["basics/quiz.yaml"].split("\n\n")[0] + "\n")
    assert loaded(course) == {"question second-number": Action.WITHDRAW}

    bring_back(desk, Question.objects.get(slug="second-number"))

    assert loaded(course) == {}
    assert client.get("/questions/second-number/").status_code == 200
    (course / "basics/quiz.yaml").write_text(FILES["basics/quiz.yaml"])
    assert loaded(course) == {}
    assert Question.objects.get(slug="second-number").source_digest != ""


def test_withdrawing_says_what_still_counts_on_it(desk, course):
    page = withdraw(desk, Resource.objects.get()).content.decode()

    assert "lesson basics/first: there is no resource “aws-docs”" in page
    assert [block.get("name") for block in FIRST.get().blocks] == [None, "question", "diagram", None]


def test_what_cannot_stand_in_the_course_does_not_come_back(desk, course):
    question = Question.objects.get(slug="second-number")
    withdraw(desk, question)
    withdraw(desk, SECOND.get())

    page = bring_back(desk, question).content.decode()

    assert (
        "“second-number” cannot come back as it is. question second-number: there is no lesson “basics/second”" in page
    )
    question.refresh_from_db()
    assert question.withdrawn


def test_several_rows_are_withdrawn_and_brought_back_from_their_list(desk, course):
    chosen = {"_selected_action": [row.pk for row in Lesson.objects.all()]}
    version = Course.objects.get().version

    desk.client.post(listing(Lesson), {"action": "withdraw_selected", **chosen})
    assert set(Lesson.objects.values_list("withdrawn", "withheld")) == {(True, True)}
    assert Course.objects.get().version == version + 1

    desk.client.post(listing(Lesson), {"action": "bring_back_selected", **chosen})
    assert set(Lesson.objects.values_list("withdrawn", "withheld")) == {(False, False)}


def test_nothing_is_deleted(desk, course):
    for row in (Topic.objects.get(), FIRST.get(), Resource.objects.get(), Term.objects.get()):
        assert desk.client.get(change(row).replace("/change/", "/delete/")).status_code == 403
        assert desk.client.post(change(row).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
        page = desk.client.get(listing(type(row))).content.decode()
        assert "delete_selected" not in page
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize("view", ["withdraw", "bring-back"])
def test_withdrawing_is_a_post(desk, course, view):
    assert desk.client.get(change(FIRST.get()).replace("change", view)).status_code == 405


def test_the_list_tells_what_became_of_a_row(desk, course):
    desk.save(change(SECOND.get()), title="Edited here", status="draft")
    topic = Topic.objects.get()
    desk.save(add(Lesson), topic=topic.pk, slug="third", title="Made here", status="draft")

    def titles(**query):
        return {row.title for row in desk.client.get(listing(Lesson), query).context["cl"].result_list}

    assert titles(origin="edited") == {"Edited here"}
    assert titles(origin="here") == {"Made here"}
    assert titles(origin="file") == {"The first lesson"}
    assert titles(state="draft") == {"Edited here", "Made here"}
    assert titles(state="published") == {"The first lesson"}
    withdraw(desk, FIRST.get())
    assert titles(state="withdrawn") == {"The first lesson"}


def test_a_lesson_for_later_is_listed_as_scheduled(desk, course):
    desk.save(change(SECOND.get()), publish_0="2126-12-01", publish_1="07:00:00")

    page = desk.client.get(listing(Lesson), {"state": "scheduled"})

    assert [row.slug for row in page.context["cl"].result_list] == ["second"]
    assert "Scheduled for 1 Dec 2126, 07:00" in page.content.decode()


def test_learners_work_stays_through_withdrawal(desk, course, learner, now):
    question = Question.objects.get(slug="first-check")
    question.answers.create(
        learner=learner, rev=1, key="c-x-0", given={"choice": "worker"}, right=True, at=now, day=now
    )

    withdraw(desk, question)
    bring_back(desk, question)

    assert factories.User.objects.get(pk=learner.pk).answers.count() == 1
