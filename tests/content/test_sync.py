import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.content import export, rows
from portal.content.plan import Action
from portal.content.sync import load
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.quizzes.answering import Submission, record
from portal.quizzes.models import Question
from tests.content.writing import FILES, edit, write_course

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "lessons")


@pytest.fixture
def loaded(folder):
    assert load(folder, now=NOW).problems.errors == []
    return folder


def actions(done):
    return {" ".join(change.ident): change.action for change in done.changes if not change.is_silent}


def edit_row(row, **fields):
    """As somebody would in the admin."""
    type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_course_is_loaded_rendered_and_counted(loaded):
    lesson = Lesson.objects.get(slug="first")

    assert Course.objects.get().title == "A small course"
    assert [heading["anchor"] for heading in lesson.headings] == ["a-queue-of-prints", "go-further"]
    assert [block.get("name") for block in lesson.blocks] == [None, "question", "diagram", None, "resource"]
    assert lesson.terms == [
        {"slug": "queue", "term": "queue", "html": "A list of work that waits outside the workers."}
    ]
    assert "Three prints wait." in lesson.blocks[2]["caption"]
    assert Question.objects.get(slug="first-check").html["why:worker"] == "It takes the next one."


def test_loading_twice_changes_nothing(loaded):
    before = list(Lesson.objects.values())
    version = Course.objects.get().version

    again = load(loaded, now=NOW + datetime.timedelta(days=1))

    assert {change.action for change in again.changes} == {Action.SAME}
    assert list(Lesson.objects.values()) == before
    assert Course.objects.get().version == version


def test_a_changed_file_updates_the_row_in_place(loaded):
    lesson = Lesson.objects.get(slug="second")
    edit(loaded, "basics/second.md", "Later comes after.", "Later comes at last.")

    done = load(loaded, now=NOW)

    assert actions(done) == {"lesson basics/second": Action.UPDATE}
    assert Lesson.objects.get(slug="second").pk == lesson.pk
    assert "at last" in Lesson.objects.get(slug="second").blocks[0]["html"]


def test_an_edit_made_here_survives_and_a_conflict_is_told(loaded):
    edit_row(Term.objects.get(), text="Edited here.")
    assert actions(load(loaded, now=NOW)) == {}
    assert Term.objects.get().text == "Edited here."

    edit(loaded, "glossary.yaml", "A list of work", "A row of work")
    done = load(loaded, now=NOW)
    assert actions(done) == {"term queue": Action.CONFLICT}
    assert Term.objects.get().text == "Edited here."

    load(loaded, now=NOW, overwrite=True)
    assert Term.objects.get().text == "A row of work that waits outside the workers."


def test_a_file_that_goes_is_withdrawn_and_comes_back_with_its_row(loaded):
    question = Question.objects.get(slug="second-number")
    quiz = FILES["basics/quiz.yaml"]
    (loaded / "basics/quiz.yaml").write_text(quiz.split("\n\n")[0] + "\n")

    assert actions(load(loaded, now=NOW)) == {"question second-number": Action.WITHDRAW}
    assert Question.objects.get(slug="second-number").withdrawn

    (loaded / "basics/quiz.yaml").write_text(quiz)
    assert actions(load(loaded, now=NOW)) == {"question second-number": Action.RESTORE}
    back = Question.objects.get(slug="second-number")
    assert (back.pk, back.withdrawn) == (question.pk, False)


def test_a_renamed_lesson_keeps_its_row_and_questions(loaded):
    lesson = Lesson.objects.get(slug="second")
    (loaded / "basics/second.md").rename(loaded / "basics/last.md")
    edit(loaded, "basics/last.md", "title: The second lesson", "title: The last lesson\nwas: [basics/second]")
    edit(loaded, "basics/topic.yaml", "second", "last")
    edit(loaded, "basics/quiz.yaml", "lesson: second", "lesson: last")

    load(loaded, now=NOW)

    renamed = Lesson.objects.get(slug="last")
    assert renamed.pk == lesson.pk
    assert Lesson.objects.count() == 2
    assert Question.objects.get(slug="second-number").lesson == renamed


def test_one_error_anywhere_and_nothing_is_loaded(loaded):
    before = rows.snapshot()
    edit(loaded, "basics/second.md", "Later comes after.", "Changed.")
    edit(loaded, "basics/quiz.yaml", "lesson: second", "lesson: third")

    done = load(loaded, now=NOW)

    assert len(done.problems.errors) == 1
    assert rows.snapshot() == before


def test_a_folder_without_a_course_changes_nothing(loaded, tmp_path):
    before = rows.snapshot()

    done = load(tmp_path / "empty", now=NOW)

    assert len(done.problems.errors) == 1
    assert rows.snapshot() == before


def test_a_dry_run_shows_the_plan_and_changes_nothing(folder):
    done = load(folder, now=NOW, dry_run=True)

    assert {change.action for change in done.changes} == {Action.CREATE}
    assert not Topic.objects.exists()


def test_a_question_that_only_moved_in_its_file_is_not_changed(loaded):
    first, second = FILES["basics/quiz.yaml"].split("\n\n")
    (loaded / "basics/quiz.yaml").write_text(f"{second.strip()}\n\n{first}\n")

    assert actions(load(loaded, now=NOW)) == {}
    assert list(Question.objects.order_by("position").values_list("slug", flat=True)) == [
        "second-number",
        "first-check",
    ]


