"""A server takes one data directory and one port for itself."""

import os
import socket
import stat

import pytest

from portal.operations.place import PlaceTaken, free_address, hold

ADDRESS = "http://localhost:8000"


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_data_directory_is_held_by_one(tmp_path):
    with hold(tmp_path, ADDRESS), pytest.raises(PlaceTaken) as refusal, hold(tmp_path, "http://localhost:9000"):
        pass

    assert str(refusal.value) == (
        f"{tmp_path} is in use by another server (process {os.getpid()}, {ADDRESS}): "
        "stop that one, or give this one a directory of its own with PORTAL_DATA_DIR."
    )


def test_a_data_directory_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with hold(tmp_path / "new", ADDRESS):
            assert (tmp_path / "new" / "server.lock").read_text() == f"process {os.getpid()}, {ADDRESS}\n"


def test_a_lock_file_left_behind_holds_nobody_up(tmp_path):
    (tmp_path / "server.lock").write_text("process 999999999, http://a-much-longer-address.example.org:8000\n")

    with hold(tmp_path, ADDRESS):
        assert (tmp_path / "server.lock").read_text() == f"process {os.getpid()}, {ADDRESS}\n"


def test_only_the_owner_can_read_the_lock(tmp_path):
    with hold(tmp_path, ADDRESS):
        assert stat.S_IMODE((tmp_path / "server.lock").stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "data").write_text("a file")

    with (
        pytest.raises(PlaceTaken, match=r"data cannot be written to: .*\. Set PORTAL_DATA_DIR\.$"),
        hold(tmp_path / "data", ADDRESS),
    ):
        pass


def test_a_free_port_gives_the_address_to_listen_on(taken_port):
    assert free_address("127.0.0.2", taken_port) == "127.0.0.2"


def test_a_name_becomes_an_address(taken_port):
    assert free_address("localhost", taken_port + 1 if taken_port < 65535 else 1024) in ("127.0.0.1", "::1")


def test_a_taken_port_is_refused(taken_port):
    with pytest.raises(PlaceTaken, match=f"^Port {taken_port} is in use by another program: .* with PORTAL_PORT.$"):
        free_address("127.0.0.1", taken_port)


def test_a_port_that_is_shared_without_a_word_is_refused_too():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()

        with pytest.raises(PlaceTaken, match="in use by another program"):
            free_address("127.0.0.1", server.getsockname()[1])


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(PlaceTaken, match=f"^PORTAL_HOST is “{host}”, not an address of this machine"):
        free_address(host, 8000)
