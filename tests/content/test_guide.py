"""What the authors' guide shows is a course that loads: an example that is wrong teaches what is wrong."""

import re
from pathlib import Path

from portal.content.checks import check
from portal.content.source import read_course
from portal.quizzes.kinds import KINDS

GUIDE = (Path(__file__).resolve().parents[2] / "lessons" / "README.md").read_text()
LISTS = re.compile(r"```yaml\n# (\S+\.yaml)\n(.*?)```", re.DOTALL)
LESSON = re.compile(r"````markdown\n(.*?)````", re.DOTALL)
QUIZ = re.compile(r"```yaml\n(- id: .*?)```", re.DOTALL)
LEFT_OUT = re.compile(r"choices: \[…\].*")
CHOICES = "choices:" + "".join(
    f"\n    - {{id: {id}, text: Answer {id}, correct: {right}, why: …}}"
    for id, right in [("a", "true"), ("b", "true"), ("c", "false"), ("d", "false")]
)
DRAWING = (
    '<svg viewBox="0 0 600 200"><title>A queue</title><desc>A row of boxes.</desc><rect width="9" height="9"/></svg>'
)


def course_of_the_guide(folder):
    files = dict(LISTS.findall(GUIDE)) | {
        "messaging/queues.md": LESSON.search(GUIDE)[1],
        "messaging/quiz.yaml": LEFT_OUT.sub(CHOICES, QUIZ.search(GUIDE)[1]),
        "messaging/images/queue.svg": DRAWING,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return read_course(folder)


def test_the_examples_of_the_guide_make_a_course_without_a_problem(tmp_path):
    course, problems = course_of_the_guide(tmp_path)

    assert [*problems.found, *check(course).found] == []
    assert {item.kind for item in course} == {"course", "topic", "lesson", "resource", "term", "diagram", "question"}


def test_they_show_every_type_of_question(tmp_path):
    course, _ = course_of_the_guide(tmp_path)

    assert {question.type for question in course.questions} == set(KINDS)


def test_they_show_every_field_of_a_lesson_and_a_topic(tmp_path):
    course, _ = course_of_the_guide(tmp_path)
    lesson, topic = course.lessons[0], course.topics[0]

    assert all([lesson.summary, lesson.objectives, lesson.exam, lesson.checked, lesson.was, lesson.publish])
    assert all([topic.summary, topic.icon, topic.lessons, topic.pretest, topic.contrast])
