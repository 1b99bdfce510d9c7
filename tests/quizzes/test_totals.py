import datetime

import pytest
from django.db.models import Sum

from portal.accounts import holdings
from portal.quizzes.kinds import OWN
from portal.quizzes.models import Answer, PickTotal, Question, QuestionTotal
from tests import factories
from tests.quizzes.taking import check, right, take, wrong

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def forget(user):
    for holding in holdings.registered():
        holding.forget(user)


def sums():
    totals = QuestionTotal.objects.aggregate(answers=Sum("answers"), right=Sum("right"))
    return totals["answers"], totals["right"], PickTotal.objects.aggregate(times=Sum("times"))["times"]


@pytest.mark.parametrize("name", sorted(OWN))
def test_totals_are_the_sums_over_the_answers(learner, other_learner, now, name):
    question = factories.make_question("q", type=name)
    for learning, given in ((learner, right(question)), (other_learner, wrong(question)), (learner, {})):
        check(learning, question, given, now=now)

    total = QuestionTotal.objects.get()
    assert (total.answers, total.right) == (3, 1)
    picks = [pick for answer in Answer.objects.all() for pick in question.kind.picks(answer.given)]
    assert {row.pick: row.times for row in PickTotal.objects.all()} == {pick: picks.count(pick) for pick in picks}


@pytest.mark.parametrize("name", sorted(OWN))
def test_forgetting_a_learner_subtracts_theirs_alone(learner, other_learner, now, name):
    question = factories.make_question("q", type=name)
    check(other_learner, question, wrong(question), now=now)
    before = sums(), dict(PickTotal.objects.values_list("pick", "times"))
    for given in (right(question), wrong(question), {}):
        check(learner, question, given, now=now)

    forget(learner)

    left = {pick: times for pick, times in PickTotal.objects.values_list("pick", "times") if times}
    assert (sums(), left) == before
    assert not Answer.objects.filter(learner=learner).exists()


@pytest.mark.parametrize("name", sorted(OWN))
def test_forgetting_is_exact_after_the_question_was_edited_too(learner, other_learner, now, name):
    question = factories.make_question("q", type=name)
    for learning in (learner, other_learner):
        check(learning, question, right(question), now=now)
    turned = {
        key: list(reversed(value)) if isinstance(value, list) else value for key, value in question.content.items()
    }
    Question.objects.update(content=turned, rev=2)

    for number, learning in ((1, learner), (0, other_learner)):
        forget(learning)
        assert sums() == (number, number, number * len(question.kind.picks(right(question))))


def test_an_attempt_is_forgotten_with_its_answers(learner, now):
    question = factories.make_question("q")
    take(learner, question, now=now)

    forget(learner)

    assert sums() == (0, 0, 0)
    assert not learner.attempts.exists()
