import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.curriculum.models import Course, Lesson, Resource, Term, Topic
from portal.search import documents, index
from portal.search.models import Document
from portal.search.search import search
from tests import factories
from tests.content.writing import edit, write_course

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db

LESSONS = {
    "elasticity": ("Elasticity and scaling", "Capacity follows demand both ways, out and in, up and down."),
    "load-balancing": (
        "Elastic Load Balancing",
        "One address for many servers. A health check takes a sick server out.",
    ),
    "spot": (
        "On-Demand and Spot",
        "Spare machines at a lower price. A two-minute notice comes before an interruption.",
    ),
    "lambda": ("AWS Lambda", "Code that runs when an event arrives. A cold start takes longer."),
    "sqs": ("Loose coupling and queues", "A queue keeps messages until a worker deletes them. Visibility timeout."),
    "fargate": ("AWS Fargate", "Containers without servers of your own. Café, naïve, Übung."),
}


@pytest.fixture
def site():
    """Six lessons, a term, a resource and a quiz, indexed."""
    Course.objects.create(pk=1, title="Course", version=1)
    for slug, (title, plain) in LESSONS.items():
        factories.make_lesson(slug, title=title, plain=plain, summary="", headings=[])
    lesson = Lesson.objects.get(slug="sqs")
    Term.objects.create(
        slug="visibility-timeout", term="Visibility timeout", text="x", html="How long a message is hidden."
    )
    Resource.objects.create(
        slug="sqs-guide",
        lesson=lesson,
        title="SQS guide",
        url="https://docs.aws.amazon.com/sqs",
        kind="docs",
        note="Dry but complete.",
    )
    factories.make_question("sqs-secret", lesson, stem="Who deletes the message from a pigeonhole?")
    build()


def build():
    for batch in documents.everything():
        index.replace(batch)


def first(text):
    hits = search(text, now=NOW).hits
    return hits[0].document.title if hits else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("elasticity", "Elasticity and scaling"),
        ("load balancing", "Elastic Load Balancing"),
        ("spot", "On-Demand and Spot"),
        ("lambda", "AWS Lambda"),
        ("fargate", "AWS Fargate"),
        ("queues", "Loose coupling and queues"),
        ("queue", "Loose coupling and queues"),
        ("visibility", "Visibility timeout"),
        ("interruption", "On-Demand and Spot"),
        ("interrupted", "On-Demand and Spot"),
        ("sick servers", "Elastic Load Balancing"),
        ("cold start", "AWS Lambda"),
        ("elast", "Elasticity and scaling"),
        ("visiblity timeout", "Visibility timeout"),
        ("farg", "AWS Fargate"),
        ("cafe", "AWS Fargate"),
        ("naive ubung", "AWS Fargate"),
    ],
)
def test_the_right_one_comes_first(site, text, title):
    assert first(text) == title


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("elastisity", "Elasticity and scaling"),
        ("elasticty", "Elasticity and scaling"),
        ("lamdba", "AWS Lambda"),
        ("fragate", "AWS Fargate"),
        ("fargat3", "AWS Fargate"),
        ("balacning", "Elastic Load Balancing"),
        ("interuption", "On-Demand and Spot"),
        ("couplling", "Loose coupling and queues"),
        ("spare machnes", "On-Demand and Spot"),
        ("scalling", "Elasticity and scaling"),
    ],
)
def test_a_misspelt_word_is_mended_and_said_so(site, typed, title):
    found = search(typed, now=NOW)

    assert found.hits[0].document.title == title
    assert found.mended


def test_a_right_word_is_not_mended(site):
    assert not search("spot", now=NOW).mended


def test_words_that_do_not_meet_anywhere_still_find_what_has_one_of_them(site):
    assert {hit.document.title for hit in search("fargate spot", now=NOW).hits} >= {"AWS Fargate", "On-Demand and Spot"}


def test_quizzes_are_found_by_what_they_ask_and_tell_no_key(site):
    found = search("pigeonhole", now=NOW)

    assert [hit.document.title for hit in found.hits] == ["Quiz: Basics"]
    assert not search("Because of sqs secret", now=NOW, kind="quiz").hits or "Because" not in found.hits[0].snippet
    assert search("right one", now=NOW, kind="quiz").total == 0


@pytest.mark.parametrize(
    "change", [{"status": "draft"}, {"withdrawn": True}, {"publish": NOW + datetime.timedelta(minutes=1)}]
)
def test_what_may_not_be_seen_is_not_found(site, change):
    Lesson.objects.filter(slug="lambda").update(**change)

    assert search("lambda", now=NOW, kind="lesson").total == 0


