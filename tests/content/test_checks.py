import re

import pytest

from portal.content.checks import check
from portal.content.source import read_course
from tests.content.writing import EXAM, QUIZ, edit, line_of, write_course

SERVICES = "- name: Elastic Inference\n  status: retired\n  since: 2023-04-15\n  now: Gone.\n  source: https://docs.aws.amazon.com/\n"


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "lessons")


def problems(folder):
    course, found = read_course(folder)
    assert found.errors == []
    return check(course)


def errors(folder):
    return [str(problem) for problem in problems(folder).errors]


def test_the_small_course_is_right(folder):
    assert problems(folder).found == []


@pytest.mark.parametrize(
    ("embed", "message"),
    [
        ("[[question: nobody-asks]]", "there is no question “nobody-asks”"),
        ("[[resource: nowhere]]", "there is no resource “nowhere”"),
        ("[[diagram: none.svg]]", "there is no diagram “basics/none.svg”"),
    ],
)
def test_an_embed_that_leads_nowhere_names_its_line(folder, embed, message):
    edit(folder, "basics/second.md", "Later comes after.", f"Later comes after.\n\n{embed}")
    line = line_of(folder, "basics/second.md", embed)

    assert errors(folder) == [f"lessons/basics/second.md:{line}: {message}"]


def test_a_question_of_the_pretest_is_no_check(folder):
    edit(folder, "basics/quiz.yaml", "- id: first-check\n", "- id: first-check\n  use: pretest\n")
    line = line_of(folder, "basics/first.md", "[[question: first-check]]")

    assert errors(folder)[0].startswith(f"lessons/basics/first.md:{line}: “first-check” is a question of the pre-test")


def test_a_widget_that_does_not_exist_yet_is_only_a_warning(folder):
    edit(folder, "basics/second.md", "Later comes after.", "Later.\n\n[[widget: week-planner]]")

    found = problems(folder)

    assert found.errors == []
    assert "there is no widget “week-planner” yet" in str(found.warnings[0])


def test_an_embed_in_the_middle_of_a_line_is_an_error(folder):
    edit(folder, "basics/second.md", "Later comes after.", "See [[resource: aws-docs]] for more.")

    assert "an embed stands alone on its line" in errors(folder)[0]


@pytest.mark.parametrize("text", ["Later.\n[[resource: aws-docs]]", "[[resource: aws-docs]]\nLater."])
def test_an_embed_without_empty_lines_around_it_is_an_error_on_its_line(folder, text):
    edit(folder, "basics/second.md", "Later comes after.", text)
    line = line_of(folder, "basics/second.md", "[[resource: aws-docs]]")

    assert errors(folder) == [f"lessons/basics/second.md:{line}: an embed needs an empty line before and after it"]


def test_an_embed_inside_a_code_block_is_an_example(folder):
    edit(folder, "basics/second.md", "Later comes after.", "```\n[[resource: id]] x\n```")

    assert errors(folder) == []


@pytest.mark.parametrize("was", ["old-name", "/lessons/basics/old-name/", "basics/Old"])
def test_a_former_address_has_a_topic_and_a_lesson(folder, was):
    edit(folder, "basics/second.md", "---\ntitle", f"---\nwas: [{was}]\ntitle")

    assert errors(folder) == [
        f"lessons/basics/second.md:1: “was” names “{was}”: write topic/lesson, as in the old address"
    ]


def test_a_first_level_heading_is_an_error(folder):
    edit(folder, "basics/second.md", "## Later", "# Later")

    assert "headings begin with ##" in errors(folder)[0]


def test_a_section_that_does_not_exist_is_an_error_with_the_ones_that_do(folder):
    edit(folder, "basics/quiz.yaml", "first#a-queue-of-prints", "first#a-que")

    assert "no section “#a-que” (it has: a-queue-of-prints, go-further)" in errors(folder)[0]


def test_a_question_of_an_unknown_lesson_is_an_error(folder):
    edit(folder, "basics/quiz.yaml", "lesson: second", "lesson: third")

    assert "there is no lesson “basics/third”" in errors(folder)[0]


def test_one_id_twice_is_an_error(folder):
    edit(folder, "basics/quiz.yaml", "id: second-number", "id: first-check")

    assert "the id “first-check” is used already" in errors(folder)[0]


