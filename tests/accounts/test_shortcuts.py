"""Single keys can be switched off by everybody whom they meet, and a guest finds the way to the rest."""

import pytest

from portal.accounts.models import User

pytestmark = pytest.mark.django_db
SHORTCUTS, HELP, OFF = "/accounts/shortcuts/", "/help/", 'data-shortcuts="off"'


def page(client, address):
    return client.get(address).content.decode()


def test_a_visitor_switches_them_off_and_on_again(client):
    assert 'value="0">Switch single keys off' in page(client, HELP)

    response = client.post(SHORTCUTS, {"shortcuts": "0"})
    assert response["Location"] == "/help/#s-keys"
    assert User.objects.get().is_guest
    told = page(client, HELP)
    assert "Single keys are off." in told
    assert 'value="1">Switch single keys on' in told
    assert OFF in page(client, "/")

    client.post(SHORTCUTS, {"shortcuts": "1"})
    assert OFF not in page(client, "/")


def test_an_account_switches_its_own(learner_client, other_learner, learner):
    learner_client.post(SHORTCUTS, {"shortcuts": "0"})

    learner.refresh_from_db()
    other_learner.refresh_from_db()
    assert (learner.shortcuts, other_learner.shortcuts) == (False, True)


@pytest.mark.parametrize("address", ["/", HELP])
def test_a_guest_finds_settings_download_and_deletion(client, address):
    way = 'href="/accounts/profile/"'
    assert way not in page(client, address)

    client.post(SHORTCUTS, {"shortcuts": "1"})
    assert way in page(client, address)
    assert "Your work as a guest" in page(client, "/accounts/profile/")
