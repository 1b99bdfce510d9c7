"""Seen, practised, known and mastered, for a lesson, a topic and the course."""

import datetime

import pytest

from portal.curriculum.models import Lesson, Topic
from portal.progress import places
from portal.progress.summary import LessonState, TopicState, course_state, percent
from portal.quizzes.models import Question
from tests import factories
from tests.quizzes.taking import begin, check, give, right, take, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def state_of(learner, slug="first", *, now):
    return next(lesson for lesson in course_state(learner, now=now).lessons if lesson.slug == slug)


def know(learner, *questions, now):
    """Right yesterday and right today."""
    for moment in (now - DAY, now):
        take(learner, *questions, now=moment)


def lesson_state(**fields):
    values = {"pk": 1, "slug": "a", "title": "A", "minutes": 5, "topic_slug": "t", "questions": 0, "known": 0}
    values |= {"missed": 0, "practised": False, "opened": False, "completed": None, "section": "", "read": None}
    return LessonState(**values | fields)


def topic_state(*lessons):
    return TopicState(1, "t", "T", "", "book", tuple(lesson_state(**lesson) for lesson in lessons))


# A lesson


def test_a_visitor_has_done_nothing(now):
    factories.make_question()

    lesson = state_of(None, now=now)

    assert (lesson.state, lesson.opened, lesson.practised, lesson.known, lesson.mastered) == (
        "todo",
        False,
        False,
        0,
        False,
    )


def test_a_lesson_is_seen_once_it_was_opened(learner, now):
    lesson = factories.make_lesson()
    places.mark_place(learner, lesson, "a-section", now=now)

    state = state_of(learner, now=now)

    assert (state.state, state.opened, state.practised, state.section, state.read) == (
        "now",
        True,
        False,
        "a-section",
        now,
    )


def test_a_lesson_is_done_when_the_learner_says_so_and_not_before(learner, now):
    lesson = factories.make_lesson()
    know(learner, factories.make_question(lesson=lesson), now=now)
    assert (state_of(learner, now=now).state, state_of(learner, now=now).mastered) == ("now", True)

    places.complete(learner, lesson, done=True, now=now)

    assert (state_of(learner, now=now).state, state_of(learner, now=now).completed) == ("done", now)


@pytest.mark.parametrize("answer", [right, wrong, lambda question: {}], ids=["right", "wrong", "not known yet"])
def test_any_answer_in_a_quiz_is_practice_and_opens_nothing(learner, now, answer):
    question = factories.make_question()
    give(begin(learner, question, now=now), question, answer(question), now=now)

    state = state_of(learner, now=now)

    assert (state.practised, state.opened, state.state) == (True, False, "now")


@pytest.mark.parametrize("use", ["quiz", "predict"])
def test_any_check_is_practice_and_shows_that_the_lesson_is_open(learner, now, use):
    question = factories.make_question(use=use)
    check(learner, question, wrong(question), now=now)

    state = state_of(learner, now=now)

    assert (state.practised, state.opened) == (True, True)


def test_one_lesson_practised_is_not_the_other(learner, now):
    factories.make_lesson("second")
    know(learner, factories.make_question(), now=now)

    other = state_of(learner, "second", now=now)

    assert (other.practised, other.known, other.state) == (False, 0, "todo")


def test_what_was_missed_on_the_latest_day_is_missed_until_it_is_right_on_a_later_one(learner, now):
    question = factories.make_question()
    check(learner, question, wrong(question), now=now)
    check(learner, question, right(question), now=now + HOUR)
    assert state_of(learner, now=now).missed == 1

    check(learner, question, right(question), now=now + DAY)
    assert state_of(learner, now=now).missed == 0


@pytest.mark.parametrize(
    ("questions", "enough"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (9, 8), (10, 8), (11, 9), (100, 80)]
)
def test_four_in_five_rounded_up_are_enough_for_mastery(questions, enough):
    assert lesson_state(questions=questions, known=enough).mastered
    assert not lesson_state(questions=questions, known=enough - 1).mastered


def test_a_lesson_without_questions_is_never_mastered():
    assert not lesson_state(questions=0, known=0).mastered


def test_mastery_counts_what_is_known_of_what_is_asked_today(learner, now):
    questions = [factories.make_question(f"q-{number}") for number in range(5)]
    factories.make_question("guess-first", use="predict")
    know(learner, *questions[:4], now=now)
    state = state_of(learner, now=now)
    assert (state.known, state.questions, state.mastered) == (4, 5, True)

    Question.objects.filter(slug="q-0").update(withdrawn=True)
    factories.touch_course()

    state = state_of(learner, now=now)
    assert (state.known, state.questions, state.mastered) == (3, 4, False)