def test_one_address_twice_is_an_error(folder):
    second = "  - id: again\n    title: Again\n    url: https://docs.aws.amazon.com/\n    kind: docs\n---"
    edit(folder, "basics/second.md", "checked: 2026-11-24\n---", f"checked: 2026-11-24\nresources:\n{second}")

    assert "declared already as “aws-docs”" in errors(folder)[0]


@pytest.mark.parametrize("address", ["https://[x", "https://", "https://example.org:port/", "javascript:alert(1)"])
@pytest.mark.parametrize("file", ["basics/first.md", "basics/quiz.yaml"])
def test_an_address_that_is_none_is_an_error(folder, file, address):
    text = (folder / file).read_text()
    (folder / file).write_text(re.sub(r"url: \S+", lambda match: f"url: {address}", text, count=1))

    assert f"“{address}” is no address" in errors(folder)[0]


def test_tracking_parameters_are_an_error(folder):
    edit(folder, "basics/first.md", "amazon.com/\n", "amazon.com/?trk=1&x=2\n")

    assert "tracking parameters" in errors(folder)[0]


@pytest.mark.parametrize("words", ["Choose answers A and C.", "Option B is wrong.", "Both A and B hold."])
def test_a_letter_that_names_a_choice_is_an_error(folder, words):
    edit(folder, "basics/quiz.yaml", "explain: Whoever is free takes the next print.", f"explain: {words}")

    assert "names a choice by letter" in errors(folder)[0]


def test_a_letter_that_names_something_else_is_fine(folder):
    edit(folder, "basics/quiz.yaml", "Whoever is free takes", "In the Zones A and C whoever is free takes")

    assert errors(folder) == []


NEARLY = QUIZ.split("\n\n")[0].replace("first-check", "second-check").replace("Who draws", "Who then draws")


def test_nearly_the_same_stem_is_an_error(folder):
    (folder / "basics/quiz.yaml").write_text(f"{QUIZ}\n{NEARLY}\n")

    assert "the stem is nearly that of “first-check”" in errors(folder)[0]


def test_siblings_of_a_contrast_set_may_have_nearly_the_same_stem_if_their_keys_differ(folder):
    contrast = "  contrast: [worker, shopper]\n  stem:"
    one = QUIZ.split("\n\n")[0].replace("  stem:", contrast)
    same_key = NEARLY.replace("  stem:", contrast)
    (folder / "basics/quiz.yaml").write_text(f"{one}\n\n{same_key}\n")
    assert len(errors(folder)) == 1

    other_key = same_key.replace("      correct: true\n", "").replace(
        "text: The shopper who asked\n", "text: The shopper who asked\n      correct: true\n"
    )
    (folder / "basics/quiz.yaml").write_text(f"{one}\n\n{other_key}\n")
    assert errors(folder) == []


# Services that are no longer what they were

BECAME = "what became of Elastic Inference: Gone."


@pytest.fixture
def changed(folder):
    write_course(folder, **{"services.yaml": SERVICES})
    return folder


@pytest.mark.parametrize(
    ("old", "new", "is_right"),
    [
        ("text: A worker that is free", "text: Elastic Inference", False),
        ("text: A worker that is free", "text: Elastic Inference, until it was retired", True),
        ("text: The shopper who asked", "text: Elastic Inference", True),
    ],
    ids=["offered", "told", "a wrong choice"],
)
def test_a_question_is_judged_on_stem_and_right_choice(changed, old, new, is_right):
    edit(changed, "basics/quiz.yaml", old, new)

    assert errors(changed) == [] if is_right else "takes Elastic Inference for current: Gone." in errors(changed)[0]


def test_the_section_of_the_first_mention_must_tell(changed):
    edit(changed, "basics/second.md", "Later comes after.", "Elastic Inference makes it cheap.\n\n## Then\n\nRetired.")
    line = line_of(changed, "basics/second.md", "makes it cheap")
    assert errors(changed) == [f"lessons/basics/second.md:{line}: the section does not say {BECAME}"]

    edit(changed, "basics/second.md", "makes it cheap.", "makes it cheap. It was retired in 2023.")
    assert errors(changed) == []


def test_a_resource_must_tell_in_its_note(changed):
    edit(changed, "basics/first.md", "title: The documentation", "title: Elastic Inference")
    assert f"the note does not say {BECAME}" in errors(changed)[0]


