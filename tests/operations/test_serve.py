"""The one command, as an operator meets it: real processes, real signals, a real data directory."""

import http.client
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.content.writing import write_course

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds; a slow machine under load needs some
LINK = re.compile(r"http://localhost:\d+(/accounts/password/reset/key/\S+)")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]


class Site:
    """One data directory, and the server on it."""

    def __init__(self, directory, port=None, lessons=None):
        self.data = directory / "data"
        self.lessons = lessons or write_course(directory / "lessons")
        self.port = port or free_port()
        self.output = directory / "output"
        self.server = None

    def launch(self, **variables):
        """Start the server without waiting for it."""
        own = {
            "PORTAL_DATA_DIR": str(self.data),
            "PORTAL_LESSONS_DIR": str(self.lessons),
            "PORTAL_PORT": str(self.port),
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        with self.output.open("w") as output:
            self.server = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env={**inherited, **own, **variables},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        return self

    def start(self, **variables):
        self.launch(**variables)
        wait_until(lambda: self.server.poll() is not None or self.answers("/readyz"))
        assert self.server.poll() is None, self.said
        return self

    @property
    def said(self):
        return self.output.read_text()

    @property
    def is_running(self):
        return self.server is not None and self.server.poll() is None

    def answers(self, path):
        try:
            return self.get(path)[0] == 200
        except OSError:
            return False

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def tell(self, request):
        """A connection on which the request, or a part of it, was sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall(request.encode())
        return connection

    def stop(self, number=signal.SIGTERM):
        """The exit code, and how many seconds it took."""
        began = time.monotonic()
        self.server.send_signal(number)
        return self.server.wait(PATIENCE), time.monotonic() - began

    def rows(self):
        """How many rows each table has; what counts runs and visits is left out."""
        connection = sqlite3.connect(f"file:{self.data / 'stratum.sqlite3'}?mode=ro", uri=True)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        connection.close()
        return counts

    @property
    def housekeeper(self):
        return next((pid for pid in children(self.server.pid) if not serves(pid)), None)

    @property
    def workers(self):
        return [pid for pid in children(self.server.pid) if serves(pid)]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_until(condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def children(parent):
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and parent_of(int(entry.name)) == parent:
            found.append(int(entry.name))
    return sorted(found)


def parent_of(pid):
    """None if there is no such process, or only what is left of one."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)


def serves(pid):
    """Whether the process waits for requests: the web server's workers do, the housekeeper does not."""
    try:
        return any(os.readlink(each).endswith("[eventpoll]") for each in Path(f"/proc/{pid}/fd").iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return False


def end(site):
    if site.is_running:
        site.server.kill()
        site.server.wait()


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """What all tests here share: a site that was started on an empty directory."""
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    end(site)


@pytest.fixture
def site(ground):
    """Running, even if the test before ended it."""
    return ground if ground.is_running else ground.start()


@pytest.fixture
def another(tmp_path):
    """A second place beside the site."""
    site = Site(tmp_path)
    yield site
    end(site)


def test_from_nothing_to_a_site(site):
    assert site.get("/healthz") == (200, "ok\n")
    assert site.get("/readyz") == (200, '{"ready": true}')
    status, page = site.get("/lessons/basics/first/")
    assert status == 200
    for name in re.findall(r'/static/[^"]+', page):
        assert site.get(name)[0] == 200


def test_it_says_where_it_is_and_how_to_become_the_admin(site):
    assert f"Serving Stratum on http://localhost:{site.port}. Its data lies in {site.data}." in site.said
    assert "“admin”" in site.said
    link = LINK.search(site.said)
    assert site.get(link[1])[0] == 302


def test_an_old_sqlite_is_warned_about_in_one_line(site):
    warned = [line for line in site.said.splitlines() if line.startswith("Warning: SQLite")]

    assert len(warned) == (1 if sqlite3.sqlite_version_info < (3, 51, 3) else 0)


def test_only_its_owner_can_read_its_secrets(site):
    for name in ("secret_key", "stratum.sqlite3", "server.lock"):
        assert stat.S_IMODE((site.data / name).stat().st_mode) == 0o600


def test_the_log_has_a_line_for_each_request_and_no_query(site):
    site.get("/glossary/?q=private")

    wait_until(lambda: re.search(r'INFO granian.access: 127.0.0.1 "GET /glossary/" 200 \d+ms -\n', site.said))
    assert "private" not in site.said


def test_the_housekeeper_has_done_its_first_round(site):
    connection = sqlite3.connect(f"file:{site.data / 'stratum.sqlite3'}?mode=ro", uri=True)
    try:
        wait_until(lambda: {("done",)} == set(connection.execute("SELECT outcome FROM operations_jobrun")))
    finally:
        connection.close()


def test_a_second_server_on_the_same_data_is_refused(site, another):
    another.data = site.data
    another.launch()

    assert another.server.wait(PATIENCE) == 1
    assert another.said.splitlines()[1:] == [
        f"CommandError: {site.data} is in use by another server (process {site.server.pid}, "
        f"http://localhost:{site.port}): stop that one, or give this one a directory of its own with PORTAL_DATA_DIR."
    ]
    assert site.answers("/readyz")


def test_a_port_that_is_taken_is_refused(site, another):
    another.port = site.port
    another.launch()

    assert another.server.wait(PATIENCE) == 1
    assert f"CommandError: Port {site.port} is in use by another program" in another.said
    assert not (another.data / "stratum.sqlite3").exists()


def test_a_misconfigured_site_does_not_start(another):
    another.launch(PORTAL_ADMIN_USERNAME="chief")

    assert another.server.wait(PATIENCE) == 1
    assert "PORTAL_ADMIN_USERNAME is set, but PORTAL_ADMIN_PASSWORD is not." in another.said


def test_a_site_without_a_course_stops_with_the_list(another):
    (another.lessons / "basics" / "second.md").write_text("---\nsummary: No title\n---\n")
    another.launch()

    assert another.server.wait(PATIENCE) == 1
    assert re.search(r"basics/second\.md:\d+: ", another.said)
    assert "Traceback" not in another.said


def test_errors_in_the_files_do_not_stop_a_site_that_has_a_course(site):
    file = site.lessons / "basics" / "second.md"
    before = file.read_text()
    site.stop()
    file.write_text("---\nsummary: No title\n---\n")
    try:
        site.start()
    finally:
        file.write_text(before)

    assert re.search(r"basics/second\.md:\d+: ", site.said)
    assert "The site starts with the course as it was loaded before." in site.said
    assert site.answers("/lessons/basics/second/")


@pytest.mark.parametrize(
    ("length", "answer"),
    [
        ("Content-Length: 10485761", b"HTTP/1.1 413 Payload Too Large\r\n"),
        ("Transfer-Encoding: chunked", b"HTTP/1.1 411 Length Required\r\n"),
    ],
)
def test_a_body_over_10_mb_or_of_unknown_length_is_refused_before_it_is_read(site, length, answer):
    with site.tell(f"POST /theme/ HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\r\n") as connection:
        assert connection.makefile("rb").readline() == answer


def test_a_dead_worker_is_replaced_and_requests_go_on(site):
    victim, other = site.workers

    os.kill(victim, signal.SIGKILL)
    answered = [site.answers("/healthz") for _ in range(50)]

    assert answered.count(False) <= 1, "no more than what the dead one had in hand"
    wait_until(lambda: len(site.workers) == 2)
    assert other in site.workers
    assert site.answers("/readyz")


def test_a_dead_housekeeper_is_replaced(site):
    dead = site.housekeeper
    os.kill(dead, signal.SIGKILL)

    wait_until(lambda: len(children(site.server.pid)) == 3 and site.housekeeper not in (dead, None))
    assert "The housekeeper ended unexpectedly; another one starts." in site.said


def test_a_polite_stop_finishes_the_request_in_hand(site):
    head = f"POST /theme/ HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:{site.port}\r\nContent-Length: 10\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with site.tell(head + kind + "theme") as connection:
        time.sleep(0.3)
        site.server.send_signal(signal.SIGTERM)
        time.sleep(1.2)  # it is told more than once
        connection.sendall(b"=dark")
        answer = connection.makefile("rb").readline()

    assert answer == b"HTTP/1.1 302 Found\r\n"
    assert site.server.wait(10) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_with_0_and_leaves_nobody_behind(site, number):
    family = children(site.server.pid)

    code, seconds = site.stop(number)

    assert (code, seconds < 10) == (0, True)
    assert [pid for pid in family if parent_of(pid)] == []


def test_a_second_start_changes_nothing(site):
    before = site.rows()
    site.stop()
    site.start()

    assert site.rows() == before
    assert LINK.search(site.said)


def test_nobody_outlives_a_killed_server(site):
    family = children(site.server.pid)
    assert len(family) == 3

    site.server.kill()
    site.server.wait()

    wait_until(lambda: not any(parent_of(pid) for pid in family), 10)
    assert site.start().answers("/readyz")


def test_it_can_be_stopped_at_any_moment_of_its_start(another):
    for sign, moment in (
        ("Stratum", 0),
        ("Stratum", 0.3),
        ("Stratum", 0.8),
        ("Loaded", 0),
        ("Serving", 0),
        ("key", 0.1),
    ):
        another.launch()
        wait_until(lambda sign=sign: sign in another.said)
        time.sleep(moment)
        code, seconds = another.stop()
        assert (code, seconds < 5) == (0, True), f"{moment} s after “{sign}”: {another.said}"
        assert "Traceback" not in another.said

    assert another.start().answers("/lessons/basics/first/")
