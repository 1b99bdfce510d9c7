import datetime
import re
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
    return hits[0].title if hits else None


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

    assert found.hits[0].title == title
    assert found.mended


def test_the_page_says_what_was_searched_and_what_nothing_matched(site, client):
    page = client.get("/search/?q=spare+machnes").content.decode()

    assert "Showing results for “<b>spare machines</b>”. Nothing matched “machnes”." in page


def test_a_right_word_is_not_mended(site):
    assert not search("spot", now=NOW).mended


@pytest.mark.parametrize(
    ("typed", "title"),
    [("availabil", "Zones"), ("virtualiz", "Zones"), ("zone virtualizat", "Zones"), ("virtualiz zones", "Zones")],
)
def test_a_word_is_found_while_it_is_typed_beyond_its_stem_too(site, typed, title):
    factories.make_lesson("zones", title="Zones", plain="Availability and virtualization.", headings=[])
    build()

    found = search(typed, now=NOW)

    assert [hit.title for hit in found.hits] == [title]
    assert not found.mended
    assert not found.some


def test_words_run_together_are_parted(site):
    found = search("coldstart", now=NOW)

    assert found.hits[0].title == "AWS Lambda"
    assert found.searched == "cold start"


def test_words_run_together_are_found_while_the_second_is_typed(site):
    assert search("coldsta", now=NOW).hits[0].title == "AWS Lambda"


def test_what_is_written_as_one_is_looked_for_as_one(site):
    factories.make_lesson("apart", title="Apart", plain="A t3 here, and something micro there.")
    factories.make_lesson("together", title="Together", plain="Take a t3.micro.")
    build()

    assert [hit.title for hit in search("t3.micro", now=NOW).hits] == ["Together"]


def test_a_lesson_comes_before_links_and_terms_with_the_same_title(site):
    lesson = Lesson.objects.get(slug="spot")
    Lesson.objects.filter(pk=lesson.pk).update(plain=lesson.plain + " And much more about other things." * 20)
    Term.objects.create(slug="spot", term="Spot", text="x", html="Spare machines at a low price.")
    Resource.objects.create(slug="spot", lesson=lesson, title="Spot", url="https://example.org/spot", kind="docs")
    build()

    assert [hit.kind for hit in search("spot", now=NOW).hits] == ["lesson", "term", "resource"]


def test_words_that_do_not_meet_anywhere_still_find_what_has_one_of_them(site):
    found = search("where is fargate spot", now=NOW)

    assert {hit.title for hit in found.hits} == {"AWS Fargate", "On-Demand and Spot"}
    assert found.some
    assert not search("spare machines", now=NOW).some


def test_the_page_says_when_nothing_has_all_of_the_words(site, client):
    assert "No page has all of these words." in client.get("/search/?q=fargate+spot").content.decode()
    assert "No page has all of these words." not in client.get("/search/?q=spare+machines").content.decode()


def test_quizzes_are_found_by_what_they_ask_and_tell_no_key(site):
    assert [(hit.kind, hit.title) for hit in search("pigeonhole", now=NOW).hits] == [("quiz", "Quiz: Basics")]
    for secret in ("right one", "It fits", "Because of", "Look at"):
        assert search(secret, now=NOW, kind="quiz").total == 0


def test_a_quiz_counts_once_however_many_lessons_it_asks_about(site):
    factories.make_question("spot-secret", Lesson.objects.get(slug="spot"), stem="Who owns the pigeonhole?")
    build()

    assert search("pigeonhole", now=NOW).by_kind == {"quiz": 1}


def test_what_a_quiz_asks_about_a_lesson_for_later_waits_for_it(site):
    lesson = Lesson.objects.get(slug="sqs")
    Lesson.objects.filter(pk=lesson.pk).update(publish=NOW + datetime.timedelta(hours=1))
    build()

    assert search("pigeonhole", now=NOW).total == 0
    assert search("pigeonhole", now=NOW + datetime.timedelta(hours=1)).total == 1