def test_a_changed_term_renders_the_lessons_again(loaded):
    edit(loaded, "glossary.yaml", "A list of work", "A row of work")

    load(loaded, now=NOW)

    assert Lesson.objects.get(slug="first").terms[0]["html"].startswith("A row of work")


def test_a_changed_diagram_or_resource_renders_its_lesson_again(loaded):
    edit(loaded, "basics/images/row.svg", "Three prints wait.", "Four prints wait.")
    edit(loaded, "basics/first.md", "title: The documentation", "title: Documents")

    load(loaded, now=NOW)

    blocks = Lesson.objects.get(slug="first").blocks
    assert blocks[2]["caption"] == "Four prints wait."
    assert blocks[4]["card"]["title"] == "Documents"


def test_what_was_exported_loads_without_change_and_exports_to_the_same_bytes(loaded, tmp_path):
    export.write(rows.snapshot(), tmp_path / "out")
    files = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text() for path in (tmp_path / "out").rglob("*.*")
    }

    assert files == FILES
    assert {change.action for change in load(tmp_path / "out", now=NOW).changes} == {Action.SAME}
    assert export.write(rows.snapshot(), tmp_path / "out") == []


def test_rows_made_in_the_admin_are_exported_too(loaded, tmp_path):
    topic = Topic.objects.get()
    Lesson.objects.create(topic=topic, slug="third", title="Made here", summary="By hand.", status="draft", position=2)

    export.write(rows.snapshot(), tmp_path / "out")

    assert "lessons: [first, second, third]" in (tmp_path / "out/basics/topic.yaml").read_text()
    assert "title: Made here" in (tmp_path / "out/basics/third.md").read_text()


def test_withdrawn_rows_leave_the_pages_but_not_the_database(loaded):
    (loaded / "basics/images/row.svg").unlink()
    edit(loaded, "basics/first.md", "[[diagram: row.svg]]\n\n", "")
    edit(loaded, "basics/first.md", "\n\n## Go further\n\n[[resource: aws-docs]]", "")
    text = (loaded / "basics/first.md").read_text()
    (loaded / "basics/first.md").write_text(text[: text.index("resources:")] + text[text.index("---\n\n") :])

    load(loaded, now=NOW)

    assert Diagram.objects.get().withdrawn
    assert Resource.objects.get().withdrawn
    assert Resource.objects.listed().count() == 0


def test_load_lessons_reports_and_fails_with_every_error(folder):
    out = StringIO()
    call_command("load_lessons", str(folder), stdout=out)
    assert "create lesson basics/first" in out.getvalue()
    assert "Loaded: 9 new." in out.getvalue()

    edit(folder, "basics/quiz.yaml", "lesson: second", "lesson: third")
    edit(folder, "basics/quiz.yaml", "first#a-queue-of-prints", "first#a-que")
    with pytest.raises(CommandError) as error:
        call_command("load_lessons", str(folder))
    assert str(error.value).count("lessons/basics/quiz.yaml:") == 2


def test_export_lessons_without_a_course_says_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="run load_lessons first"):
        call_command("export_lessons", str(tmp_path))


def test_check_lessons_counts_what_it_checked(folder):
    out = StringIO()

    call_command("check_lessons", str(folder), stdout=out)

    assert out.getvalue() == "2 lessons, 2 questions, 1 resources, 1 terms and 1 diagrams in 1 topics: no errors.\n"


def test_check_lessons_needs_no_database(folder, django_db_blocker):
    with django_db_blocker.block():
        call_command("check_lessons", str(folder), stdout=StringIO())


def test_an_answered_question_cannot_become_another_type(loaded, learner):
    fill = "type: fill\n  difficulty: 2\n  stem: Eight times five is ____.\n  accept: [forty]\n  explain: Eight times five."
    numeric = "type: numeric" + FILES["basics/quiz.yaml"].partition("type: numeric")[2].rstrip()
    question = Question.objects.get(slug="second-number")
    edit(loaded, "basics/quiz.yaml", numeric, fill)
    assert load(loaded, now=NOW, dry_run=True).problems.errors == []

    submission = Submission(question, {"number": "40"})
    record(submission, learner=learner, key="c-second-number-0", now=NOW)

    errors = load(loaded, now=NOW).problems.errors
    assert ["“second-number” was answered as another type" in error.message for error in errors] == [True]
    assert Question.objects.get(slug="second-number").type == "numeric"


def test_export_lessons_says_when_the_files_will_not_load(loaded, tmp_path):
    out, told = StringIO(), StringIO()
    call_command("export_lessons", str(tmp_path / "whole"), stdout=out, stderr=told)
    assert told.getvalue() == ""

    edit_row(Lesson.objects.get(slug="first"), withdrawn=True, withheld=True)
    call_command("export_lessons", str(tmp_path / "rest"), stdout=out, stderr=told)

    assert told.getvalue().startswith("They do not load yet")
    assert "question first-check: there is no lesson “basics/first”" in told.getvalue()
    assert load(tmp_path / "rest", now=NOW).problems.errors
