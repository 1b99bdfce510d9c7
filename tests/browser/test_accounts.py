"""Accounts in a real browser: without JavaScript, by keyboard, with passkeys, and every page under axe."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from portal.accounts.models import User
from tests.browser.test_every_page import SIZES, look

PASSWORD = "a long enough password"  # what factories.make_user gives everybody
VISITOR = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/key/1-a/",
           "/accounts/password/reset/key/done/", "/accounts/inactive/", "/accounts/confirm-email/",
           "/accounts/confirm-email/a:b/", "/accounts/3rdparty/login/cancelled/"]  # fmt: skip
LEARNER = ["/accounts/profile/", "/accounts/delete/", "/accounts/logout/", "/accounts/password/change/",
           "/accounts/email/", "/accounts/3rdparty/", "/accounts/reauthenticate/"]  # fmt: skip
PROTECTED = ["/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/recovery-codes/",
             "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/totp/deactivate/", "/accounts/reauthenticate/",
             "/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/"]  # fmt: skip


def press(browsing, name):
    with browsing.page.expect_navigation():
        browsing.page.locator("main").get_by_role("button", name=name, exact=True).click()


def sign_in_by_form(browsing, username="somebody", path="/accounts/login/"):
    browsing.go(path)
    browsing.page.get_by_label("Username").fill(username)
    browsing.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(browsing, "Sign in")


def confirm_password(browsing, path):
    """The password once more, and on to the page."""
    browsing.go(path)
    browsing.page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(browsing, "Go on")


def set_up_app(browsing):
    confirm_password(browsing, "/accounts/2fa/totp/activate/")
    secret = browsing.page.locator("main code").inner_text()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    browsing.page.locator("#id_code").fill(code)
    press(browsing, "Switch it on")


def give_authenticator(browsing):
    """A phone that confirms by itself."""
    devtools = browsing.context.new_cdp_session(browsing.page)
    devtools.send("WebAuthn.enable")
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True, **able}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_pages_of_a_visitor(browse, course, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)

    assert [problem for path in VISITOR for problem in look(browsing, path)] == []


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_pages_of_a_learner(browse, course, sign_in, somebody, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
    sign_in(browsing, somebody)
    found = [problem for path in LEARNER for problem in look(browsing, path)]
    give_authenticator(browsing)
    set_up_app(browsing)
    browsing.go("/accounts/2fa/webauthn/add/")
    browsing.page.locator("#add_passkey").click()
    browsing.page.wait_for_url("**/2fa/")

    found += [problem for path in PROTECTED for problem in look(browsing, path)]

    assert found == []


def test_nothing_scrolls_sideways_at_320(browse, course, sign_in, somebody):
    browsing = browse(viewport={"width": 320, "height": 700})
    for path in VISITOR:
        browsing.go(path)
        assert browsing.page.evaluate("document.documentElement.scrollWidth") <= 320, path
    sign_in(browsing, somebody)
    set_up_app(browsing)
    for path in [*LEARNER, *PROTECTED]:
        browsing.go(path)
        assert browsing.page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_without_javascript_one_signs_up_out_and_in(browse, course):
    browsing = browse(java_script_enabled=False)
    page = browsing.page
    browsing.go("/accounts/signup/?next=/glossary/")
    assert page.locator("[data-show-password]").count() == 1
    assert not page.locator("[data-show-password]").is_visible()
    page.get_by_label("Username").fill("newcomer")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(browsing, "Create account")
    assert page.url.endswith("/glossary/")
    assert User.objects.get().username == "newcomer"

    browsing.go("/accounts/profile/")
    press(browsing, "Sign out")
    assert "You are signed out." in page.inner_text(".messages")
    sign_in_by_form(browsing, "newcomer", "/accounts/login/?next=/resources/")

    assert page.url.endswith("/resources/")


def test_without_javascript_a_mistake_is_explained_and_passkeys_do_not_show(browse, course, somebody):
    browsing = browse(java_script_enabled=False)
    page = browsing.page
    browsing.go("/accounts/login/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("Username").fill("somebody")
    page.get_by_label("Password", exact=True).fill("wrong")
    press(browsing, "Sign in")

    assert page.get_by_label("Username").input_value() == "somebody"
    password = page.get_by_label("Password", exact=True)
    assert password.get_attribute("aria-describedby") == "id_password_error"
    assert "don’t match" in page.inner_text("#id_password_error")
    assert password.evaluate("element => element === document.activeElement")


def test_signing_in_by_keyboard(browse, course, somebody):
    browsing = browse()
    browsing.go("/accounts/login/")
    page = browsing.page
    page.get_by_label("Username").focus()
    page.keyboard.type("somebody")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "Welcome, somebody" in page.inner_text("h1")


def test_the_password_can_be_read_and_is_sent_hidden(browse, course, somebody):
    browsing = browse()
    browsing.go("/accounts/login/")
    page, password = browsing.page, browsing.page.get_by_label("Password", exact=True)
    page.get_by_label("Username").fill("somebody")
    password.fill(PASSWORD)
    eye = page.get_by_role("button", name="Show password")

    eye.click()
    assert password.get_attribute("type") == "text"
    assert eye.get_attribute("aria-pressed") == "true"
    eye.click()
    assert password.get_attribute("type") == "password"

    eye.click()
    page.evaluate("document.addEventListener('submit', (event) => { event.preventDefault(); })")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert password.get_attribute("type") == "password"


def test_the_code_for_the_app_is_dark_on_white_in_either_theme(browse, course, sign_in, somebody):
    browsing = browse(color_scheme="dark")
    sign_in(browsing, somebody)
    confirm_password(browsing, "/accounts/2fa/totp/activate/")

    drawing = browsing.page.get_by_role("img", name="The secret below as a QR code")

    assert drawing.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 255, 255)"
    assert drawing.locator("svg path").evaluate("element => getComputedStyle(element).fill") == "rgb(0, 0, 0)"
    assert drawing.locator("svg").bounding_box()["width"] > 150


def test_a_passkey_is_added_renamed_used_and_removed(browse, course, sign_in, somebody):
    browsing = browse()
    page = browsing.page
    sign_in(browsing, somebody)
    give_authenticator(browsing)
    confirm_password(browsing, "/accounts/2fa/webauthn/add/")
    if not page.locator("#id_passwordless").is_checked():
        page.locator("#id_passwordless").check()
    page.locator("#add_passkey").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    browsing.go("/accounts/2fa/webauthn/")
    page.get_by_role("link", name=re.compile("^Rename")).click()
    page.locator("#id_name").fill("phone")
    press(browsing, "Save")
    assert "phone" in page.inner_text("main article h2")

    browsing.go("/accounts/profile/")
    press(browsing, "Sign out")
    browsing.go("/accounts/login/?next=/glossary/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{browsing.base}/glossary/")
    assert page.get_by_role("link", name="Your account, somebody").is_visible()

    confirm_password(browsing, "/accounts/reauthenticate/?next=/accounts/2fa/webauthn/")
    page.get_by_role("link", name=re.compile("^Remove")).click()
    press(browsing, "Remove")
    assert "No passkeys yet" in page.inner_text("main")


def test_a_passkey_that_is_not_there_is_said_in_words(browse, course):
    browsing = browse()
    give_authenticator(browsing)
    browsing.go("/accounts/login/")

    browsing.page.get_by_role("button", name="Sign in with a passkey").click()

    place = browsing.page.locator("[data-passkey-error]")
    place.wait_for()
    assert "No passkey was used" in place.inner_text()
