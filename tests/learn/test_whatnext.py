"""The one thing to do next, from what the queries found."""

import datetime

from portal.learn.whatnext import next_step
from portal.progress.summary import CourseState, LessonState, TopicState
from portal.quizzes.models import Attempt

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def at(minutes):
    return NOON + datetime.timedelta(minutes=minutes)


def lesson(number, *, read=None, done=False, topic="t1", questions=2):
    return LessonState(
        pk=number,
        slug=f"l{number}",
        title=f"Lesson {number}",
        minutes=5,
        topic_slug=topic,
        questions=questions,
        known=0,
        missed=0,
        practised=False,
        opened=read is not None,
        completed=at(read) if done else None,
        section="",
        read=at(read) if read is not None else None,
    )


def course(*topics):
    found = [
        TopicState(number, f"t{number}", f"Topic {number}", "", "book", tuple(lessons))
        for number, lessons in enumerate(topics, 1)
    ]
    return CourseState(tuple(found))


def step(state, opened=None, quizzed=()):
    found = next_step(state, opened, set(quizzed))
    return found.kind, found.lesson.slug if found.lesson else found.topic.slug if found.topic else ""


def quiz(started, topic=1):
    return Attempt(topic_id=topic, started=at(started))


def test_a_new_learner_starts_at_the_beginning():
    assert step(course([lesson(1), lesson(2)])) == ("start", "l1")


def test_what_was_begun_is_resumed():
    assert step(course([lesson(1, read=0), lesson(2)])) == ("resume", "l1")
    assert step(course([lesson(1), lesson(2, read=0)])) == ("resume", "l2")
    assert step(course([lesson(1, read=5), lesson(2, read=3)])) == ("resume", "l1")


def test_after_a_lesson_comes_the_next_one_not_done():
    assert step(course([lesson(1, read=0, done=True), lesson(2)])) == ("start", "l2")
    assert step(course([lesson(1, read=0), lesson(2, read=1, done=True)])) == ("resume", "l1")


def test_after_the_lessons_of_a_topic_comes_its_quiz():
    done = [lesson(1, read=0, done=True)]

    assert step(course(done, [lesson(2, topic="t2")])) == ("take-quiz", "t1")
    assert step(course(done, [lesson(2, topic="t2")]), quizzed=[1]) == ("start", "l2")


def test_a_topic_without_questions_has_no_quiz():
    assert step(course([lesson(1, read=0, done=True, questions=0)], [lesson(2, topic="t2")])) == ("start", "l2")


def test_it_goes_on_where_the_learner_was_and_then_comes_back():
    state = course([lesson(1)], [lesson(2, read=0, done=True, topic="t2")])

    assert step(state, quizzed=[2]) == ("start", "l1")
    assert step(state) == ("take-quiz", "t2")


def test_all_done():
    assert step(course([lesson(1, read=0, done=True)]), quizzed=[1]) == ("done", "")


def test_a_course_without_lessons_was_gone_through_by_nobody():
    assert step(course()) == ("empty", "")


def test_an_open_quiz_waits_unless_a_lesson_was_read_since():
    assert step(course([lesson(1, read=0)]), quiz(5)) == ("quiz", "t1")
    assert step(course([lesson(1, read=9)]), quiz(5)) == ("resume", "l1")
    assert step(course([lesson(1, read=9, done=True)]), quiz(5)) == ("quiz", "t1")
    assert step(course([lesson(1)]), quiz(5)) == ("quiz", "t1")


def test_a_quiz_of_a_topic_that_is_gone_does_not_wait():
    assert step(course([lesson(1)]), quiz(5, topic=7)) == ("start", "l1")
