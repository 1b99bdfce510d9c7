"""Second factors and linked accounts at the desk: seen and taken away, never made, and no secret shown."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken

from tests import factories
from tests.desk.desking import add, change, listing, staff_who_may

SECRET = "JBSWY3DPEHPK3PXP"


def make_factor(user):
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})


def delete(row):
    return change(row).replace("/change/", "/delete/")


def test_a_second_factor_is_shown_without_its_secret(editor_client, learner):
    page = editor_client.get(change(make_factor(learner))).content.decode()

    assert "learner" in page
    assert SECRET not in page
    assert 'name="_save"' not in page


def test_an_admin_takes_a_lost_second_factor_away(editor_client, learner):
    factor = make_factor(learner)

    editor_client.post(delete(factor), {"post": "yes"})

    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("model", [Authenticator, SocialAccount, SocialApp, SocialToken])
def test_nobody_makes_one_for_somebody_else(editor_client, model):
    assert editor_client.get(listing(model)).status_code == 200
    assert editor_client.get(add(model)).status_code == 403


def test_they_are_found_by_whole_names(editor_client, learner, other_learner):
    mine, _ = make_factor(learner), make_factor(other_learner)

    assert list(editor_client.get(listing(Authenticator), {"q": "learner"}).context["cl"].result_list) == [mine]


def test_what_belongs_to_staff_only_a_superuser_touches(editor_client, learner):
    boss = factories.make_user("boss", is_staff=True)
    staff = staff_who_may("view_authenticator", "delete_authenticator", "change_emailaddress", "add_emailaddress")
    theirs, mine = make_factor(boss), make_factor(learner)
    address = EmailAddress.objects.create(user=boss, email="boss@example.org")

    staff.post(delete(theirs), {"post": "yes"})
    staff.post(delete(mine), {"post": "yes"})

    assert list(Authenticator.objects.all()) == [theirs]
    assert staff.get(change(address)).status_code == 302
    assert staff.get(add(EmailAddress)).status_code == 403
    assert editor_client.get(change(address)).status_code == 200


def test_an_address_stays_with_its_account(editor_client, learner, other_learner):
    address = EmailAddress.objects.create(user=learner, email="learner@example.org")

    editor_client.post(change(address), {"user": other_learner.pk, "email": "new@example.org"})

    address.refresh_from_db()
    assert (address.user, address.email) == (learner, "new@example.org")
