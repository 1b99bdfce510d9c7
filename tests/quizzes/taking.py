"""Taking quizzes in tests: what a form would send, and a quiz to take."""

from portal.quizzes import attempts
from portal.quizzes.answering import Submission, record
from portal.quizzes.models import Answer, Attempt

WRONG = {
    "single": {"choice": "wrong"},
    "multiple": {"choices": ["other", "wrong"]},
    "true-false": {"choice": "true"},
    "fill": {"text": "bucket"},
    "numeric": {"number": "7"},
}


def wrong(question):
    """An answer that is complete and wrong."""
    if question.type == "ordering":
        return {"order": question.kind.key()["order"][::-1]}
    if question.type == "matching":
        pairs = question.kind.key()["pairs"]
        return {"pairs": dict(zip(pairs, [*list(pairs.values())[1:], next(iter(pairs.values()))], strict=True))}
    return WRONG[question.type]


def right(question):
    return question.kind.key()


def post(given):
    """What the form of any type sends for an answer; nothing is “I don’t know yet”."""
    if "order" in given:
        return {f"position-{id}": str(number) for number, id in enumerate(given["order"], 1)}
    if "pairs" in given:
        return {f"match-{left}": partner for left, partner in given["pairs"].items()}
    return given or {"skip": "1"}


def begin(learner, *questions, now, **fields):
    """An open attempt of exactly these questions, in this order."""
    values = {"topic": questions[0].lesson.topic, "seed": "seed", "started": now, **fields}
    drawn = [[question.slug, question.rev] for question in questions]
    return Attempt.objects.create(learner=learner, questions=drawn, **values)


def give(attempt, question, given, *, now):
    """Answer one question of an attempt."""
    question = type(question).objects.get(pk=question.pk)
    assert attempts.answer(attempt, Submission(question, given), learner=attempt.learner, now=now)


def check(learner, question, given, *, now):
    """Answer a check in a lesson, as often as it is called."""
    question = type(question).objects.get(pk=question.pk)
    number = Answer.objects.filter(learner=learner, question=question, attempt=None).count()
    answer, created = record(Submission(question, given), learner=learner, key=f"c-{question.slug}-{number}", now=now)
    assert created
    return answer


def take(learner, *questions, now, missed=()):
    """A finished attempt in which all but the missed were right."""
    attempt = begin(learner, *questions, now=now)
    for question in questions:
        give(attempt, question, wrong(question) if question in missed else right(question), now=now)
    attempt.refresh_from_db()
    assert attempt.finished
    return attempt
