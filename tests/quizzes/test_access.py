"""Who may do what at every address of the quizzes and of progress. A new address without a row fails."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from portal.curriculum.models import Resource
from portal.progress.models import LessonProgress, ResourceMark
from portal.quizzes.models import Answer, Attempt, Reset
from tests import factories
from tests.quizzes.taking import begin, take

pytestmark = pytest.mark.django_db
ROLES = ("visitor", "guest", "owner", "other", "staff")

SHOWN = (200, 200, 200, 200, 200)
DONE = (302, 302, 302, 302, 302)
NOTED = (204, 204, 204, 204, 204)
NEVER = (405, 405, 405, 405, 405)
OWN = (302, 404, 200, 404, 404)
"""A visitor is asked to sign in, whatever the number; for others it does not exist."""
DONE_TO_OWN = (302, 404, 302, 404, 404)

TABLE = {
    # address: (reading, sending), each by role
    "quizzes:question": (SHOWN, NEVER),
    "quizzes:check_answer": (DONE, DONE),
    "quizzes:attempt": (OWN, NEVER),
    "quizzes:answer": (DONE_TO_OWN, DONE_TO_OWN),
    "quizzes:result": (OWN, NEVER),
    "quizzes:retry": (NEVER, DONE_TO_OWN),
    "quizzes:quiz": (SHOWN, DONE),
    "quizzes:start_over": (NEVER, DONE),
    "quizzes:pretest": (SHOWN, DONE),
    "progress:progress": (SHOWN, NEVER),
    "progress:reset": (SHOWN, DONE),
    "progress:place": (NEVER, NOTED),
    "progress:completion": (NEVER, DONE),
    "progress:visit": (NEVER, NOTED),
    "progress:save": (NEVER, DONE),
}
DATA = {
    "quizzes:check_answer": {"choice": "right"},
    "quizzes:answer": {"question": "one", "choice": "right"},
    "progress:place": {"section": "a-section"},
}
ALL = sorted(TABLE)


def names_of(*apps):
    """Every name of the URL map."""
    for app in apps:
        _, resolver = get_resolver().namespace_dict[app]
        yield from (f"{app}:{name}" for name in resolver.reverse_dict if isinstance(name, str))


def test_every_address_has_a_row():
    assert set(names_of("quizzes", "progress")) == set(TABLE)


@pytest.fixture
def address(learner, now):
    """The addresses, where one names an attempt that of the owner."""
    lesson = factories.make_lesson("first")
    questions = [factories.make_question(slug, lesson) for slug in ("one", "two")]
    Resource.objects.create(slug="docs", lesson=lesson, title="Docs", url="https://docs.aws.amazon.com/", kind="docs")
    factories.make_pretest("before", topic=lesson.topic)
    opened = begin(learner, *questions, now=now)
    done = take(learner, *questions, now=now, missed=questions)

    def find(name):
        attempt = done if name in ("quizzes:result", "quizzes:retry") else opened
        arguments = {
            "question": ["one"],
            "check_answer": ["one"],
            "attempt": [attempt.pk],
            "answer": [attempt.pk],
            "result": [attempt.pk],
            "retry": [attempt.pk],
            "quiz": ["basics"],
            "start_over": ["basics"],
            "pretest": ["basics"],
            "progress": [],
            "reset": ["basics"],
            "place": ["basics", "first"],
            "completion": ["basics", "first"],
            "visit": ["docs"],
            "save": ["docs"],
        }
        return reverse(name, args=arguments[name.split(":")[1]])

    return find


@pytest.fixture
def client_of(learner, other_learner, editor, address):
    def make(role):
        client = Client()
        if role == "guest":
            client.post(address("progress:save"))
        elif role != "visitor":
            client.force_login({"owner": learner, "other": other_learner, "staff": editor}[role])
        return client

    return make


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ALL)
def test_the_table_holds(address, client_of, name, role):
    reading, sending = (statuses[ROLES.index(role)] for statuses in TABLE[name])
    client = client_of(role)

    assert client.get(address(name)).status_code == reading
    assert client.head(address(name)).status_code == reading
    assert client.post(address(name), DATA.get(name, {})).status_code == sending
    for other in (client.put, client.patch, client.delete):
        assert other(address(name)).status_code == 405


def rows_of(user):
    return [
        list(model.objects.filter(learner=user).order_by("pk").values())
        for model in (Answer, Attempt, Reset, LessonProgress, ResourceMark)
    ]


@pytest.mark.parametrize("role", ["visitor", "guest", "other", "staff"])
def test_nobody_else_changes_what_the_owner_has(address, client_of, learner, role):
    before, client = rows_of(learner), client_of(role)

    for name in ALL:
        for data in (
            DATA.get(name, {}),
            {**DATA.get(name, {}), "learner": learner.pk, "attempt": 1, "guest": learner.pk},
        ):
            client.post(address(name), data)

    assert rows_of(learner) == before


@pytest.mark.parametrize("role", ["guest", "other", "staff"])
def test_nobody_else_reads_what_the_owner_has(address, client_of, learner, role):
    """Pages that both may see look the same whether or not the owner has done anything."""
    shared = [name for name in ALL if TABLE[name][0] == SHOWN]
    client = client_of(role)
    before = {name: client.get(address(name)).content for name in shared}
    for model in (Answer, Attempt, LessonProgress):
        model.objects.filter(learner=learner).delete()

    assert {name: client.get(address(name)).content for name in shared} == before


def forbid_writing(execute, sql, params, many, context):
    assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE", "SAVEPOINT", "BEGIN")), sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("role", ROLES)
def test_reading_writes_nothing(address, client_of, role):
    client = client_of(role)

    with connection.execute_wrapper(forbid_writing):
        for name in ALL:
            client.get(address(name))
            client.head(address(name))
            client.get(f"{address(name)}?again=one&question=one")


def test_sending_would_be_noticed(address, client_of):
    client = client_of("owner")

    with connection.execute_wrapper(forbid_writing), pytest.raises(AssertionError, match=r"SAVEPOINT|INSERT"):
        client.post(address("quizzes:check_answer"), {"choice": "right"})
