import gzip

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_page_leaves_compressed_and_says_so(client):
    plain = client.get("/glossary/")
    packed = client.get("/glossary/", headers={"Accept-Encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


def test_what_is_small_is_left_alone(client):
    assert not client.get("/healthz", headers={"Accept-Encoding": "gzip"}).has_header("Content-Encoding")


def test_a_page_compressed_before_is_not_compressed_again(client):
    factories.make_lesson()

    response = client.get("/lessons/basics/first/", headers={"Accept-Encoding": "gzip"})

    assert b"<h1>First</h1>" in gzip.decompress(response.content)
