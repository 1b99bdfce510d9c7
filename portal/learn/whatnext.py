"""The one thing to do next. Pure: it decides on what the queries found."""

from dataclasses import dataclass

from portal.progress.summary import CourseState, LessonState, TopicState
from portal.quizzes.models import Attempt


@dataclass(frozen=True)
class Step:
    kind: str
    """`quiz` (resume one), `resume`, `start`, `take-quiz`, `done` or `empty` (a course without lessons)."""
    topic: TopicState | None = None
    lesson: LessonState | None = None
    attempt: Attempt | None = None


def next_step(course: CourseState, opened: Attempt | None, quizzed: set[int]) -> Step:
    """`opened` is the learner's newest open attempt, `quizzed` the topics with a finished quiz."""
    latest = max((lesson for lesson in course.lessons if lesson.read), key=lambda lesson: lesson.read, default=None)  # type: ignore[arg-type, return-value]
    quiz = next((topic for topic in course.topics if opened and topic.pk == opened.topic_id), None)
    if opened and quiz and _is_newer(opened, latest):
        return Step("quiz", quiz, attempt=opened)
    if latest and not latest.completed:
        return Step("resume", _topic_of(course, latest), latest)
    for topic in _from(course, latest):
        if unread := next((lesson for lesson in topic.lessons if not lesson.completed), None):
            return Step("resume" if unread.read else "start", topic, unread)
        if topic.questions and topic.pk not in quizzed:
            return Step("take-quiz", topic)
    return Step("done" if course.lessons else "empty")


def _is_newer(opened: Attempt, latest: LessonState | None) -> bool:
    """No lesson is in the middle of being read since the quiz began."""
    return latest is None or latest.read is None or latest.completed is not None or opened.started >= latest.read


def _from(course: CourseState, latest: LessonState | None) -> list[TopicState]:
    """The topics from the one last read, then those before it."""
    if latest is None:
        return list(course.topics)
    index = course.topics.index(_topic_of(course, latest))
    return [*course.topics[index:], *course.topics[:index]]


def _topic_of(course: CourseState, lesson: LessonState) -> TopicState:
    return next(topic for topic in course.topics if topic.slug == lesson.topic_slug)
