"""CPU of a request, page by page, divided by a bare Django view in the same run: `make bench`.

Starts the production server on a data directory of its own with the whole course and a learner of 2,000 answers, asks
for the pages in turn, and counts user and system time of the server's whole process tree. Absolute milliseconds swing
with the machine; the ratios do not.
"""

import http.client
import io
import itertools
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PORT = 8765
ROUNDS, REQUESTS = 7, 150
ANSWERS = 2_000
TICK = os.sysconf("SC_CLK_TCK")
NUMBERS = itertools.count(1)
CHOOSER = "/ec2/?work=batch&vcpu=8&memory=16&hours=8&stop=yes"
LESSON = "/lessons/ec2/load-balancing/"


def main():
    with tempfile.TemporaryDirectory(
        prefix="stratum-bench-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as data:
        os.environ |= {
            "PORTAL_DATA_DIR": data,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "PORTAL_LOG_LEVEL": "ERROR",
        }
        sys.path.insert(0, str(ROOT))
        cookie, attempt = prepare()
        server = start_server()
        try:
            report(measure(server, pages(cookie, attempt)))
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def prepare():
    """Load the course, collect static files, and make a learner with a session, 2,000 answers and an open quiz."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    for command, options in (
        ("migrate", {}),
        ("createcachetable", {}),
        ("load_lessons", {}),
        ("load_ec2_snapshot", {}),
        ("collectstatic", {"interactive": False}),
    ):
        call_command(command, verbosity=0, stdout=io.StringIO(), **options)
    learner = make_learner()
    client = Client()
    client.force_login(learner)
    settings.ALLOWED_HOSTS.append("testserver")
    attempt = client.post("/quizzes/ec2/")["Location"]
    django.db.connections.close_all()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}", attempt


def make_learner():
    import datetime

    from django.utils import timezone

    from portal.accounts.models import User
    from portal.quizzes.models import Answer, Question

    learner = User.objects.create_user("bench", password="not used by anybody")
    questions = list(Question.objects.all())
    now = timezone.now()
    Answer.objects.bulk_create(
        Answer(
            learner=learner,
            question=question,
            rev=question.rev,
            key=f"c-{question.slug}-{number}",
            given=question.kind.key(),
            right=number % 3 > 0,
            at=moment,
            day=moment.date(),
        )
        for number in range(ANSWERS)
        for question in [questions[number % len(questions)]]
        for moment in [now - datetime.timedelta(hours=number)]
    )
    return learner


def start_server():
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(PORT),
        "--workers",
        "2",
        "--blocking-threads",
        "16",
        "--workers-kill-timeout",
        "5",
        "--log-level",
        "error",
        "portal.wsgi:application",
    ]
    server = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    for _ in range(200):
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", PORT), "/healthz", {})
            return server
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")


def pages(cookie, attempt):
    signed_in = {"Cookie": cookie, "Accept-Encoding": "gzip"}
    visitor = {"Accept-Encoding": "gzip"}
    return {
        "bare view, session and user": ("/bench/bare/", signed_in),
        "lesson, signed in": (LESSON, signed_in),
        "lesson, visitor": (LESSON, visitor),
        "lesson, visitor, 304": (LESSON, {**visitor, "If-None-Match": etag(LESSON, visitor)}),
        "home, signed in": ("/", signed_in),
        "progress, signed in": ("/progress/", signed_in),
        "quiz question, signed in": (attempt, signed_in),
        "search": ("/search/?q=instance", visitor),
        "chooser, signed in": (CHOOSER, signed_in),
        "chooser, all types": ("/ec2/?way=browse", signed_in),
        "chooser, each time another workload": (f"{CHOOSER}&cpu={{:.3f}}", signed_in),
    }


def etag(path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().headers["ETag"]


def fetch(connection, path, headers):
    """A path with a placeholder is another one each time, so nothing that was kept can serve it."""
    connection.request("GET", path.format(next(NUMBERS) / 1000), headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status not in (200, 304):
        raise SystemExit(f"{path} answered {response.status}")
    return len(body)


def measure(server, wanted):
    """Milliseconds of CPU a request by page: rounds in turn, so that a noisy neighbour meets all alike."""
    spent = {name: [] for name in wanted}
    sizes = {}
    connections = [http.client.HTTPConnection("127.0.0.1", PORT) for _ in range(4)]
    for number in range(ROUNDS + 1):
        for name, (path, headers) in wanted.items():
            before = cpu(server.pid)
            for each in range(REQUESTS):
                sizes[name] = fetch(connections[each % 4], path, headers)
            if number:  # the first round warms up
                spent[name].append((cpu(server.pid) - before) * 1000 / REQUESTS)
    return {name: (statistics.median(values), sizes[name]) for name, values in spent.items()}


def cpu(pid):
    """Seconds of user and system time of a process and all its children, living or gone."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / TICK
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(cpu(child) for child in children)


def report(figures):
    me, _ = figures["bare view, session and user"]
    print(f"{'page':38}{'CPU ms':>8}{'x bare':>8}{'bytes':>9}")
    for name, (milliseconds, size) in figures.items():
        print(f"{name:38}{milliseconds:8.2f}{milliseconds / me:8.2f}{size:9,}")


if __name__ == "__main__":
    if not shutil.which("granian", path=str(Path(sys.executable).parent)):
        raise SystemExit("run me with the project's environment: make bench")
    main()
