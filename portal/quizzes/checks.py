"""The embed `[[question: id]]`: a check inside a lesson, with what this learner answered last."""

from portal.accounts.models import User
from portal.curriculum.embeds import Block, EmbedType, Page
from portal.quizzes.cards import Card, check_card
from portal.quizzes.models import Answer, Question


def fill(page: Page, blocks: list[Block]) -> dict[str, Block]:
    """One query for the questions, one more for a learner's answers to them."""
    refs = [block["ref"] for block in blocks]
    questions = list(Question.objects.filter(slug__in=refs, withdrawn=False).defer("tags", "contrast"))
    for question in questions:
        question.lesson = page.lesson if question.lesson_id == page.lesson.pk else question.lesson
    again = set(page.query.getlist("again"))
    answers = _answers(page.learner, questions)
    return {
        question.slug: {"card": card_for(question, answers.get(question.pk, []), afresh=question.slug in again)}
        for question in questions
    }


def card_for(question: Question, answers: list[Answer], *, afresh: bool) -> Card:
    """The latest answer with its verdict; or the question, if there is none or it is asked afresh."""
    latest = answers[-1] if answers else None
    hidden = {"n": len(answers), "rev": question.rev}
    if latest is None or afresh:
        return check_card(question, hidden=hidden)
    again = f"{question.lesson.get_absolute_url()}?again={question.slug}#q-{question.slug}"
    if latest.rev != question.rev:
        return check_card(question, hidden=hidden, notice=CHANGED)
    return check_card(question, answer=latest, again=again)


CHANGED = "This question has changed since you answered it. Your earlier answer is kept; here it is as it stands now."


def _answers(learner: User | None, questions: list[Question]) -> dict[int, list[Answer]]:
    if learner is None or not questions:
        return {}
    found: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(learner=learner, question__in=questions, attempt=None).order_by("at", "pk"):
        found.setdefault(answer.question_id, []).append(answer)
    return found


QUESTION = EmbedType("question", "quizzes/_check_embed.html", fill=fill)
