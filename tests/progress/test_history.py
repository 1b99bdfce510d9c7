"""Finished quizzes, and how the progress page shows them."""

import datetime
import re

import pytest

from portal.progress import history
from portal.quizzes import attempts
from portal.quizzes.models import Attempt, Question
from tests import factories
from tests.quizzes.taking import begin, give, right, take, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def three():
    return [factories.make_question(slug) for slug in ("one", "two", "three")]


def rows(client):
    """What each line of the history says, without tags."""
    page = client.get("/progress/").content.decode()
    table = re.search(r'<table class="hist">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    lines = re.findall(r"<tr>(.*?)</tr>", table[1]) if table else []
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def test_the_newest_is_the_one_finished_last(learner, three, now):
    early = begin(learner, three[0], now=now - 3 * DAY)
    between = take(learner, three[1], now=now - DAY)
    give(early, three[0], right(three[0]), now=now)

    assert [each.attempt for each in history.finished(learner, now=now)] == [early, between]


def test_open_and_dropped_quizzes_are_left_out(learner, three, now):
    done = take(learner, *three, now=now)
    opened = begin(learner, *three, now=now)
    give(opened, three[0], right(three[0]), now=now)
    attempts.start_over(learner, done.topic, now=now)

    assert Attempt.objects.count() == 3
    assert [each.attempt for each in history.finished(learner, now=now)] == [done]


def test_each_has_its_verdicts_in_the_order_of_the_answers(learner, three, now):
    attempt = begin(learner, *three, now=now)
    for number, (question, given) in enumerate(((three[2], right), (three[0], wrong), (three[1], right))):
        give(attempt, question, given(question), now=now + number * HOUR)

    [found] = history.finished(learner, now=now)

    assert (found.marks, found.right) == ((True, False, True), 2)


def test_questions_that_are_gone_do_not_count(learner, three, now):
    take(learner, *three, now=now, missed=three[:1])
    Question.objects.filter(slug="one").update(withdrawn=True)

    [found] = history.finished(learner, now=now)

    assert found.marks == (True, True)


def test_a_question_asked_anew_counts_once_by_its_last_answer(learner, three, now):
    attempt = begin(learner, *three[:2], now=now)
    give(attempt, three[0], right(three[0]), now=now)
    Question.objects.filter(slug="one").update(rev=2)
    give(attempt, three[1], right(three[1]), now=now)
    give(attempt, three[0], wrong(three[0]), now=now + HOUR)

    [found] = history.finished(learner, now=now)

    assert sorted(found.marks) == [False, True]


def test_the_score_is_the_one_on_the_result(learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[:1])
    Question.objects.filter(slug="two").update(withdrawn=True)
    sheet = attempts.sheet(attempt, now=now)

    [found] = history.finished(learner, now=now)

    assert (found.right, len(found.marks)) == (sheet.right, len(sheet.slots)) == (1, 2)


def test_the_day_is_the_one_where_the_learner_is(learner, three, now):
    learner.time_zone = "Pacific/Kiritimati"
    take(learner, *three, now=now)

    assert history.finished(learner, now=now)[0].day == datetime.date(2026, 11, 25)


def test_others_quizzes_are_not_among_them(learner, other_learner, three, now):
    take(other_learner, *three, now=now)

    assert history.finished(learner, now=now) == []


def test_only_the_latest_are_listed(learner, three, now):
    done = [take(learner, three[0], now=now + number * DAY) for number in range(3)]

    begin(learner, *three, now=now + 9 * DAY)

    assert [each.attempt for each in history.finished(learner, now=now, shown=2)] == [done[2], done[1]]
    assert [each.attempt for each in history.finished(learner, now=now, shown=3)] == done[::-1]


# The page


def test_the_page_lists_quizzes_with_day_and_score_and_leads_to_the_result(learner_client, learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[:1])

    assert rows(learner_client) == ["Basics 24 Nov 2026 2 of 3"]
    page = learner_client.get("/progress/").content.decode()
    assert f'<a href="/quizzes/attempts/{attempt.pk}/result/">' in page
    assert (page.count('<li class="is-right">'), page.count('<li class="is-wrong">')) == (2, 1)


def test_a_retry_is_told_from_the_quiz_it_repeats(learner_client, learner, three, now):
    attempt = take(learner, *three, now=now, missed=three[:1])
    again = attempts.retry_wrong(attempt, now=now + HOUR)
    give(again, three[0], right(three[0]), now=now + HOUR)

    assert rows(learner_client) == ["Basics, second try 24 Nov 2026 1 of 1", "Basics 24 Nov 2026 2 of 3"]


def test_before_the_first_quiz_the_page_says_so(learner_client, three):
    assert "No quiz finished yet." in learner_client.get("/progress/").content.decode()
