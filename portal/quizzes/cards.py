"""One question as a page shows it: to be answered, or answered with verdict and reasons."""

from dataclasses import dataclass, field
from typing import Any

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse

from portal.quizzes.answering import MAX_MILLISECONDS, Submission
from portal.quizzes.kind import AnswerForm
from portal.quizzes.models import Answer, Question


@dataclass(frozen=True)
class Card:
    """What `quizzes/_card.html` needs. Without an answer it holds nothing that tells the key."""

    question: Question
    seed: str
    action: str
    """Where the form posts to."""
    hidden: dict[str, Any] = field(default_factory=dict)
    answer: Answer | None = None
    errors: ErrorDict | None = None
    typed: QueryDict | None = None
    """What was sent, so that an error loses nothing."""
    notice: str = ""
    again: str = ""
    """Address that asks afresh."""

    @property
    def anchor(self) -> str:
        return f"q-{self.question.slug}"

    @property
    def stem(self) -> str:
        return str(self.question.html["stem"])

    @property
    def hint(self) -> str:
        return str(self.question.html.get("hint", ""))

    @property
    def kind_template(self) -> str:
        return self.question.kind.template

    @property
    def view(self) -> dict[str, Any]:
        given = self.answer.given if self.answer else None
        return self.question.kind.view(self.question.html, self.seed, given)

    @property
    def skipped(self) -> bool:
        return self.answer is not None and not self.answer.given

    @property
    def explain(self) -> str:
        """Known to a page only after the answer."""
        return str(self.question.html["explain"]) if self.answer else ""

    @property
    def sources(self) -> list[dict[str, str]]:
        return self.question.sources if self.answer else []

    @property
    def section_title(self) -> str:
        for heading in self.question.lesson.headings:
            if heading["anchor"] == self.question.section:
                return str(heading["text"])
        return self.question.lesson.title

    @property
    def section_url(self) -> str:
        fragment = f"#s-{self.question.section}" if self.question.section else ""
        return f"{self.question.lesson.get_absolute_url()}{fragment}"

    @property
    def error_messages(self) -> list[str]:
        return [str(message) for messages in (self.errors or {}).values() for message in messages]

    @property
    def sent(self) -> set[str]:
        """Names and values that were sent, as `name=value`, for templates that put them back."""
        return {f"{name}={value}" for name, values in (self.typed or QueryDict()).lists() for value in values}

    @property
    def confidences(self) -> list[tuple[str, str]]:
        return list(Answer.Confidence.choices)


def read_submission(question: Question, post: QueryDict) -> tuple[Submission | None, AnswerForm]:
    """What a POST answers, or None with the form's errors. Fields nobody asked for are ignored."""
    form = question.kind.form(post)
    if "skip" in post:
        return Submission(question, {}, milliseconds=_milliseconds(post)), form
    if not form.is_valid():
        return None, form
    confidence = post.get("confidence", "")
    known = confidence if confidence in Answer.Confidence.values else ""
    return Submission(question, form.given(), known, _milliseconds(post)), form


def _milliseconds(post: QueryDict) -> int | None:
    """The time the page's script measured: worth little, so it is bounded and never an error."""
    text = post.get("ms", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return min(int(text), MAX_MILLISECONDS)


def number(post: QueryDict, name: str) -> int:
    """A small whole number from a hidden field; anything else is 0."""
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def check_card(question: Question, **state: Any) -> Card:
    """A check inside a lesson. It shuffles by the question alone, so all visitors share one page."""
    return Card(
        question=question, seed=question.slug, action=reverse("quizzes:check_answer", args=[question.slug]), **state
    )
