"""Reading settings from the environment: defaults, and errors that name the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env

NAME = "PORTAL_TEST_SETTING"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def given(monkeypatch):
    return lambda value, name=NAME: monkeypatch.setenv(name, value)


def test_text_gives_the_default_for_unset_and_for_empty(given):
    assert env.text(NAME, "default") == "default"

    given("  ")
    assert env.text(NAME, "default") == "default"

    given(" said ")
    assert env.text(NAME, "default") == "said"


@pytest.mark.parametrize(("value", "read"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)])
def test_flag_reads_words_for_yes_and_no(given, value, read):
    given(value)

    assert env.flag(NAME, default=not read) is read


def test_flag_refuses_other_words(given):
    given("perhaps")

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is “perhaps”: use 1 or 0.$"):
        env.flag(NAME)


def test_integer_keeps_within_its_bounds(given):
    assert env.integer(NAME, 7, minimum=1, maximum=10) == 7

    for value in ("1", "10"):
        given(value)
        assert env.integer(NAME, 7, minimum=1, maximum=10) == int(value)


@pytest.mark.parametrize("value", ["0", "11", "-1", "1e1", "²", "١", "9" * 30, "5.0"])
def test_integer_refuses_what_is_not_a_whole_number_within_them(given, value):
    given(value)

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is “.*”: use a whole number from 1 to 10.$"):
        env.integer(NAME, 7, minimum=1, maximum=10)


def test_choice_takes_one_of_its_words(given):
    given("closed")

    assert env.choice(NAME, "open", among=("open", "closed")) == "closed"


def test_choice_lists_its_words_to_who_takes_another(given):
    given("ajar")

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is “ajar”: use open, invite or closed.$"):
        env.choice(NAME, "open", among=("open", "invite", "closed"))


def test_listing_drops_space_and_empty_parts(given):
    given(" one.example, ,two.example,")

    assert env.listing(NAME) == ["one.example", "two.example"]


def test_address_loses_its_trailing_slash(given):
    given("https://learn.example.org/")

    assert env.address(NAME) == "https://learn.example.org"


@pytest.mark.parametrize(
    "value",
    [
        "learn.example.org",
        "ftp://example.org",
        "HTTPS://example.org",
        "https://example.org/a",
        "https://example.org#a",
        "https://example.org:99999",
        "https://a@example.org",
        "https://two words",
        "https://[::1",
        "https://",
    ],
)
def test_address_refuses_what_is_not_the_root_of_a_site(given, value):
    given(value)

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is “.*”: use an address such as"):
        env.address(NAME)


@pytest.mark.parametrize("value", ["http://localhost:8000", "http://10.0.0.5", "https://[::1]:8443"])
def test_address_may_have_a_port_or_be_a_number(given, value):
    given(value)

    assert env.address(NAME) == value


def test_address_may_have_a_path_where_that_makes_sense(given):
    given("https://id.example.org/realms/learn/")

    assert env.address(NAME, path=True) == "https://id.example.org/realms/learn"


def test_networks_are_addresses_and_networks(given):
    given("127.0.0.1, 10.0.0.0/8, ::1")

    assert env.networks(NAME) == ["127.0.0.1", "10.0.0.0/8", "::1"]


@pytest.mark.parametrize("value", ["proxy", "10.0.0.5/8", "127.0.0.1, *"])
def test_networks_refuse_names_and_half_masked_addresses(given, value):
    given(value)

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} names “.*”: use addresses and networks such as"):
        env.networks(NAME)


def test_hosts_are_names_alone(given):
    given("learn.example.org, .example.org, 10.0.0.5, [::1], *")
    assert env.hosts(NAME) == ["learn.example.org", ".example.org", "10.0.0.5", "[::1]", "*"]

    given("https://learn.example.org")
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} names “https://learn.example.org”: use host names alone"):
        env.hosts(NAME)


def test_time_zone_is_one_that_is_known(given):
    given("Europe/Berlin")
    assert env.time_zone(NAME, "UTC") == "Europe/Berlin"

    for value in ("Mars", "../etc/passwd", "/etc/passwd"):
        given(value)
        with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is “{value}”: use a name such as Europe/Berlin.$"):
            env.time_zone(NAME, "UTC")


def test_secret_comes_from_the_variable_or_from_a_file(given, tmp_path):
    given("in the open")
    assert env.secret(NAME) == "in the open"

    (tmp_path / "secret").write_text("in a file\n")
    given(str(tmp_path / "secret"), f"{NAME}_FILE")
    assert env.secret(NAME) == "in a file"


def test_secret_names_the_file_it_cannot_read(given, tmp_path):
    given(str(tmp_path / "nothing"), f"{NAME}_FILE")

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME}_FILE names .*nothing, which cannot be read: No such file"):
        env.secret(NAME)


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xff\xfe", "cannot be read: it is not UTF-8 text"), (b" \n", "is empty")]
)
def test_secret_refuses_a_file_that_holds_none(given, tmp_path, content, why):
    (tmp_path / "secret").write_bytes(content)
    given(str(tmp_path / "secret"), f"{NAME}_FILE")

    with pytest.raises(ImproperlyConfigured, match=f"^{NAME}_FILE names .*secret, which {why}.$"):
        env.secret(NAME)


def test_a_setting_that_will_not_do_is_told_in_one_line(tmp_path):
    command = [sys.executable, "manage.py", "check"]
    variables = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_PORT": "eighty"}
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True)

    assert run.returncode == 1
    assert run.stderr == "The settings will not do. PORTAL_PORT is “eighty”: use a whole number from 1 to 65535.\n"
