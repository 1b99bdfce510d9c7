"""Every page of allauth that can be reached is ours: one heading, one main button, fields that are tied to their words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from allauth.account.models import EmailConfirmationHMAC
from django.conf import settings as site
from django.template.loader import get_template
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
EMPTY = {"input", "meta", "link", "br", "hr", "img", "use", "path", "circle"}


class Page(HTMLParser):
    """What a page says, as far as these tests ask."""

    def __init__(self, text):
        super().__init__()
        self.text, self.opened, self.tags = text, [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def check(response):
    page = Page(response.content.decode())
    assert len(page.all("h1")) == 1
    assert 'lang="en-GB"' in page.text
    assert re.search(r"<title>\s*\S.* · Stratum</title>", page.text)
    assert len(page.ids()) == len(set(page.ids())), "each id once"
    primary = [attrs for tag, attrs in page.tags if "btn--primary" in attrs.get("class", "")]
    assert len(primary) <= 1, "one main button"
    labelled = {attrs.get("for") for attrs in page.all("label")}
    for field in page.all("input") + page.all("select"):
        if field.get("type") in ("hidden", "checkbox") or "hidden" in field or field.get("aria-label"):
            continue
        assert field["id"] in labelled, field
        for id in field.get("aria-describedby", "").split():
            assert id in page.ids(), f"{field['name']} is described by {id}, which is not there"
    for tag, attrs in page.tags:
        assert not {"style", "onclick", "onload", "onsubmit"} & set(attrs), tag
    assert "data:" not in page.text
    return page


VISITOR = [
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_inactive", "account_email_verification_sent",
    "socialaccount_login_cancelled", "socialaccount_login_error",
]  # fmt: skip
LEARNER = [
    "accounts:profile", "accounts:delete", "account_logout", "account_change_password", "account_email",
    "account_reauthenticate", "socialaccount_connections", "mfa_index", "mfa_list_webauthn",
]  # fmt: skip
CONFIRMED = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]


@pytest.mark.parametrize("name", VISITOR)
@pytest.mark.parametrize("with_mail", [False, True])
def test_pages_of_a_visitor(client, request, name, with_mail):
    if with_mail:
        request.getfixturevalue("mail")

    page = check(client.get(reverse(name)))

    assert 'class="auth"' in page.text
    assert 'class="topbar"' not in page.text


@pytest.mark.parametrize("name", LEARNER)
@pytest.mark.parametrize("with_mail", [False, True])
def test_pages_of_a_learner(learner_client, learner, request, name, with_mail):
    if with_mail:
        request.getfixturevalue("mail")
        learner.emailaddress_set.create(email="learner@example.org", verified=True, primary=True)
        learner.emailaddress_set.create(email="second@example.org")

    page = check(learner_client.get(reverse(name)))

    assert 'class="topbar"' in page.text


@pytest.mark.parametrize("name", CONFIRMED)
def test_pages_that_ask_for_the_password_first(learner_client, name):
    learner_client.post(reverse("account_reauthenticate"), {"password": "a long enough password"})

    check(learner_client.get(reverse(name)))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"login": "", "password": ""}),
        ("account_login", {"login": "nobody", "password": "wrong"}),
        ("account_signup", {"username": "not allowed!", "password1": "x"}),
        ("account_signup", {}),
        ("account_reset_password", {"email": "x"}),
    ],
)
def test_refusals_to_a_visitor(client, mail, name, fields):
    page = check(client.post(reverse(name), fields))

    assert 'aria-invalid="true"' in page.text
    assert sum("autofocus" in field for field in page.all("input")) <= 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_change_password", {"oldpassword": "wrong", "password1": "x"}),
        ("account_reauthenticate", {"password": "wrong"}),
        ("account_email", {"email": "x", "action_add": ""}),
        ("accounts:delete", {"password": "wrong"}),
        ("accounts:profile", {"time_zone": "Nowhere/At-all"}),
    ],
)
def test_refusals_to_a_learner(learner_client, mail, name, fields):
    page = check(learner_client.post(reverse(name), fields))

    assert 'aria-invalid="true"' in page.text


def test_links_that_no_longer_work(client, mail):
    for path in ("/accounts/confirm-email/made-up:x/", "/accounts/password/reset/key/1-made-up/"):
        assert "This link no longer works" in check(client.get(path)).text


def test_a_link_to_confirm_an_address(client, mail):
    user = factories.make_user("learner", email="learner@example.org")
    address = user.emailaddress_set.create(email=user.email, primary=True)
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])

    assert "learner@example.org" in check(client.get(link)).text


def test_errors_are_said_to_whom_they_concern(client):
    """What a learner typed is never shown as HTML."""
    page = client.post(
        reverse("account_login"), {"login": "<script>alert(1)</script>", "password": "x"}
    ).content.decode()

    assert "<script>alert(1)" not in page


def test_addresses_are_managed_one_by_one(learner_client, learner, mail, mailoutbox):
    learner_client.post(reverse("account_reauthenticate"), {"password": "a long enough password"})
    page = reverse("account_email")
    learner_client.post(page, {"action_add": "", "email": "first@example.org"})
    assert mailoutbox[0].to == ["first@example.org"]
    first = learner.emailaddress_set.get()
    first.verified = first.primary = True
    first.save()
    learner.emailaddress_set.create(email="second@example.org", verified=True)

    learner_client.post(page, {"action_primary": "", "email": "second@example.org"})
    learner_client.post(page, {"action_remove": "", "email": "first@example.org"})

    assert learner.emailaddress_set.values_list("email", "primary").get() == ("second@example.org", True)


# What no page can be asked for as long as the setting is as it is, but allauth might show one day

ELEMENTS = sorted((site.BASE_DIR / "templates/allauth/elements").glob("*.html"))


@pytest.mark.parametrize("path", ELEMENTS, ids=lambda path: path.stem)
def test_every_element_compiles(path):
    get_template(f"allauth/elements/{path.name}")


def test_a_page_that_is_not_ours_still_looks_like_ours(rf, learner):
    request = rf.get("/")
    request.user, request.session = learner, {}
    page = get_template("account/phone_change.html").render({"user": learner, "form": factories}, request)

    assert 'class="topbar"' in page
    assert '<button class="btn btn--primary"' in page


def test_the_line_beside_the_form_stands_in_a_lesson():
    layout = (site.BASE_DIR / "templates/allauth/layouts/entrance.html").read_text()
    line = re.search(r"“(.+?)”", layout)[1]

    assert any(line in path.read_text() for path in Path(site.BASE_DIR / "lessons").glob("*/*.md"))


MAILS = sorted((site.BASE_DIR / "templates").glob("*/email/*_subject.txt"))


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_every_letter_is_ours(path, rf, learner):
    """Plain words, no markup, nothing shouted."""
    prefix = f"{path.parent.parent.name}/email/{path.stem.removesuffix('_subject')}"
    context = {
        "user": learner, "username": "O'Neil & Co", "email": "a&b@example.org", "activate_url": "http://x/?a=1&b=2",
        "password_reset_url": "http://x/?a=1&b=2", "signup_url": "http://x/", "provider": "Example",
    }  # fmt: skip
    request = rf.get("/")
    request.user, request.session = learner, {}

    subject = get_template(f"{prefix}_subject.txt").render(context)
    body = get_template(f"{prefix}_message.txt").render(context, request)

    assert 5 < len(subject.strip()) < 60
    assert body.startswith("Hello,\n\n")
    assert body.strip().endswith(site.BASE_URL)
    assert "!" not in subject + body
    assert "&amp;" not in body
    assert "&#" not in body
    assert "<" not in body
