"""The embed `[[question: id]]`: a check inside a lesson, with what this learner answered last."""

from portal.curriculum.embeds import Block, EmbedType, Found, View
from portal.curriculum.models import Lesson
from portal.quizzes.cards import Card, check_card
from portal.quizzes.models import Answer, Question

CHANGED = "This question has changed since you answered it. Your earlier answer is kept; here it is as it stands now."


def shared(lesson: Lesson, blocks: list[Block]) -> Found:
    """Every check unanswered."""
    questions = list(Question.objects.filter(slug__in=[block["ref"] for block in blocks], withdrawn=False))
    for question in questions:
        if question.lesson_id == lesson.pk:
            question.lesson = lesson
    return {question.slug: {"card": card_for(question, [], afresh=False)} for question in questions}


def personal(lesson: Lesson, blocks: list[Block], view: View) -> Found:
    """The checks that this learner has answered."""
    questions = {block["card"].question.pk: block["card"].question for block in blocks}
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(learner=view.learner, question__in=questions, attempt=None).order_by("at", "pk"):
        answers.setdefault(answer.question_id, []).append(answer)
    again = set(view.query.getlist("again"))
    return {
        questions[pk].slug: {"card": card_for(questions[pk], mine, afresh=questions[pk].slug in again)}
        for pk, mine in answers.items()
    }


def card_for(question: Question, answers: list[Answer], *, afresh: bool) -> Card:
    """The latest answer with its verdict; or the question, if there is none or it is asked afresh."""
    latest = answers[-1] if answers else None
    hidden = {"n": len(answers), "rev": question.rev}
    if latest is None or afresh:
        return check_card(question, hidden=hidden)
    if latest.rev != question.rev:
        return check_card(question, hidden=hidden, notice=CHANGED)
    again = f"{question.lesson.get_absolute_url()}?again={question.slug}#q-{question.slug}"
    return check_card(question, answer=latest, again=again)


QUESTION = EmbedType("question", "quizzes/_check_embed.html", shared=shared, personal=personal)
