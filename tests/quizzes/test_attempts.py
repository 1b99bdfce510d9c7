import datetime

import pytest

from portal.quizzes import attempts, known
from portal.quizzes.answering import Submission
from portal.quizzes.models import Answer, Attempt, Question
from tests import factories
from tests.quizzes.taking import begin, check, give, right, take, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def three(db):
    return [factories.make_question(slug) for slug in ("one", "two", "three")]


@pytest.fixture
def topic(three):
    return three[0].lesson.topic


def slugs(sheet):
    return [slot.question.slug for slot in sheet.slots]


# Begin, resume, start over


def test_a_quiz_draws_at_most_ten_visible_quiz_questions(learner, topic, now):
    for number in range(12):
        factories.make_question(f"more-{number}")
    factories.make_question("hidden").delete()
    Question.objects.filter(slug="more-0").update(withdrawn=True)
    Question.objects.filter(slug="more-1").update(use="predict")
    draft = factories.make_question("draft", factories.make_lesson("draft", status="draft"))

    drawn = {slug for slug, _ in attempts.begin_or_resume(learner, topic, now=now).questions}

    assert len(drawn) == 10
    assert not drawn & {"more-0", "more-1", draft.slug}
    assert len(attempts.candidates(learner, topic, now=now)) == attempts.questions_of(topic, now=now).count() == 13


def test_what_was_missed_comes_before_what_is_known(learner, topic, three, now):
    learnt = [factories.make_question(f"more-{number}") for number in range(10)]
    check(learner, three[0], wrong(three[0]), now=now)
    check(learner, three[1], right(three[1]), now=now)
    for day in range(2):
        for question in learnt:
            check(learner, question, right(question), now=now + day * DAY)

    drawn = {slug for slug, _ in attempts.begin_or_resume(learner, topic, now=now + 2 * DAY).questions}

    assert {"one", "two", "three"} <= drawn


def test_an_open_quiz_is_resumed_with_its_order(learner, topic, now):
    first = attempts.begin_or_resume(learner, topic, now=now)

    assert attempts.begin_or_resume(learner, topic, now=now + DAY) == first
    assert slugs(attempts.sheet(first, now=now)) == [slug for slug, _ in first.questions]
    assert Attempt.objects.count() == 1


def test_of_two_open_ones_the_newest_is_resumed(learner, three, topic, now):
    begin(learner, *three, now=now)
    newest = begin(learner, three[0], now=now + HOUR, purpose="retry")

    assert attempts.begin_or_resume(learner, topic, now=now + DAY) == newest


def test_an_older_open_one_is_resumed_where_the_newest_has_nothing_left(learner, three, topic, now):
    older = begin(learner, *three[1:], now=now)
    newest = begin(learner, three[0], now=now + HOUR)
    Question.objects.filter(slug="one").update(withdrawn=True)

    assert attempts.begin_or_resume(learner, topic, now=now + DAY) == older
    newest.refresh_from_db()
    assert newest.finished == now + DAY


def test_a_topic_without_questions_has_no_quiz_and_ends_none(learner, three, topic, now):
    opened = begin(learner, *three, now=now)
    Question.objects.update(withdrawn=True)

    assert attempts.start_over(learner, topic, now=now + HOUR) is None
    opened.refresh_from_db()
    assert opened.dropped is None
    assert attempts.begin_or_resume(learner, topic, now=now + HOUR) is None


def test_starting_over_ends_what_is_open_without_a_score(learner, three, topic, now):
    opened = begin(learner, *three, now=now)
    give(opened, three[0], right(three[0]), now=now)
    done = take(learner, *three, now=now)

    fresh = attempts.start_over(learner, topic, now=now + HOUR)

    opened.refresh_from_db()
    done.refresh_from_db()
    assert (opened.finished, opened.dropped, done.dropped) == (None, now + HOUR, None)
    assert fresh.is_open
    assert fresh != opened
    assert Answer.objects.filter(attempt=opened).count() == 1


def test_nobody_elses_quiz_is_resumed_or_ended(learner, other_learner, three, topic, now):
    theirs = begin(other_learner, *three, now=now)

    assert attempts.begin_or_resume(learner, topic, now=now) != theirs
    attempts.start_over(learner, topic, now=now)
    theirs.refresh_from_db()
    assert theirs.is_open


def test_another_topic_is_not_resumed_or_ended(learner, three, topic, now):
    other = factories.make_question("else", factories.make_lesson("else", factories.make_topic("else")))
    theirs = begin(learner, other, now=now)

    assert attempts.start_over(learner, topic, now=now).topic == topic
    theirs.refresh_from_db()
    assert theirs.is_open


# Answering


def test_the_last_answer_finishes(learner, three, now):
    attempt = begin(learner, *three, now=now)
    for number, question in enumerate(three):
        assert attempt.finished is None
        give(attempt, question, right(question), now=now + number * HOUR)

    attempt.refresh_from_db()
    assert attempt.finished == now + 2 * HOUR
    assert attempts.sheet(attempt, now=now).right == 3


def test_a_second_answer_to_the_last_question_does_not_finish_again(learner, three, now):
    attempt = take(learner, *three, now=now)
    stale = Attempt.objects.get(pk=attempt.pk)
    stale.finished = None

    assert not attempts.answer(stale, Submission(three[2], {}), learner=learner, now=now + HOUR)
    attempt.refresh_from_db()
    assert (attempt.finished, Answer.objects.count()) == (now, 3)


def test_a_quiz_ended_in_another_tab_takes_no_answer(learner, three, topic, now):
    stale = begin(learner, *three, now=now)
    attempts.start_over(learner, topic, now=now)

    assert not attempts.answer(stale, Submission(three[0], {"choice": "right"}), learner=learner, now=now)
    assert not Answer.objects.exists()


