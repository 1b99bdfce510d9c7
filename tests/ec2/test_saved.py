"""Cases that a learner keeps from the chooser."""

import datetime

import pytest

from portal.accounts import holdings, identity
from portal.accounts.models import User
from portal.ec2 import saved
from portal.ec2.models import SavedWorkload

pytestmark = pytest.mark.django_db
SAVE, LIST = "/ec2/saved/new/", "/ec2/saved/"
SHOP = {"name": "The shop", "query": "work=cache&memory=16"}


def keep(learner, name, query="", now=datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)):
    return SavedWorkload.objects.create(learner=learner, name=name, query=query, saved=now)


def names(learner):
    return [each.name for each in saved.of(learner)]


def holding():
    return next(each for each in holdings.registered() if each.name == "ec2")


def text(response):
    return response.content.decode()


def test_a_case_is_saved_and_opens_the_chooser_with_it(client):
    response = client.post(SAVE, SHOP)

    kept = SavedWorkload.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/ec2/?work=cache&memory=16")
    assert (kept.name, kept.learner.is_guest) == ("The shop", True)
    assert 'href="/ec2/?work=cache&amp;memory=16"' in text(client.get(LIST))


def test_what_the_chooser_would_not_understand_is_not_kept(client):
    client.post(SAVE, {"name": "x", "query": "work=cache&evil=1&memory=lots&vcpu=4"})

    assert SavedWorkload.objects.get().query == "work=cache&vcpu=4"


def test_sending_it_twice_keeps_it_once(client):
    client.post(SAVE, SHOP)
    client.post(SAVE, SHOP)

    assert SavedWorkload.objects.count() == 1


def test_a_name_holds_the_case_that_was_saved_last(learner_client, learner):
    learner_client.post(SAVE, SHOP)
    learner_client.post(SAVE, {"name": "  The   shop ", "query": "work=database"})

    assert [(each.name, each.query) for each in saved.of(learner)] == [("The shop", "work=database")]


@pytest.mark.parametrize(
    ("name", "words"), [("", "Give the case a name"), ("   ", "Give the case a name"), ("x" * 61, "60")]
)
def test_a_name_that_is_no_good_is_sent_back_and_makes_no_guest(client, name, words):
    response = client.post(SAVE, {**SHOP, "name": name})

    assert response.status_code == 422
    assert words in text(response)
    assert 'value="work=cache&amp;memory=16"' in text(response)
    assert not User.objects.exists()


def test_fifty_are_enough(learner_client, learner):
    for number in range(saved.MOST):
        keep(learner, f"case {number}")

    assert learner_client.post(SAVE, SHOP).status_code == 422
    assert learner_client.post(SAVE, {**SHOP, "name": "case 7"}).status_code == 302
    assert SavedWorkload.objects.count() == saved.MOST


def test_one_is_deleted_and_deleting_it_again_is_no_error(learner_client, learner):
    kept = keep(learner, "old")
    for _ in range(2):
        assert learner_client.post(f"/ec2/saved/{kept.pk}/delete/")["Location"] == LIST

    assert names(learner) == []


def test_nobody_deletes_or_sees_what_another_keeps(learner_client, learner, other_learner):
    kept = keep(other_learner, "theirs")
    learner_client.post(f"/ec2/saved/{kept.pk}/delete/")

    assert names(other_learner) == ["theirs"]
    assert "theirs" not in text(learner_client.get(LIST))


def test_a_visitor_has_none_and_reading_writes_nothing(client):
    assert "Nothing saved yet" in text(client.get(LIST))
    assert client.get(SAVE).status_code == 405
    assert not User.objects.exists()


def test_a_guests_cases_move_to_the_account_and_none_is_lost(learner):
    guest = User.objects.create_guest(today=datetime.date(2026, 11, 24), time_zone="")
    keep(learner, "shop", "work=cache")
    keep(learner, "same", "work=web&vcpu=2")
    keep(guest, "shop", "work=database")
    keep(guest, "same", "work=web&vcpu=2")
    keep(guest, "mine")

    holding().claim(guest, learner)
    holding().claim(guest, learner)

    assert {each.name: each.query for each in saved.of(learner)} == {
        "mine": "",
        "same": "work=web&vcpu=2",
        "shop": "work=cache",
        "shop (2)": "work=database",
    }
    assert saved.of(guest) == []


def test_a_long_name_gets_its_number_within_the_limit(learner):
    guest = User.objects.create_guest(today=datetime.date(2026, 11, 24), time_zone="")
    keep(learner, "x" * 60, "work=cache")
    keep(guest, "x" * 60)

    holding().claim(guest, learner)

    assert f"{'x' * 56} (2)" in names(learner)


def test_they_are_in_the_download_and_go_with_the_account(learner, other_learner):
    keep(learner, "mine", "work=cache")
    keep(other_learner, "theirs")
    assert [each["name"] for each in identity.export(learner)["ec2"]] == ["mine"]

    identity.forget(learner)

    assert [each.name for each in SavedWorkload.objects.all()] == ["theirs"]


def test_the_chooser_offers_to_keep_its_case_and_shows_what_is_kept(learner_client, learner):
    keep(learner, "shop", "work=cache")
    page = text(learner_client.get("/ec2/?cpu=8&work=database"))

    assert 'name="query" id="saved-query" value="work=database&amp;cpu=8"' in page
    assert '<a href="/ec2/?work=cache">shop</a>' in page
    assert 'action="/ec2/saved/new/"' in page


def test_the_form_follows_the_fields(htmx_client):
    page = text(htmx_client.get("/ec2/?work=database"))

    assert 'id="saved-query" value="work=database" hx-swap-oob="true"' in page
    assert page.count("saved-query") == 1
