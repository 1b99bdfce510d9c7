"""The help says what the site does: each number in it is the one the code counts by."""

import datetime
import re

import pytest
from django.test import Client

from portal.accounts.pruning import UNUSED
from portal.progress.summary import MASTERED_PERCENT
from portal.quizzes.known import DAYS_TO_KNOW
from tests import factories

pytestmark = pytest.mark.django_db


def words(client):
    return " ".join(re.sub(r"<[^>]+>", "", client.get("/help/").content.decode()).split())


def test_it_says_what_counts(client):
    page = words(client)

    assert DAYS_TO_KNOW == 2
    assert "known when your first answer of the day was right on two different days" in page
    assert MASTERED_PERCENT == 80
    assert "mastered when four in five of its questions are known" in page
    assert "seen once you opened it and practised once you answered one of its questions" in page


def test_it_says_how_long_guests_are_kept(client):
    assert datetime.timedelta(days=90) == UNUSED
    assert "guests are forgotten after 90 days without use" in words(client)


def test_every_link_to_a_part_of_it_leads_to_one(client, learner_client):
    parts = set(re.findall(r'id="(s-[^"]+)"', client.get("/help/").content.decode()))
    factories.make_lesson()
    linked = re.findall(r'href="/help/#([^"]+)"', learner_client.get("/progress/").content.decode())

    assert linked == ["s-counting"]
    assert set(linked) <= parts


@pytest.mark.parametrize("address", ["/", "/resources/", "/glossary/", "/progress/", "/help/", "/no-such-page/"])
def test_it_is_one_link_away_everywhere(address):
    assert '<a href="/help/">Help and accessibility</a>' in Client().get(address).content.decode()


def test_looking_at_it_sets_no_cookie_and_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/help/")

    assert not response.cookies
