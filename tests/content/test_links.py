"""Links: their form, and whether they still lead somewhere, asked of a server of our own."""

import datetime
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.content import links
from portal.content.links import Verdict, form_problems, is_public, look
from portal.curriculum.models import Course, LinkState, Resource
from portal.quizzes.models import Question
from tests import factories
from tests.content.writing import write_course

ANSWERS = {
    "/here": (200, ""),
    "/guarded": (403, ""),
    "/busy": (429, ""),
    "/gone": (404, ""),
    "/ended": (410, ""),
    "/broken": (500, ""),
    "/moved": (301, "/here"),
    "/elsewhere": (302, "/here"),
    "/moved-to-nothing": (301, "/gone"),
    "/round": (302, "/round"),
    "/inside": (302, "http://169.254.169.254/latest/meta-data/"),
}


class Site(BaseHTTPRequestHandler):
    """Answers as the table says; `/no-head` and `/second` have manners of their own. Notes what it was asked."""

    def do_HEAD(self):
        self.answer("HEAD")

    def do_GET(self):
        self.answer("GET")

    def answer(self, method):
        asked = self.server.asked
        asked.append((method, self.path, self.headers["Host"]))
        status, location = ANSWERS.get(self.path.partition("?")[0], (200, ""))
        if self.path == "/no-head" and method == "HEAD":
            status = 405
        if self.path == "/second" and len(asked) <= 2:
            status = 503
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def ours(address):
    """Lets the test's own server be asked, and nothing else that is not public."""
    return address == "127.0.0.1" or is_public(address)


def seen(site, path):
    return look(f"{site.url}{path}", allows=ours, pause=0)


# On the Internet


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/here", LinkState.OK),
        ("/no-head", LinkState.OK),
        ("/elsewhere", LinkState.OK),
        ("/guarded", LinkState.GUARDED),
        ("/busy", LinkState.GUARDED),
        ("/gone", LinkState.GONE),
        ("/ended", LinkState.GONE),
        ("/moved-to-nothing", LinkState.GONE),
        ("/broken", LinkState.SILENT),
        ("/round", LinkState.SILENT),
        ("/inside", LinkState.REFUSED),
    ],
)
def test_what_a_site_answers(site, path, state):
    assert seen(site, path).state == state


def test_a_page_that_moved_for_good_says_where(site):
    assert seen(site, "/moved") == Verdict(LinkState.MOVED, f"{site.url}/here")


def test_get_is_only_asked_where_head_is_not_enough(site):
    seen(site, "/here?page=2")
    seen(site, "/no-head")

    assert [(method, path) for method, path, _ in site.asked] == [
        ("HEAD", "/here?page=2"),
        ("HEAD", "/no-head"),
        ("GET", "/no-head"),
    ]
    assert {host for *_, host in site.asked} == {site.url.removeprefix("http://")}


def test_who_does_not_answer_is_asked_twice(site):
    assert seen(site, "/second").state == LinkState.OK
    assert look("http://127.0.0.1:9/", allows=ours, pause=0).state == LinkState.SILENT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_addresses_of_this_network_are_never_asked(url):
    assert look(url, pause=0).state == LinkState.REFUSED


def test_a_name_that_no_host_has_does_not_answer():
    assert look("https://nobody.invalid/", pause=0).state == LinkState.SILENT


# As text


def test_form_names_what_is_wrong_and_what_would_do():
    found = list(
        form_problems(
            [
                ("one", "https://example.org/page?utm_source=mail"),
                ("two", "ftp://example.org/"),
                ("three", "https://www.example.org/other/"),
                ("four", "http://example.org/other"),
                ("five", "https://example.org/other?page=2"),
            ]
        )
    )

    assert found == [
        "one: https://example.org/page?utm_source=mail carries tracking parameters: https://example.org/page is enough",
        "two: “ftp://example.org/” is no address: it must begin with https://",
        "three, four: lead to one page, example.org/other",
    ]


# The command


@pytest.fixture
def course(tmp_path, db):
    call_command("load_lessons", str(write_course(tmp_path / "lessons")), stdout=StringIO())
    return Resource.objects.get()


def check(**options):
    out = StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def internet(monkeypatch):
    """What the Internet answers, by address; everything else answers."""
    answers = {}
    monkeypatch.setattr(links, "look", lambda url: answers.get(url, Verdict(LinkState.OK, "200")))
    return answers


def test_without_online_nobody_is_asked_and_nothing_is_stored(course, monkeypatch):
    monkeypatch.setattr(links, "look", lambda url: pytest.fail("asked the Internet"))

    assert check() == "1 addresses: no errors.\n"
    assert Resource.objects.get().link_checked is None


def test_a_source_with_tracking_is_an_error(course):
    url = "https://docs.aws.amazon.com/?utm_source=x"
    Question.objects.filter(slug="first-check").update(sources=[{"url": url, "checked": "2026-11-24"}])

    with pytest.raises(CommandError, match=r"question first-check: https.* carries tracking"):
        check()


def test_state_and_date_are_stored_and_shown(course, internet, client, editor_client):
    version = Course.objects.get().version
    factories.make_resource("another", course.lesson)

    assert "2 answers" in check(online=True)

    course.refresh_from_db()
    today = f"{datetime.datetime.now(datetime.UTC):%-d %b %Y}"
    assert course.link_state == LinkState.OK
    assert Course.objects.get().version > version
    assert f"Link checked {today}" in client.get("/lessons/basics/first/").content.decode()
    assert f"Link checked {today}" in client.get("/resources/").content.decode()
    assert "Answers" in editor_client.get("/admin/curriculum/resource/?link_state__exact=ok").content.decode()


def test_what_is_gone_is_an_error_and_the_card_says_so(course, internet, client):
    factories.make_resource("another", course.lesson)
    internet[course.url] = Verdict(LinkState.GONE, "404")

    with pytest.raises(CommandError, match=r"aws-docs: gone \(404\): https://docs.aws.amazon.com/"):
        check(online=True)

    assert "Not found on" in client.get("/lessons/basics/first/").content.decode()


def test_without_a_network_nothing_is_stored(course, internet):
    internet[course.url] = Verdict(LinkState.SILENT, "NameResolutionError")

    with pytest.raises(CommandError, match="there seems to be no network"):
        check(online=True)

    assert Resource.objects.get().link_state == ""


def test_a_load_leaves_what_is_known_of_a_link(course, internet, tmp_path):
    check(online=True)
    call_command("load_lessons", str(tmp_path / "lessons"), stdout=StringIO())

    assert Resource.objects.get().link_state == LinkState.OK
