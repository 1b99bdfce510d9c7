"""How our processes begin and end. They are forked, so that they share the memory of what is loaded already."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

LOOK_SECONDS = 0.5
GRACE_SECONDS = 8

multiprocessing.set_start_method("fork", force=True)  # Granian follows


def exit_when_told() -> None:
    """From now on SIGTERM and SIGINT end this process with exit code 0, whatever it is doing."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


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
    process = multiprocessing.Process(target=_work, args=(work, os.getpid()), name=name, daemon=True)
    process.start()
    return process


def _work(work: Callable[[], None], parent: int) -> None:
    exit_when_told()
    end_with_parent(parent)
    work()


def run_child(name: str, work: Callable[[], None]) -> None:
    """Do the work in a child and wait for it: what it took of memory goes with it. Fails as the child does."""
    process = start_child(name, work)
    try:
        process.join()
    finally:
        process.terminate()
        process.join()
    if process.exitcode:
        raise SystemExit(1)