def test_a_scheduled_lesson_is_found_when_its_moment_has_come(site):
    Lesson.objects.filter(slug="lambda").update(publish=NOW)

    assert search("lambda", now=NOW).total == 1


def test_a_quiz_of_a_topic_without_visible_lessons_is_not_found(site):
    Lesson.objects.update(status="draft")

    assert search("pigeonhole", now=NOW).total == 0


def test_the_resources_of_drafts_are_found(site):
    Lesson.objects.update(status="draft")

    assert first("guide") == "SQS guide"


def test_snippets_mark_the_words_and_escape_the_rest(site):
    Lesson.objects.filter(slug="spot").update(plain='A <script>alert("x")</script> interruption & more.')
    build()

    snippet = search("interruption", now=NOW).hits[0].snippet

    assert "<mark>interruption</mark>" in snippet
    assert "&lt;script&gt;" in snippet
    assert "<script>" not in snippet


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        "NEAR(spot lambda)",
        "spot OR 1=1",
        'title:"spot"',
        "^spot",
        "-spot",
        "spot; DROP TABLE x",
        "(((",
        "AND",
        "NOT spot",
        "\x00spot",
        "%s",
    ],
)
def test_operators_are_only_words(site, client, text):
    assert client.get("/search/", {"q": text}).status_code == 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.text(max_size=5), st.text(max_size=25))
def test_no_question_is_an_error(site, client, text, kind, page):
    assert client.get("/search/", {"q": text, "kind": kind, "page": page}).status_code == 200


def test_a_search_writes_nothing(site, client):
    with connection.execute_wrapper(reads_only):
        client.get("/search/", {"q": "elastisity spot"})


def reads_only(execute, sql, params, many, context):
    assert sql.lstrip().upper().startswith("SELECT"), sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_hits(site, client, django_assert_num_queries, number):
    for each in range(number):
        factories.make_lesson(f"zebra-{each}", title=f"Zebra {each}", plain="stripes")
    build()
    client.get("/search/?q=zebra")

    with django_assert_num_queries(5):
        assert client.get("/search/?q=zebra").content.decode().count("<h2><a") == number


def test_many_hits_come_in_pages(site, client):
    for each in range(25):
        factories.make_lesson(f"zebra-{each}", title=f"Zebra {each}", plain="stripes")
    build()

    first_page = client.get("/search/?q=zebra").content.decode()
    second_page = client.get("/search/?q=zebra&page=2").content.decode()

    assert (first_page.count("<h2><a"), second_page.count("<h2><a")) == (20, 5)
    assert 'href="?q=zebra&amp;page=2"' in first_page
    assert 'rel="next"' not in second_page


def test_htmx_gets_the_results_alone(site, htmx_client):
    response = htmx_client.get("/search/?q=spot")

    assert response.content.decode().lstrip().startswith('<div id="search-results"')
    assert "HX-Request" in response["Vary"]


def test_the_page_says_what_to_try_when_nothing_is_found(site, client):
    assert "Nothing found for “xylophone”" in client.get("/search/?q=xylophone").content.decode()


def test_what_is_loaded_is_found_and_what_is_gone_is_not(tmp_path):
    folder = write_course(tmp_path / "lessons")
    call_command("load_lessons", str(folder), stdout=StringIO())
    assert first("queue of prints") == "The first lesson"
    assert search("later comes", now=NOW).total == 1

    edit(folder, "basics/second.md", "Later comes after.", "Nothing here.")
    call_command("load_lessons", str(folder), stdout=StringIO())
    assert search("later comes", now=NOW, kind="lesson").hits[0].snippet != "Later comes after."
    assert search("nothing here", now=NOW).total == 1


def test_the_vocabulary_follows_the_course(site):
    factories.make_lesson("new", title="Photography", plain="A word of its own.")
    build()
    Course.objects.update(version=2)

    assert first("fotography") == "Photography"


def test_rebuilding_finds_the_same(site):
    before = {(document.kind, document.ref) for document in Document.objects.all()}
    Document.objects.all().delete()

    out = StringIO()
    call_command("rebuild_search", stdout=out)

    assert {(document.kind, document.ref) for document in Document.objects.all()} == before
    assert out.getvalue() == f"{len(before)} documents can be found.\n"
    assert search("spot", now=NOW, kind="lesson").total == 1


def test_a_topic_that_is_withdrawn_leaves_the_index(site):
    Topic.objects.update(withdrawn=True)
    build()

    assert set(Document.objects.values_list("kind", flat=True)) == {"term"}
