"""The page before the answer tells nothing: the same bytes wherever the key is, and none of what explains it."""

import itertools

import pytest
from django.test import Client

from portal.curriculum.models import Course
from portal.learn import lessons, pagecache
from portal.quizzes.kinds import OWN
from portal.quizzes.models import Question
from tests import factories
from tests.quizzes.taking import begin

pytestmark = pytest.mark.django_db
LESSON = "/lessons/basics/first/"
CHOICES = [{"id": id, "text": f"About {id}", "why": f"Whysecret {id}."} for id in ("alpha", "beta", "gamma", "delta")]
CLAIMS = [{"id": id, "text": id.title(), "why": f"Whysecret {id}."} for id in ("true", "false")]
ITEMS = ("First thing", "Second thing", "Third thing")


def keyed(choices, *rights):
    return {"choices": [{**choice, "correct": True} if choice["id"] in rights else choice for choice in choices]}


def paired(rights):
    return {"pairs": [{"left": f"Need {number}", "right": right} for number, right in enumerate(rights)]}


IDS = [choice["id"] for choice in CHOICES]
KEYS = {
    "single": [keyed(CHOICES, id) for id in IDS],
    "multiple": [keyed(CHOICES, *pair) for pair in itertools.combinations(IDS, 2)],
    "true-false": [keyed(CLAIMS, id) for id in ("true", "false")],
    "ordering": [{"items": list(order)} for order in itertools.permutations(ITEMS)],
    "matching": [paired(order) for order in itertools.permutations(ITEMS)],
    "fill": [{"accept": accept} for accept in (["acceptsecret"], ["acceptsecret", "acceptsecret too"], ["x" * 100])],
    "numeric": [
        {"answer": answer, "tolerance": tolerance, "unit": "hours"}
        for answer, tolerance in ((987654, 77777), (-3, 0), (0.123, 5))
    ],
}
"""For each type the same question with every possible key, or with several."""
SECRETS = ("whysecret", "explainsecret", "sourcesecret", "acceptsecret", "987654", "77777")


@pytest.fixture
def lesson(db):
    return factories.make_lesson("first", blocks=[{"name": "question", "ref": "q", "query": ""}])


@pytest.fixture
def clients(learner):
    """A visitor and a learner, with htmx and without."""
    found = {}
    for htmx in (False, True):
        for who in ("visitor", "learner"):
            client = Client(headers={"HX-Request": "true"} if htmx else {})
            if who == "learner":
                client.force_login(learner)
            found[who, htmx] = client
    return found


def set_key(name, number):
    """Move the key in the row. The course's version stays, for the address of a kept page (its ETag) hangs on it."""
    version = Course.objects.get().version
    question = Question.objects.get(slug="q")
    texts = {"stem": question.stem, "hint": question.hint, "explain": f"Explainsecret {number}."}
    twin = factories.make_question("twin", question.lesson, name, content=KEYS[name][number], **texts)
    sources = [{"url": f"https://sourcesecret.example/{number}", "checked": "2026-11-24"}]
    Question.objects.filter(slug="q").update(
        content=twin.content, html=twin.html, explain=twin.explain, sources=sources
    )
    twin.delete()
    Course.objects.update(version=version)
    pagecache.pages.clear()
    lessons.kept.clear()


def seen(response):
    """Status, headers and body, without what only tells the time."""
    headers = {name: value for name, value in response.headers.items() if name not in ("Date", "Expires")}
    return response.status_code, headers, response.content


def everything(clients, attempt):
    """All that is answered before the answer, by who asked for what."""
    found = {}
    page = f"/quizzes/attempts/{attempt.pk}/"
    for (who, htmx), client in clients.items():
        for address in (LESSON, "/questions/q/", "/quizzes/basics/"):
            found[who, htmx, address] = seen(client.get(address))
        found[who, htmx, "nothing chosen"] = seen(client.post("/questions/q/answer/"))
        if who == "learner":
            found[who, htmx, "quiz"] = seen(client.get(page))
            found[who, htmx, "quiz, nothing chosen"] = seen(client.post(f"{page}answers/", {"question": "q"}))
            found[who, htmx, "quiz, changed"] = seen(client.post(f"{page}answers/", {"question": "q", "rev": "9"}))
    return found


def test_every_type_is_tried():
    assert set(KEYS) == set(OWN)


@pytest.mark.parametrize("name", sorted(OWN))
def test_the_same_bytes_whichever_choice_is_right(lesson, learner, clients, now, name):
    question = factories.make_question("q", lesson, name, content=KEYS[name][0])
    attempt = begin(learner, question, factories.make_question("more", lesson), now=now)
    first = None

    for number in range(len(KEYS[name])):
        set_key(name, number)
        found = everything(clients, attempt)
        first = first or found
        assert found == first
    assert {status for status, _, _ in first.values()} == {200, 422}


@pytest.mark.parametrize("name", sorted(OWN))
def test_nothing_that_explains_or_tells_the_answer_is_there(lesson, learner, clients, now, name):
    question = factories.make_question("q", lesson, name, content=KEYS[name][0])
    attempt = begin(learner, question, factories.make_question("more", lesson), now=now)
    set_key(name, 0)

    for asked, (_, headers, body) in everything(clients, attempt).items():
        page = (str(headers) + body.decode()).lower()
        assert [secret for secret in SECRETS if secret in page] == [], asked


@pytest.mark.parametrize("name", sorted(OWN))
def test_after_the_answer_it_is_told(lesson, clients, name):
    """So the test before this one looks for what would be there."""
    factories.make_question("q", lesson, name, content=KEYS[name][0])
    set_key(name, 0)
    page = clients["learner", True].post("/questions/q/answer/", {"skip": "1"}).content.decode().lower()

    told = {
        "single": {"whysecret"},
        "multiple": {"whysecret"},
        "true-false": {"whysecret"},
        "fill": {"acceptsecret"},
        "numeric": {"987654", "77777"},
        "ordering": set(),
        "matching": set(),
    }
    assert {secret for secret in SECRETS if secret in page} == {"explainsecret", "sourcesecret", *told[name]}


def test_which_is_right_decides_after_the_answer(lesson, clients):
    """The pages do differ once the answer is in: the keys of these tests are really moved."""
    factories.make_question("q", lesson, "single", content=KEYS["single"][0])
    verdicts = []
    for number in range(4):
        set_key("single", number)
        client = Client(headers={"HX-Request": "true"})
        verdicts.append("Correct</h2>" in client.post("/questions/q/answer/", {"choice": "beta"}).content.decode())

    assert verdicts == [False, True, False, False]


def test_a_hint_is_for_before_the_answer(lesson, clients):
    factories.make_question("q", lesson, hint="Look at the queue.")

    assert "Look at the queue." in clients["visitor", False].get("/questions/q/").content.decode()
