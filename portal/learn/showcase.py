"""One answered question for the landing page: a visitor sees at once what an answer looks like here."""

import datetime
from typing import Any

from portal.quizzes.models import Question

SHOWN = 3
LONGEST = 80


def showcase(now: datetime.datetime) -> dict[str, Any] | None:
    """The first easy scenario with short choices; its right one and two others, each with its reason."""
    questions = Question.objects.visible(now).for_quizzes().filter(type="single", difficulty=1)
    for question in questions.with_lesson():
        choices = question.content["choices"]
        if all(len(choice["text"]) <= LONGEST for choice in choices):
            right = next(choice for choice in choices if choice.get("correct"))
            rest = [choice for choice in choices if not choice.get("correct")][: SHOWN - 1]
            shown = [choice for choice in choices if choice is right or choice in rest]
            return {"question": question, "choices": [_choice(question, choice) for choice in shown]}
    return None


def _choice(question: Question, choice: dict[str, Any]) -> dict[str, Any]:
    texts = {name: question.html[f"{name}:{choice['id']}"] for name in ("text", "why")}
    return {**texts, "correct": bool(choice.get("correct"))}