def test_drafts_are_no_part_of_the_vocabulary(site):
    factories.make_lesson("draft", title="Zirconium", status="draft")
    build()

    assert "zirconium" not in index.vocabulary()
    assert search("zirconiun", now=NOW).searched == "zirconiun"


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
    Lesson.objects.filter(slug="spot").update(plain='A <script>alert("x")</script> interruption & \x01more\x02.')
    build()

    passage = search("interruption", now=NOW).hits[0].passage

    assert passage.count("<mark>") == passage.count("</mark>") == 1
    assert "<mark>interruption</mark>" in passage
    assert "&lt;script&gt;" in passage
    assert "<script>" not in passage


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

    with django_assert_num_queries(3):
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
    assert set(titles(first_page)) & set(titles(second_page)) == set()
    assert titles(client.get("/search/?q=zebra&page=99").content.decode()) == titles(second_page)


def titles(page):
    return re.findall(r"<h2><a[^>]*>([^<]*)", page)


def test_kinds_are_links_with_their_numbers(site, client):
    everything = client.get("/search/?q=visibility").content.decode()
    terms = client.get("/search/?q=visibility&kind=term").content.decode()

    assert titles(everything) == ["Visibility timeout", "Loose coupling and queues"]
    assert 'href="?q=visibility&amp;kind=term">Terms <span class="num">1</span>' in everything
    assert titles(terms) == ["Visibility timeout"]
    assert 'href="?q=visibility">Everything <span class="num">2</span>' in terms
    assert "Nothing of this kind" in client.get("/search/?q=visibility&kind=resource").content.decode()


def test_htmx_gets_the_results_their_title_and_what_to_announce(site, htmx_client):
    response = htmx_client.get("/search/?q=sopt")
    part = response.content.decode().strip()

    assert part.startswith("<title>sopt: search · Stratum</title>")
    assert '<div hx-swap-oob="innerHTML:#announcer">1 result for spot</div>' in part
    assert part.count('id="search-results"') == 1
    assert "<form" not in part
    assert "HX-Request" in response["Vary"]


def test_the_whole_page_announces_nothing(site, client):
    page = client.get("/search/?q=spot").content.decode()

    assert "hx-swap-oob" not in page
    assert page.count("<title>") == 1


def test_the_page_says_what_to_try_when_nothing_is_found(site, client):
    assert "Nothing found for “xylophone”" in client.get("/search/?q=xylophone").content.decode()


def test_what_is_loaded_is_found_and_what_is_gone_is_not(tmp_path):
    folder = write_course(tmp_path / "lessons")
    call_command("load_lessons", str(folder), stdout=StringIO())
    assert first("queue of prints") == "The first lesson"
    assert search("later comes", now=NOW).total == 1

    edit(folder, "basics/second.md", "Later comes after.", "Nothing here.")
    call_command("load_lessons", str(folder), stdout=StringIO())
    assert search("later comes", now=NOW, kind="lesson").hits[0].passage != "Later comes after."
    assert search("nothing here", now=NOW).total == 1


def test_the_vocabulary_follows_the_course(site):
    assert first("fotography") is None

    factories.make_lesson("new", title="Photography", plain="A word of its own.")
    build()
    factories.touch_course()

    assert first("fotography") == "Photography"


def test_the_vocabulary_is_kept_until_the_course_changes(site, django_assert_num_queries):
    search("spot", now=NOW)

    with django_assert_num_queries(3):
        search("spot", now=NOW)


def test_rebuilding_finds_the_same(site):
    before = {(document.kind, document.ref) for document in Document.objects.all()}
    version = Course.objects.get().version
    Document.objects.all().delete()

    out = StringIO()
    call_command("rebuild_search", stdout=out)

    assert {(document.kind, document.ref) for document in Document.objects.all()} == before
    assert out.getvalue() == f"{len(before)} documents can be found.\n"
    assert Course.objects.get().version == version + 1
    assert search("spot", now=NOW, kind="lesson").total == 1


def test_a_lesson_that_moves_is_found_in_its_new_place_only(site):
    topic = factories.make_topic("elsewhere")
    Lesson.objects.filter(slug="spot").update(topic=topic)

    index.replace(documents.of_topic(topic))

    assert [hit.url for hit in search("spot", now=NOW, kind="lesson").hits] == ["/lessons/elsewhere/spot/"]


def test_replacing_leaves_the_full_text_whole(site):
    build()
    with connection.cursor() as cursor:
        for table in ("search_text", "search_words"):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (Document.objects.count(),)


def test_a_topic_that_is_withdrawn_leaves_the_index(site):
    Topic.objects.update(withdrawn=True)
    build()

    assert set(Document.objects.values_list("kind", flat=True)) == {"term"}
