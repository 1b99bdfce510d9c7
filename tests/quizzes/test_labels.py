import pytest

from portal.problems import Problems
from portal.quizzes.kind import text_id
from portal.quizzes.labels import Label, has_twins, read_label
from portal.yamlfile import Fields, load


def read(text):
    problems = Problems()
    fields = Fields(load(text, "quiz.yaml", problems), "quiz.yaml", problems)
    value, line = fields.items("items")[0]
    return read_label(fields, "items", value, line), [str(problem) for problem in problems.errors]


def test_a_text_alone_gets_an_id_of_its_own():
    label, problems = read("items:\n  - ' A queue '")

    assert (label, problems) == (Label(text_id("A queue"), "A queue"), [])
    assert label.dump() == "A queue"


def test_an_id_keeps_its_history_when_the_text_changes():
    label, problems = read("items:\n  - {id: queue, text: A queue}")

    assert (label, problems) == (Label("queue", "A queue"), [])
    assert label.dump() == {"id": "queue", "text": "A queue"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("items:\n  - 7", "quiz.yaml:2: “items” must be text, or have an “id” and a “text”"),
        ("items:\n  - ' '", "quiz.yaml:2: “items” must be text, or have an “id” and a “text”"),
        ("items:\n  - {id: x}", "quiz.yaml:2: “text” is missing"),
        ("items:\n  - {id: x, text: X, why: Y}", "quiz.yaml:2: “why” is not a field here (known: id, text)"),
    ],
)
def test_mistakes_are_told_with_their_line(text, problem):
    assert read(text)[1] == [problem]


def test_twins_share_an_id_or_read_alike():
    assert not has_twins([])
    assert not has_twins([Label("a", "A"), Label("b", "B")])
    assert has_twins([Label("a", "A"), Label("a", "B")])
    assert has_twins([Label("a", "Queue"), Label("b", "queue")])
