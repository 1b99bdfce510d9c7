"""Accounts, guests, one-time links and invitations."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Invite, User
from portal.quizzes import answering
from portal.quizzes.models import Answer, QuestionTotal
from tests import factories
from tests.desk.desking import add, change, listing, staff_who_may


def link_to(user):
    return change(user).replace("/change/", "/link/")


def names(client, **query):
    return {row.username for row in client.get(listing(User), query).context["cl"].result_list}


def test_guests_are_listed_only_when_asked_for(editor_client, learner, now):
    guest = User.objects.create_guest(today=now.date())

    assert names(editor_client) == {"editor", "learner"}
    assert names(editor_client, who="guests") == {guest.username}
    assert names(editor_client, who="all") == {"editor", "learner", guest.username}


def test_deleting_an_account_forgets_everything_and_keeps_the_totals_right(editor_client, learner, other_learner, now):
    question = factories.make_question("asked")
    for who in (learner, other_learner):
        submission = answering.Submission(question, {"choice": "right"})
        answering.record(submission, learner=who, key="c-asked-0", now=now)

    confirm = editor_client.get(change(learner).replace("change", "delete")).content.decode()
    editor_client.post(change(learner).replace("change", "delete"), {"post": "yes"})

    assert re.search(r"Rows of what they did: [1-9]", confirm)
    assert not User.objects.filter(username="learner").exists()
    assert list(Answer.objects.values_list("learner__username", flat=True)) == ["other-learner"]
    assert QuestionTotal.objects.get().answers == 1


def test_several_accounts_are_deleted_from_the_list(editor_client, learner, other_learner, now):
    factories.make_question("asked").answers.create(
        learner=learner, rev=1, key="k", given={}, right=False, at=now, day=now.date()
    )
    chosen = {"action": "delete_selected", "_selected_action": [learner.pk, other_learner.pk]}

    editor_client.post(listing(User), {**chosen, "post": "yes"})

    assert set(User.objects.values_list("username", flat=True)) == {"editor"}


def test_a_deleted_account_leaves_no_name_in_the_log(editor_client, learner):
    editor_client.post(link_to(learner))
    editor_client.post(change(learner).replace("change", "delete"), {"post": "yes"})

    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {"a deleted account"}


def test_nobody_deletes_themselves_here(editor_client, editor):
    assert editor_client.post(change(editor).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_a_one_time_link_lets_a_person_choose_a_new_password_once(editor_client, learner, settings):
    page = editor_client.post(link_to(learner))

    link = re.search(r'value="([^"]+/password/reset/key/[^"]+)"', page.content.decode())[1]
    assert link.startswith(settings.BASE_URL)
    assert "no-store" in page.headers["Cache-Control"]
    path = link.removeprefix(settings.BASE_URL)
    visitor = Client()
    form = visitor.get(path, follow=True)
    visitor.post(form.redirect_chain[-1][0], {"password1": "an entirely new one", "password2": "an entirely new one"})
    learner.refresh_from_db()
    assert learner.check_password("an entirely new one")
    again = Client().get(path, follow=True)
    assert "password1" not in again.content.decode()


def test_a_link_is_made_by_post_and_logged(editor_client, learner):
    assert editor_client.get(link_to(learner)).status_code == 405
    editor_client.post(link_to(learner))

    assert LogEntry.objects.get().get_change_message() == "Made a one-time link to choose a new password."


@pytest.mark.parametrize("who", ["guest", "inactive"])
def test_who_cannot_sign_in_gets_no_link(editor_client, who, now):
    user = User.objects.create_guest(today=now.date()) if who == "guest" else factories.make_user("x", is_active=False)

    assert editor_client.post(link_to(user)).status_code == 403
    assert "one-time link" not in editor_client.get(change(user)).content.decode()


def test_staff_who_look_after_accounts_gain_no_power_over_staff(editor, learner):
    helper = staff_who_may("view_user", "change_user", "delete_user", "add_user")

    assert helper.post(link_to(editor)).status_code == 403
    assert helper.post(change(editor), {"username": "mine"}).status_code == 403
    assert helper.post(change(editor).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert helper.get(f"/admin/accounts/user/{editor.pk}/password/").status_code == 403
    helper.post(listing(User), {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"})
    assert helper.post(link_to(learner)).status_code == 200
    helper.post(change(learner), {"username": "learner", "is_active": "on", "is_superuser": "on", "is_staff": "on"})

    learner.refresh_from_db()
    assert (learner.is_staff, learner.is_superuser) == (False, False)
    assert User.objects.filter(username="editor", is_superuser=True).exists()


def test_links_are_for_staff(learner_client, other_learner):
    assert learner_client.post(link_to(other_learner)).status_code in (302, 403)
    assert Client().post(link_to(other_learner)).status_code == 302


def test_an_account_is_made_here(editor_client):
    editor_client.post(
        add(User),
        {"username": "new", "usable_password": "true", "password1": "a long new word", "password2": "a long new word"},
    )

    assert User.objects.get(username="new").check_password("a long new word")


def test_a_time_zone_that_does_not_exist_is_refused(editor_client, learner):
    page = editor_client.post(change(learner), {"username": "learner", "time_zone": "Mars/Base"})

    assert "time_zone" in page.context["adminform"].form.errors


def test_an_invitation_is_made_and_its_link_shown(editor_client, editor, settings):
    settings.SIGNUP = "invite"

    page = editor_client.post(add(Invite), {"note": "For the new colleague"}, follow=True)

    invite = Invite.objects.get()
    link = f"{settings.BASE_URL}/accounts/signup/?invite={invite.code}"
    assert invite.created_by == editor
    assert f"Hand this link to one person: {link}" in page.content.decode()
    assert f'<code class="desk-link">{link}</code>' in page.content.decode()
    assert Client().get(link.removeprefix(settings.BASE_URL)).status_code == 200


def test_an_invitation_tells_its_state_and_hides_a_link_that_is_spent(editor_client, learner):
    used = Invite.objects.create(note="used", used_by=learner, used=timezone.now())
    old = Invite.objects.create(note="old")
    Invite.objects.filter(pk=old.pk).update(created=timezone.now() - datetime.timedelta(days=15))
    fresh = Invite.objects.create(note="fresh")

    def notes(state):
        return {row.note for row in editor_client.get(listing(Invite), {"state": state}).context["cl"].result_list}

    assert (notes("open"), notes("used"), notes("expired")) == ({"fresh"}, {"used"}, {"old"})
    page = editor_client.get(listing(Invite)).content.decode()
    assert fresh.code in page
    assert used.code not in page
    assert old.code not in page


def test_where_invitations_have_no_effect_the_list_says_so(editor_client, settings):
    settings.SIGNUP = "open"
    assert "invitations have no effect" in editor_client.get(listing(Invite)).content.decode()

    settings.SIGNUP = "invite"
    assert "invitations have no effect" not in editor_client.get(listing(Invite)).content.decode()
