"""The pages of the site as a whole: health, robots, site map, theme, and what explains a refusal."""

import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone

from portal.curriculum.models import Course
from tests import factories


def test_the_process_answers_without_its_database(client):
    assert client.get("/healthz").text == "ok\n"


def test_ready_means_that_a_course_is_loaded(db, client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "reason": "no course is loaded"})

    Course.objects.create(pk=1, title="A course")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_a_database_of_an_older_release_is_not_ready(db, client, monkeypatch):
    Course.objects.create(pk=1, title="A course")
    monkeypatch.setattr("portal.views.MigrationExecutor.migration_plan", lambda *arguments: ["one more"])

    assert client.get("/readyz").json() == {"ready": False, "reason": "migrations are missing"}


def test_a_database_that_fails_is_not_ready(db, client, monkeypatch):
    def fail(connection):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr("portal.views.MigrationExecutor", fail)
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["reason"] == "the database does not answer: disk I/O error"


def test_robots_are_sent_to_the_site_map(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /accounts/" in lines
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines


def test_the_site_map_holds_what_a_visitor_may_read(db, client):
    lesson = factories.make_lesson()
    factories.make_lesson("a-draft", status="draft")
    factories.make_lesson("tomorrow", publish=timezone.now() + datetime.timedelta(days=1))
    factories.make_lesson("gone", withdrawn=True)

    response = client.get("/sitemap.xml")

    assert response.headers["Content-Type"] == "application/xml"
    for address in ("/", "/glossary/", "/resources/", "/topics/basics/", lesson.get_absolute_url()):
        assert f"<loc>http://localhost:8000{address}</loc>" in response.text
    assert not any(slug in response.text for slug in ("a-draft", "tomorrow", "gone"))


def test_every_address_of_the_site_map_opens(db, client):
    factories.make_lesson()
    locations = client.get("/sitemap.xml").text.split("<loc>")[1:]

    for location in locations:
        assert client.get(location.split("</loc>")[0]).status_code == 200


def test_browsers_that_ask_for_an_icon_find_one(client):
    assert client.get("/favicon.ico").url == "/static/img/icon.svg"


@pytest.mark.parametrize(("chosen", "shown"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_a_theme_is_remembered(db, client, chosen, shown):
    client.post("/theme/", {"theme": chosen, "back": "/help/"})

    assert shown in client.get("/help/").text


@pytest.mark.parametrize("chosen", ["system", "", "purple"])
def test_any_other_theme_is_the_systems(db, client, chosen):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": chosen})

    assert "data-theme=" not in client.get("/help/").text.split(">")[1]


HOSTILE = [
    "https://evil.example.org/",
    "//evil.example.org",
    "/\\evil.example.org",
    "javascript:alert(1)",
    "",
    "\n//a.b",
]


@pytest.mark.parametrize("back", HOSTILE)
def test_the_theme_leads_back_to_this_site_only(db, client, back):
    assert client.post("/theme/", {"theme": "dark", "back": back}).url == "/"


@pytest.mark.parametrize("back", HOSTILE)
def test_a_refusal_leads_back_to_this_site_only(db, client, back):
    main = client.get("/what-happened/403/", {"back": back}).text.split("<main")[1].split("</main>")[0]

    assert '<a class="btn btn--primary" href="/">' in main


def test_htmx_is_sent_to_a_page_that_explains(db, htmx_client):
    response = htmx_client.get("/nowhere/", headers={"HX-Current-URL": "http://testserver/help/"})

    assert response.status_code == 404
    assert response.headers["HX-Redirect"] == "/what-happened/404/?back=%2Fhelp%2F"


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_the_page_after_a_refusal_says_what_happened_and_leads_back(db, client, status):
    text = client.get(f"/what-happened/{status}/?back=/glossary/").text

    assert "<h1>" in text
    assert 'href="/glossary/"' in text


@pytest.mark.parametrize("status", [200, 418, 500])
def test_other_statuses_have_no_such_page(db, client, status):
    assert client.get(f"/what-happened/{status}/").status_code == 404


def test_what_is_not_found_leads_on(db, client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    for way in ('action="/search/"', 'href="/"'):
        assert way in response.text
