"""The place a server takes: one data directory and one port, each for itself alone."""

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "server.lock"


class PlaceTaken(Exception):
    """The server cannot have this data directory or this port; the text says why and what to do."""


@contextmanager
def hold(data_dir: Path, address: str) -> Iterator[None]:
    """Keep the data directory from other servers until the last of our processes has ended.

    The lock goes with the process, even if it is killed; the file only tells who holds it.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise PlaceTaken(f"{data_dir} cannot be written to: {error.strerror}. Set PORTAL_DATA_DIR.") from error
    with os.fdopen(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PlaceTaken(
                f"{data_dir} is in use by another server ({file.read().strip()}): "
                "stop that one, or give this one a directory of its own with PORTAL_DATA_DIR."
            ) from None
        file.truncate()
        file.write(f"process {os.getpid()}, {address}\n")
        file.flush()
        yield


def free_address(host: str, port: int) -> str:
    """The IP address of the host, if the port is free there.

    Looked at beforehand because servers of this kind share a port without a word.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PlaceTaken(_why(host, port, error)) from error
    return str(address[0])


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program: stop that one, or choose another port with PORTAL_PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root: choose one above 1023 with PORTAL_PORT."
    return f"PORTAL_HOST is “{host}”, not an address of this machine ({error.strerror}): use 127.0.0.1 or 0.0.0.0."