# Retry


def test_a_retry_asks_only_what_was_wrong(learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[1:])

    again = attempts.retry_wrong(attempt, now=now)

    assert again.purpose == "retry"
    assert {slug for slug, _ in again.questions} == {"two", "three"}
    assert attempts.retry_wrong(attempt, now=now + HOUR) == again
    assert Attempt.objects.count() == 2


def test_a_finished_retry_can_be_repeated(learner, three, now):
    attempt = take(learner, *three, now=now, missed=[three[1]])
    first = attempts.retry_wrong(attempt, now=now)
    give(first, three[1], right(three[1]), now=now)

    assert attempts.retry_wrong(attempt, now=now) != first
    assert attempts.retry_wrong(first, now=now) is None


def test_i_do_not_know_yet_is_retried_too(learner, three, now):
    attempt = begin(learner, three[0], now=now)
    give(attempt, three[0], {}, now=now)

    assert [slug for slug, _ in attempts.retry_wrong(attempt, now=now).questions] == ["one"]


def test_a_missed_question_that_is_gone_is_not_retried(learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[1:])
    Question.objects.filter(slug="two").update(withdrawn=True)

    assert [slug for slug, _ in attempts.retry_wrong(attempt, now=now).questions] == ["three"]
    Question.objects.filter(slug="three").update(withdrawn=True)
    assert attempts.retry_wrong(attempt, now=now) is None


# What changes in the middle


def test_a_question_that_vanished_drops_from_the_score(learner, three, now):
    attempt = begin(learner, *three, now=now)
    give(attempt, three[0], right(three[0]), now=now)
    Question.objects.filter(slug="two").update(withdrawn=True)

    sheet = attempts.sheet(attempt, now=now)

    assert (slugs(sheet), sheet.vanished, sheet.next.question.slug, sheet.next_number) == (
        ["one", "three"],
        1,
        "three",
        2,
    )
    give(attempt, three[2], right(three[2]), now=now)
    attempt.refresh_from_db()
    assert attempt.finished


def test_one_that_comes_back_after_the_end_was_never_asked_and_does_not_count(learner, three, now):
    attempt = begin(learner, *three, now=now)
    Question.objects.filter(slug="two").update(withdrawn=True)
    for question in (three[0], three[2]):
        give(attempt, question, right(question), now=now)
    Question.objects.filter(slug="two").update(withdrawn=False)
    attempt.refresh_from_db()

    sheet = attempts.sheet(attempt, now=now)

    assert (slugs(sheet), sheet.vanished, sheet.is_complete) == (["one", "three"], 0, True)


def test_the_lesson_may_vanish_too(learner, three, now):
    attempt = begin(learner, *three, now=now)
    three[0].lesson.status = "draft"
    three[0].lesson.save()

    sheet = attempts.sheet(attempt, now=now)
    assert (slugs(sheet), sheet.vanished, sheet.is_complete, sheet.next_number) == ([], 3, True, 0)


def test_a_changed_question_is_asked_anew_and_both_answers_stay(learner, three, now):
    attempt = begin(learner, *three, now=now)
    give(attempt, three[0], right(three[0]), now=now)
    Question.objects.filter(slug="one").update(rev=2)

    slot = attempts.sheet(attempt, now=now).slot("one")
    assert (slot.answer, slot.changed) == (None, True)
    give(attempt, three[0], wrong(three[0]), now=now + HOUR)

    sheet = attempts.sheet(attempt, now=now)
    assert (sheet.right, len(sheet.answered)) == (0, 1)
    assert sorted(Answer.objects.values_list("key", "rev", "right")) == [
        (f"a{attempt.pk}-one", 1, True),
        (f"a{attempt.pk}-one-r2", 2, False),
    ]


def test_a_changed_question_keeps_a_quiz_open(learner, three, now):
    attempt = begin(learner, *three[:2], now=now)
    give(attempt, three[0], right(three[0]), now=now)
    Question.objects.filter(slug="one").update(rev=2)
    give(attempt, three[1], right(three[1]), now=now)

    attempt.refresh_from_db()
    assert attempt.finished is None
    assert attempts.sheet(attempt, now=now).next.question.slug == "one"


def test_a_change_after_the_end_leaves_the_score_and_is_told(learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[:1])
    Question.objects.filter(slug="two").update(rev=2)

    sheet = attempts.sheet(attempt, now=now)

    assert (sheet.right, len(sheet.slots)) == (2, 3)
    assert [slot.changed for slot in sheet.slots] == [False, True, False]


def test_an_edit_without_a_new_revision_asks_nothing_anew(learner, three, now):
    attempt = begin(learner, *three, now=now)
    give(attempt, three[0], right(three[0]), now=now)
    Question.objects.filter(slug="one").update(stem="Better said")

    assert attempts.sheet(attempt, now=now).slot("one").answer.right


def test_a_sheet_costs_two_queries(learner, three, now, django_assert_num_queries):
    small, large = begin(learner, three[0], now=now), begin(learner, *three, now=now)

    for attempt in (small, large):
        with django_assert_num_queries(2):
            sheet = attempts.sheet(attempt, now=now)
            assert all(slot.question.lesson.topic.slug for slot in sheet.slots)


def test_answers_in_a_quiz_are_known_like_those_in_lessons(learner, three, now):
    take(learner, *three, now=now)
    check(learner, three[0], right(three[0]), now=now + DAY)

    states = known.states(learner)
    assert {pk: state.known for pk, state in states.items()} == {
        three[0].pk: True,
        three[1].pk: False,
        three[2].pk: False,
    }
