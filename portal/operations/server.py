"""The web server: Granian's workers, and the housekeeper beside them."""

import functools
import gc
import logging
import os
import threading
from typing import Any

from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from portal.operations import access_log
from portal.operations.processes import end_with_parent, hold_back_stops, start_child

WORKERS = 2
THREADS = 16  # a slow upload holds one for as long as it likes
STOP_SECONDS = 8  # Docker's patience ends at ten
HEADERS_MILLISECONDS = 10_000
BEGINNING_SECONDS = 0.5
RESTART_SECONDS = 5

logger = logging.getLogger(__name__)


def serve(address: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; running requests are finished. Raises SystemExit(1) if workers keep dying."""
    get_internal_wsgi_application()  # loaded once here, the workers share its memory
    server = _granian(address, port)
    housekeeper = Housekeeper()
    server.on_startup(housekeeper.start)
    server.on_shutdown(housekeeper.stop)
    connections.close_all()  # SQLite’s must not cross a fork
    hold_back_stops()
    gc.freeze()  # the collector writes to what it looks at, and what is written to is shared no longer: 40 MB
    try:
        server.serve(target_loader=functools.partial(_application, os.getpid()), wrap_loader=False)
    except SystemExit:
        if not server.interrupt_signal:
            raise


def _granian(address: str, port: int) -> Any:
    return Granian(
        "portal.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=WORKERS,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MILLISECONDS),
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=STOP_SECONDS,
        log_access=True,
        log_access_format=access_log.FORMAT,
        log_level=access_log.server_level(),
        log_dictconfig=access_log.LOGGERS,
    )


def _application(parent: int) -> Any:
    """Called in each worker, just after the fork."""
    hold_back_stops(BEGINNING_SECONDS)
    end_with_parent(parent)
    return get_internal_wsgi_application()


class Housekeeper:
    """The one child that does the scheduled work. If it dies, another one follows."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="housekeeper watch", daemon=True)

    def start(self) -> None:
        self._process = start_child("housekeeper", _keep_house)
        self._watcher.start()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        self._watcher.join(timeout=1)
        self._process.kill()

    def _watch(self) -> None:
        while True:
            self._process.join()
            if self._stopping.wait(RESTART_SECONDS):
                return
            logger.error("The housekeeper ended unexpectedly; another one starts.")
            self._process = start_child("housekeeper", _keep_house)


def _keep_house() -> None:
    call_command("housekeep")
