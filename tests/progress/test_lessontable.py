"""The progress of every lesson in words and numbers."""

import re

from portal.progress.lessontable import lesson_table
from portal.progress.summary import CourseState, LessonState, TopicState


def lesson(title, **fields):
    values = {"pk": 1, "slug": "a", "minutes": 5, "topic_slug": "t", "questions": 0, "known": 0, "missed": 0}
    values |= {"practised": False, "opened": False, "completed": None, "section": "", "read": None}
    return LessonState(title=title, **values | fields)


def cells(html):
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r">([^<>]+)<", row) for row in rows]


def test_a_topic_comes_first_as_a_whole_and_then_each_of_its_lessons():
    topic = TopicState(
        1,
        "t",
        "Basics",
        "",
        "book",
        (
            lesson("Begun", opened=True, practised=True, questions=5, known=4),
            lesson("Only in a quiz", practised=True, questions=4, known=1),
            lesson("Not begun"),
        ),
    )

    assert cells(lesson_table(CourseState((topic,)))) == [
        ["Lesson", "Seen", "Practised", "Known", "Mastered"],
        ["Basics", "1 of 3", "2 of 3", "5 of 9", "1 of 3"],
        ["Begun", "yes", "yes", "4 of 5", "yes"],
        ["Only in a quiz", "–", "yes", "1 of 4", "–"],
        ["Not begun", "–", "–", "–", "–"],
    ]


def test_titles_are_text():
    html = lesson_table(CourseState((TopicState(1, "t", "<b>", "", "book", (lesson("<i>"),)),)))

    assert ("&lt;b&gt;" in html, "&lt;i&gt;" in html, "<b>" in html, "<i>" in html) == (True, True, False, False)