@pytest.mark.parametrize(
    ("entry", "text", "is_right"),
    [
        ("  also: [EI]\n", "EI makes it cheap.", False),
        ("  within: [Elastic Inference AI]\n", "Elastic Inference AI makes it cheap.", True),
        ("  within: [Elastic Inference AI]\n", "Elastic Inference AI is not Elastic Inference.", False),
        ("  words: [bygone]\n", "Elastic Inference was retired.", False),
        ("  words: [bygone]\n", "The bygone Elastic Inference.", True),
        ("", "Elastic Inference-like things are cheap.", True),
        ("", "```\nElastic Inference\n```", True),
    ],
)
def test_names_and_words_of_an_entry(changed, entry, text, is_right):
    write_course(changed, **{"services.yaml": SERVICES + entry})
    edit(changed, "basics/second.md", "Later comes after.", text)

    assert (errors(changed) == []) is is_right


def test_a_current_service_may_be_named_anywhere(changed):
    write_course(changed, **{"services.yaml": "- name: Elastic Inference\n  status: current\n"})
    edit(changed, "basics/second.md", "Later comes after.", "Elastic Inference makes it cheap.")

    assert errors(changed) == []


def test_the_source_of_an_entry_is_an_address(changed):
    edit(changed, "services.yaml", "https://docs.aws.amazon.com/", "the docs")

    assert "“the docs”, the source of Elastic Inference, is no address" in errors(changed)[0]


def test_a_diagram_needs_title_and_description(folder):
    edit(folder, "basics/images/row.svg", '<title id="row-t">Three prints wait.</title>', "")
    edit(folder, "basics/images/row.svg", '<desc id="row-d">Three squares in a row.</desc>', "")

    assert [error.rpartition(": ")[0].rpartition(": ")[2] for error in errors(folder)] == ["no <desc>", "no <title>"]


def test_right_choices_that_stand_out_by_length_are_a_warning(folder):
    blocks = [
        QUIZ.split("\n\n")[0]
        .replace("first-check", f"check-{number}")
        .replace("Who draws the print that is first in the queue?", f"{word} {word}ly {word}ing {word}est {word}er?")
        .replace("A worker that is free", "A worker that is free at last and has nothing else to do")
        for number, word in enumerate(["slow", "quick", "warm", "cold", "short", "long", "high", "deep"])
    ]
    edit(folder, "basics/first.md", "[[question: first-check]]", "")
    (folder / "basics/quiz.yaml").write_text("\n\n".join(blocks) + "\n")

    warnings = [str(problem) for problem in problems(folder).warnings]

    assert any("the right choice is the longest in 100% of 8" in warning for warning in warnings)
    assert any("the right choice is the shortest in 0% of 8" in warning for warning in warnings)


def test_a_fill_question_marks_its_blank(folder):
    fill = "- id: blank\n  lesson: second\n  type: fill\n  stem: What is it?\n  accept: [queue]\n  explain: It is.\n"
    (folder / "basics/quiz.yaml").write_text(f"{QUIZ}\n{fill}")

    assert "marks the blank with ____" in errors(folder)[0]


def test_a_term_that_two_entries_explain_is_an_error(folder):
    with (folder / "glossary.yaml").open("a") as file:
        file.write("\n- id: line\n  term: line\n  also: [Queue]\n  text: The same.\n")

    assert "“Queue” is explained by “queue” already" in errors(folder)[0]


# Exams


def test_a_lesson_names_tasks_that_the_exam_has(folder):
    write_course(folder, **{"exams/clf-c02.yaml": EXAM})
    assert errors(folder) == []

    edit(folder, "exams/clf-c02.yaml", "id: '1.1'", "id: '1.9'")
    assert "“exam” names “1.1”, which is no task of an exam in exams/" in errors(folder)[0]


def test_weights_of_an_exam_are_shares_of_the_whole(folder):
    write_course(folder, **{"exams/clf-c02.yaml": EXAM.replace("100", "90")})

    assert "the weights of the exam “clf-c02” add up to 90, not to 100" in errors(folder)[0]


def test_a_contrast_set_of_a_topic_has_questions_that_share_it(folder):
    edit(folder, "basics/topic.yaml", "lessons: ", "contrast: [[queue, topic]]\nlessons: ")
    found = problems(folder)
    assert found.errors == []
    assert "“contrast” lists queue, topic: fewer than 2 questions share this set" in str(found.warnings[0])

    quiz = (folder / "basics/quiz.yaml").read_text()
    (folder / "basics/quiz.yaml").write_text(re.sub(r"(?m)^  stem:", "  contrast: [topic, queue]\n  stem:", quiz))
    assert problems(folder).found == []
