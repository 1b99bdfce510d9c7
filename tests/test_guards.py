"""The two guards before Django: what is too large is refused unread, and only named proxies are believed."""

import io

import pytest

from portal.guards import LARGER, MAX_BODY_BYTES, MAX_PRICE_LIST_BYTES, limit_body, trust_proxies


class Unread(io.BytesIO):
    """A body that must not be read."""

    def read(self, *arguments):
        raise AssertionError("the body was read")


def ask(application, **environ):
    """Status, headers and body of an answer."""
    said = {}
    request = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/healthz",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": Unread(),
        **environ,
    }
    body = b"".join(application(request, lambda status, headers: said.update(status=status, headers=dict(headers))))
    return said["status"], said["headers"], body


def echo(environ, start_response):
    """Tells what the application behind the guards gets to see."""
    start_response("200 OK", [])
    return [f"{environ.get('REMOTE_ADDR')} {environ['wsgi.url_scheme']}".encode()]


@pytest.mark.parametrize("length", [str(MAX_BODY_BYTES + 1), "9" * 30])
def test_a_body_that_is_too_large_is_refused_unread(length):
    status, headers, body = ask(limit_body(echo), CONTENT_LENGTH=length)

    assert status == "413 Content Too Large"
    assert b"10 MB" in body
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Connection"] == "close"


@pytest.mark.parametrize(
    "environ", [{"HTTP_TRANSFER_ENCODING": "Chunked"}, {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "²"}]
)
def test_a_body_without_a_length_is_refused_unread(environ):
    status, headers, body = ask(limit_body(echo), **environ)

    assert status == "411 Length Required"
    assert b"Content-Length" in body
    assert headers["Content-Length"] == str(len(body))


def test_a_price_list_may_be_larger():
    place = "/admin/ec2/edition/import/"

    assert ask(limit_body(echo), PATH_INFO=place, CONTENT_LENGTH=str(MAX_PRICE_LIST_BYTES))[0] == "200 OK"
    status, _, body = ask(limit_body(echo), PATH_INFO=place, CONTENT_LENGTH=str(MAX_PRICE_LIST_BYTES + 1))
    assert status == "413 Content Too Large"
    assert b"128 MB" in body


def test_the_larger_address_is_that_of_the_upload():
    from django.urls import reverse

    assert list(LARGER) == [reverse("admin:ec2_import")]


@pytest.mark.parametrize("length", ["", "0", str(MAX_BODY_BYTES)])
def test_other_requests_reach_the_site(length):
    assert ask(limit_body(echo), CONTENT_LENGTH=length)[0] == "200 OK"


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        ([], b"10.0.0.9 http"),
        (["10.0.0.1"], b"10.0.0.9 http"),
        (["10.0.0.9"], b"203.0.113.7 https"),
        (["10.0.0.0/24"], b"203.0.113.7 https"),
    ],
)
def test_only_a_proxy_that_is_named_tells_who_asks(settings, trusted, seen):
    settings.TRUSTED_PROXIES = trusted

    answer = ask(
        trust_proxies(echo),
        REMOTE_ADDR="10.0.0.9",
        HTTP_X_FORWARDED_FOR="203.0.113.7",
        HTTP_X_FORWARDED_PROTO="https",
    )

    assert answer[2] == seen