def test_a_question_with_a_new_meaning_is_known_anew_but_was_practised(learner, now):
    question = factories.make_question()
    know(learner, question, now=now)
    Question.objects.update(rev=2)

    state = state_of(learner, now=now)

    assert (state.known, state.missed, state.mastered, state.practised) == (0, 0, False, True)


def test_other_learners_do_not_count(learner, other_learner, now):
    question = factories.make_question()
    know(other_learner, question, now=now)
    places.complete(other_learner, question.lesson, done=True, now=now)

    state = state_of(learner, now=now)

    assert (state.state, state.known, state.practised) == ("todo", 0, False)


# Topic and course


def test_a_topic_adds_up_its_lessons(now):
    topic = topic_state(
        {"minutes": 4, "questions": 5, "known": 4, "practised": True, "opened": True, "completed": now},
        {"minutes": 6, "questions": 2, "known": 1, "practised": True},
        {"minutes": 9, "opened": True},
        {"minutes": 1, "questions": 1},
    )

    assert (topic.seen, topic.practised, topic.mastered, topic.done) == (2, 2, 1, 1)
    assert (topic.known, topic.questions, topic.percent) == (5, 8, 62)
    assert (topic.minutes, topic.minutes_left) == (20, 16)
    assert (topic.started, topic.complete, topic.strong) == (True, False, False)


def test_a_topic_is_complete_with_its_last_lesson(now):
    assert topic_state({"completed": now}, {"completed": now}).complete
    assert not topic_state({"completed": now}, {"opened": True}).complete


@pytest.mark.parametrize("sign", [{"opened": True}, {"practised": True}])
def test_a_topic_is_started_by_any_lesson_of_it(sign):
    assert topic_state({}, sign).started
    assert not topic_state({}, {}).started


def test_lessons_without_questions_stay_out_of_the_percentage():
    topic = topic_state({"questions": 5, "known": 4}, {"questions": 0})

    assert (topic.percent, topic.strong) == (80, True)


def test_the_course_counts_questions_and_not_topics(learner, now):
    small = factories.make_lesson("small", factories.make_topic("small"))
    large = factories.make_lesson("large", factories.make_topic("large"))
    known = factories.make_question("a", small)
    for number in range(3):
        factories.make_question(f"b-{number}", large)
    know(learner, known, now=now)
    places.complete(learner, small, done=True, now=now)

    course = course_state(learner, now=now)

    assert [topic.percent for topic in course.topics] == [100, 0]
    assert (course.percent, course.known, course.questions) == (25, 1, 4)
    assert (course.done, course.seen, course.practised, course.mastered, len(course.lessons)) == (1, 1, 1, 1, 2)


@pytest.mark.parametrize(("part", "whole", "found"), [(0, 0, 0), (2, 3, 66), (199, 200, 99), (4, 5, 80), (3, 3, 100)])
def test_percentages_are_rounded_down(part, whole, found):
    assert percent(part, whole) == found


def test_topics_and_lessons_stand_in_the_order_of_the_course(now):
    later = factories.make_topic("later", position=2)
    sooner = factories.make_topic("sooner", position=1)
    for topic, slug, position in ((later, "c", 1), (sooner, "b", 2), (sooner, "a", 1)):
        factories.make_lesson(slug, topic, position=position)

    course = course_state(None, now=now)

    assert [topic.slug for topic in course.topics] == ["sooner", "later"]
    assert [lesson.slug for lesson in course.lessons] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "change",
    [{"status": "draft"}, {"withdrawn": True}, {"publish": datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)}],
)
def test_a_lesson_that_is_not_shown_counts_nowhere(learner, now, change):
    factories.make_lesson("second", factories.make_topic("other"))
    question = factories.make_question("q")
    know(learner, question, now=now)
    places.complete(learner, question.lesson, done=True, now=now)
    assert course_state(learner, now=now).mastered == 1
    Lesson.objects.filter(pk=question.lesson_id).update(**change)
    factories.touch_course()

    course = course_state(learner, now=now)

    assert [topic.slug for topic in course.topics] == ["other"]
    assert (course.done, course.known, course.questions, course.practised, course.mastered) == (0, 0, 0, 0, 0)


def test_a_topic_whose_folder_is_gone_counts_nowhere(now):
    factories.make_lesson()
    Topic.objects.update(withdrawn=True)
    factories.touch_course()

    assert course_state(None, now=now).topics == ()


def test_a_lesson_for_later_joins_the_course_when_its_moment_has_come(now):
    factories.make_lesson(publish=now + HOUR)

    assert [course_state(None, now=moment).lessons != [] for moment in (now, now + HOUR)] == [False, True]
