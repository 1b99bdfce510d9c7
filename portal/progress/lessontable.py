"""Seen, practised, known and mastered, lesson by lesson, as a table. Pure.

Joined in Python: a template loop over the lessons of a whole course costs ten times as much.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.progress.summary import CourseState, LessonState, TopicState

COLUMNS = ("Lesson", "Seen", "Practised", "Known", "Mastered")


def lesson_table(course: CourseState) -> SafeString:
    """A body for each topic: first the topic as a whole, then its lessons."""
    head = format_html_join("", '<th scope="col">{}</th>', ((column,) for column in COLUMNS))
    bodies = format_html_join("", "<tbody>{}{}</tbody>", ((_topic(topic), _lessons(topic)) for topic in course.topics))
    return format_html('<table class="table"><thead><tr>{}</tr></thead>{}</table>', head, bodies)


def _topic(topic: TopicState) -> SafeString:
    whole = len(topic.lessons)
    counts = (f"{number} of {whole}" for number in (topic.seen, topic.practised))
    name = format_html("<strong>{}</strong>", topic.title)
    return _row("rowgroup", name, *counts, _known(topic), f"{topic.mastered} of {whole}")


def _lessons(topic: TopicState) -> SafeString:
    rows = (
        (_row("row", each.title, _word(each.opened), _word(each.practised), _known(each), _word(each.mastered)),)
        for each in topic.lessons
    )
    return format_html_join("", "{}", rows)


def _row(scope: str, name: str, *values: str) -> SafeString:
    figures = format_html_join("", '<td class="num">{}</td>', ((value,) for value in values))
    return format_html('<tr><th scope="{}">{}</th>{}</tr>', scope, name, figures)


def _known(state: TopicState | LessonState) -> str:
    return f"{state.known} of {state.questions}" if state.questions else "–"


def _word(is_so: bool) -> str:
    return "yes" if is_so else "–"
