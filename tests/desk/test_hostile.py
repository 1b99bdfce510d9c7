"""Hostile texts in every field, seen by staff: in lists, forms, previews, history and messages. Nothing is unescaped."""

from html.parser import HTMLParser

import pytest

from portal.accounts.models import Invite, User
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.quizzes.models import Answer, PickTotal, Question
from portal.search.models import Document
from tests.desk.desking import add, change, listing

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
EVIL = f"{SCRIPT}{IMAGE}"


class Live(HTMLParser):
    """What a browser would run of a page, or fetch because of a text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if (tag == "script" and not given.get("src", "").startswith("/")) or (tag == "img" and given.get("src") == "x"):
            self.found.append(self.get_starttag_text())
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(self.get_starttag_text())


def assert_harmless(page):
    live = Live()
    live.feed(page.content.decode())
    assert live.found == []


def test_the_test_can_fail():
    live = Live()
    live.feed(f'{SCRIPT}<a href="javascript:alert(1)">x</a>{IMAGE}')
    assert len(live.found) == 4


@pytest.fixture(autouse=True)
def hostile(course, learner, now):
    """Rows as only an attacker with the database could write them: past all checks."""
    Course.objects.update(title=EVIL)
    Topic.objects.update(title=EVIL, summary=EVIL)
    Lesson.objects.update(title=EVIL, summary=EVIL, objectives=[EVIL], exam=[EVIL], was=[EVIL], body=EVIL)
    Resource.objects.update(title=EVIL, note=EVIL)
    Term.objects.update(term=EVIL, also=[EVIL], text=EVIL)
    Diagram.objects.update(svg=EVIL, tall=EVIL, caption=EVIL)
    Question.objects.update(stem=EVIL, explain=EVIL, hint=EVIL, tags=[EVIL], contrast=[EVIL], section=EVIL)
    Document.objects.create(owner="x", kind="term", ref=99, url="/", title=EVIL)
    question = Question.objects.first()
    Answer.objects.create(
        learner=learner, question=question, rev=1, key=EVIL, given={"text": EVIL}, right=False, at=now, day=now.date()
    )
    PickTotal.objects.create(question=question, rev=1, pick=EVIL)
    Invite.objects.create(note=EVIL)
    User.objects.filter(pk=learner.pk).update(username=EVIL, first_name=EVIL, last_name=EVIL, email=EVIL)


@pytest.mark.parametrize(
    "model",
    [Course, Topic, Lesson, Resource, Term, Diagram, Question, Answer, PickTotal, Invite, User, Document],
)
def test_lists_and_forms_show_hostile_text_as_text(editor_client, model):
    row = model.objects.order_by("pk").last() if model is not User else User.objects.get(username=EVIL)

    for address in (listing(model), change(row), change(row).replace("change", "history")):
        page = editor_client.get(address)
        assert page.status_code == 200, address
        assert_harmless(page)
    assert "&lt;script&gt;alert(1)" in editor_client.get(change(row)).content.decode()


@pytest.mark.parametrize("model", [Lesson, Resource, Term, Diagram, Question])
def test_previews_show_hostile_text_as_text_or_not_at_all(desk, model):
    row = model.objects.first()

    assert_harmless(desk.client.get(change(row).replace("/change/", "/preview/")))
    assert_harmless(desk.preview(change(row)))


def test_a_hostile_form_is_sent_back_escaped(desk):
    lesson = Lesson.objects.first()
    new = {"slug": EVIL, "lesson": lesson.pk, "type": "single", "content": f"{EVIL}: [", "sources": f"- {EVIL}: {EVIL}"}

    for page in (
        desk.save(add(Question), stem=EVIL, explain=EVIL, hint=EVIL, tags=EVIL, contrast=EVIL, section=EVIL, **new),
        desk.save(
            add(Question), stem=EVIL, explain=EVIL, **{**new, "slug": "x", "content": f'"{SCRIPT}": 1', "sources": ""}
        ),
        desk.preview(add(Question), stem=EVIL, explain=EVIL, **new),
        desk.save(change(lesson), body=f"[[resource: x]]\n\n{EVIL}", was=EVIL),
    ):
        assert page.status_code in (200, 422)
        assert_harmless(page)


def test_messages_name_hostile_rows_as_text(desk):
    lesson = Lesson.objects.first()

    for view in ("withdraw", "bring-back"):
        page = desk.client.post(change(lesson).replace("change", view), follow=True)
        assert "&lt;script&gt;" in page.content.decode()
        assert_harmless(page)


def test_the_pages_of_deleting_and_linking_name_people_as_text(editor_client, learner):
    for page in (
        editor_client.get(change(learner).replace("change", "delete")),
        editor_client.post(change(learner).replace("change", "link")),
    ):
        assert page.status_code == 200
        assert_harmless(page)
