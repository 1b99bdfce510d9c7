"""Questions of one type, written as an author writes them and read as the site reads them."""

from portal.problems import Problems
from portal.quizzes.kinds import KINDS
from portal.yamlfile import Fields, load


def read(name, text):
    """The content of a type, and its problems as an author sees them."""
    problems = Problems()
    fields = Fields(load(text, "quiz.yaml", problems), "quiz.yaml", problems)
    content = KINDS[name].read(fields)
    fields.finish()
    return content, [str(problem) for problem in problems.errors]


def good(name, text):
    content, problems = read(name, text)
    assert problems == []
    return content


def again(content):
    """The content after it was dumped and read back."""
    problems = Problems()
    fields = Fields(content.dump(), "", problems)
    found = type(content).read(fields)
    fields.finish()
    assert problems.found == []
    return found


def html_of(content):
    """The texts as they would be stored."""
    return {key: f"<b>{text}</b>" for key, text in content.texts()}


def errors(form):
    """What the learner is told; None if the form is fine."""
    if form.is_valid():
        return None
    return [str(message) for messages in form.errors.values() for message in messages]


def given(content, **data):
    """What a valid form makes of a POST."""
    form = content.form({name.replace("_", "-"): value for name, value in data.items()})
    assert errors(form) is None
    return form.given()
