import pytest

from portal.content.items import QuestionItem
from portal.content.source import read_course
from tests.content.writing import FIRST, QUIZ, edit, line_of, write_course


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "lessons")


def errors(folder):
    return [str(problem) for problem in read_course(folder)[1].errors]


def test_a_whole_course_is_read_without_problems(folder):
    course, problems = read_course(folder)

    assert problems.found == []
    assert [lesson.id for lesson in course.lessons] == ["basics/first", "basics/second"]
    assert [question.slug for question in course.questions] == ["first-check", "second-number"]
    assert [diagram.id for diagram in course.diagrams] == ["basics/row.svg"]
    assert course.resources[0].lesson == "basics/first"


def test_no_course_yaml_is_an_error_and_no_course(tmp_path):
    course, problems = read_course(tmp_path)

    assert course is None
    assert "course.yaml is missing" in str(problems.errors[0])


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder):
    plain = read_course(folder)[0]
    (folder / "basics/first.md").write_bytes(b"\xef\xbb\xbf" + FIRST.replace("\n", "\r\n").encode())

    assert read_course(folder)[0] == plain


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("basics/quiz.yaml", "  explain: Eight times five.\n", "", "“explain” is missing"),
        ("basics/quiz.yaml", "      why: A shopper only asks.\n", "", "the choice “shopper” has no “why”"),
        ("basics/quiz.yaml", "      correct: true\n", "", "1 of the choices must say “correct: true”, here 0 do"),
        ("basics/quiz.yaml", "difficulty: 2", "difficulty: 4", "“difficulty” must be a whole number from 1 to 3"),
        ("basics/quiz.yaml", "type: numeric", "type: numerical", "“type” must be one of"),
        ("basics/quiz.yaml", "  hint: Who", "  hnit: Who", "“hnit” is not a field here"),
        (
            "basics/quiz.yaml",
            "text: The shopper who asked",
            "text: None of the above",
            "means nothing once the choices",
        ),
        ("basics/quiz.yaml", "answer: 40", "answer: forty", "“answer” must be a number"),
        ("basics/quiz.yaml", "id: worker", "id: yes", "“id” must be text: put True between quotes"),
        ("basics/first.md", "kind: docs", "kind: webpage", "“kind” must be one of"),
        ("basics/first.md", "checked: 2026-11-24", "checked: yesterday", "“checked” must be a date"),
        ("basics/first.md", "id: aws-docs", "id: AWS Docs", "“AWS Docs” is no id"),
        ("basics/topic.yaml", "[first, second]", "[first, first]", "stands in the list twice"),
        ("basics/topic.yaml", "icon: layers", "icon: cloud", "“icon” must be one of"),
        ("glossary.yaml", "  text: A list", "  txet: A list", "“txet” is not a field here"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(folder, path, old, new, message):
    line = line_of(folder, path, old.strip("\n").split("\n")[0])
    edit(folder, path, old, new)

    found = [problem for problem in read_course(folder)[1].errors if message in problem.message]

    assert [problem.path for problem in found] == [f"lessons/{path}"]
    if new:
        assert found[0].line == line


def test_all_mistakes_are_reported_at_once(folder):
    edit(folder, "basics/quiz.yaml", "difficulty: 2", "difficulty: 4")
    edit(folder, "basics/first.md", "kind: docs", "kind: webpage")
    edit(folder, "glossary.yaml", "id: queue", "id: Queue Up")

    assert len(errors(folder)) == 3


def test_broken_yaml_names_its_line(folder):
    edit(folder, "basics/quiz.yaml", "  difficulty: 2\n", "  difficulty: [2\n")

    assert any("lessons/basics/quiz.yaml:" in error and "not YAML" in error for error in errors(folder))


def test_a_key_that_stands_twice_is_an_error(folder):
    edit(folder, "basics/quiz.yaml", "  hint: Who", "  explain: Twice.\n  hint: Who")

    assert any("“explain” stands here twice" in error for error in errors(folder))


def test_aliases_are_refused(folder):
    edit(folder, "glossary.yaml", "text: A list of work that waits outside the workers.", "text: &x A\n  also: [*x]")

    assert any("aliases" in error for error in errors(folder))


def test_front_matter_is_required(folder):
    (folder / "basics/second.md").write_text("## Later\n\nNo front matter.\n")

    assert any("no front matter" in error for error in errors(folder))


def test_a_file_that_nobody_lists_is_an_error(folder):
    (folder / "basics/third.md").write_text(FIRST)

    assert errors(folder) == ["lessons/basics/third.md:1: not in the lessons of basics/topic.yaml"]


def test_a_listed_file_that_is_missing_is_an_error(folder):
    (folder / "basics/second.md").unlink()

    assert "lessons/basics/second.md:1: this file is missing" in errors(folder)


def test_a_file_that_is_not_utf8_is_an_error(folder):
    (folder / "glossary.yaml").write_bytes("- id: caf\u00e9".encode("latin-1"))

    assert any("not UTF-8" in error for error in errors(folder))


def test_a_draft_needs_neither_summary_nor_objectives(folder):
    (folder / "basics/second.md").write_text("---\ntitle: Soon\nstatus: draft\n---\n\n## Soon\n")

    assert errors(folder) == []


def test_a_question_knows_its_lesson_section_and_line(folder):
    question = next(each for each in read_course(folder)[0].questions if each.slug == "first-check")

    assert isinstance(question, QuestionItem)
    assert (question.lesson, question.section) == ("basics/first", "a-queue-of-prints")
    assert question.where.line == 1
    assert QUIZ.count("- id: ") == 5
