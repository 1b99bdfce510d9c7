"""How questions and lessons are worded: what gives an answer away, what the choices' order breaks. Pure."""

import re
from collections.abc import Iterator

from portal.content.items import QuestionItem

LETTERS = re.compile(r"\b(?i:answers?|choices?|options?)\s+[A-E]\b(?:\s*(?:and|or|,)\s*[A-E]\b)?")
PAIR = re.compile(r"\b(?i:both|either|neither)\s+[A-E] (?:and|or|nor) [A-E]\b")
SHARE = (0.15, 0.35)
ENOUGH = 8
"""Below this number of single-choice questions a share says nothing."""


def words(stem: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’']+", stem.casefold()))


def letter_references(question: QuestionItem) -> Iterator[str]:
    """Choices are shuffled, so no text may call one by a letter."""
    texts = [question.stem, question.explain, question.hint]
    for choice in question.content.get("choices", []):
        texts += [choice["text"], choice["why"]]
    for text in texts:
        if found := LETTERS.search(text) or PAIR.search(text):
            yield f"“{found[0]}” names a choice by letter, but choices are shuffled: name what it says"


def key_lengths(questions: list[QuestionItem]) -> Iterator[str]:
    """Warn where the right choice of single-choice questions is the longest, or the shortest, too often or too rarely."""
    singles = [question.content["choices"] for question in questions if question.type == "single"]
    if len(singles) < ENOUGH:
        return
    for word, pick in (("longest", max), ("shortest", min)):
        share = sum(_stands_out(choices, pick) for choices in singles) / len(singles)
        if not SHARE[0] <= share <= SHARE[1]:
            yield (
                f"the right choice is the {word} in {share:.0%} of {len(singles)} single-choice questions: "
                f"{SHARE[0]:.0%} to {SHARE[1]:.0%} give nothing away"
            )


def _stands_out(choices: list[dict[str, object]], pick: object) -> bool:
    lengths = [len(str(choice["text"])) for choice in choices]
    extreme = pick(lengths)  # type: ignore[operator]
    right = next((len(str(choice["text"])) for choice in choices if choice.get("correct")), 0)
    return bool(right == extreme and lengths.count(extreme) == 1)
