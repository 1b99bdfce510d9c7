"""How our processes begin and end. They are forked, so that they share the memory of what is loaded already."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import connections

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOK_SECONDS = 0.5
GRACE_SECONDS = 8

multiprocessing.set_start_method("fork", force=True)  # Granian follows

_children: list[multiprocessing.Process] = []


def exit_when_told() -> None:
    """From now on SIGTERM and SIGINT end this process and its children with exit code 0, whatever they are doing.

    Nothing is unwound: an exception raised by a signal can get lost, and all our work survives a power cut.
    """
    for number in STOP_SIGNALS:
        signal.signal(number, _exit)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def _exit(number: int, frame: FrameType | None) -> None:
    for child in _children:
        child.kill()
        child.join(1)  # it holds the data directory as long as it is there
    os._exit(0)


def hold_back_stops(seconds: float = 0) -> None:
    """From now on a stop waits at least so long, and reaches whatever handler there is then. Children inherit this.

    For what does not listen yet: a signal that comes in the middle of a fork, or before a server serves, is lost.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    threading.Thread(target=_hand_on, args=(time.monotonic() + seconds,), name="stop", daemon=True).start()


def _hand_on(earliest: float) -> None:
    number = signal.sigwait(STOP_SIGNALS)
    time.sleep(max(0, earliest - time.monotonic()))
    handler = signal.getsignal(number)
    if callable(handler):
        handler(number, None)


def end_with_parent(parent: int) -> None:
    """Watch the parent, given by its id, and stop when it is gone: after kill -9 there is nobody else to say so."""
    threading.Thread(target=_watch, args=(parent,), name="parent watch", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def start_child(name: str, work: Callable[[], None]) -> multiprocessing.Process:
    """A child that does the work, ends when told, and does not outlive this process."""
    connections.close_all()  # SQLite’s must not cross a fork
    process = multiprocessing.Process(target=_work, args=(work, os.getpid()), name=name, daemon=True)
    process.start()
    _children.append(process)
    return process


def _work(work: Callable[[], None], parent: int) -> None:
    _children.clear()
    exit_when_told()
    end_with_parent(parent)
    work()


def run_children(*works: Callable[[], None]) -> None:
    """Do the works at the same time and wait for all: what memory they took goes with them. Fails as one of them does."""
    children = [start_child("preparation", work) for work in works]
    for child in children:
        child.join()
    _children.clear()
    if any(child.exitcode for child in children):
        raise SystemExit(1)
