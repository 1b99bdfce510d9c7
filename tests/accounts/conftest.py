"""What several tests of accounts need: a mail server switched on, a course to work on, a provider for single sign-on."""

import pytest

from tests import factories
from tests.accounts.issuer import Issuer

PASSWORD = "a long enough password"  # what factories.make_user gives everybody


@pytest.fixture
def mail(settings):
    """As with PORTAL_SMTP_URL; the letters land in `mailoutbox`."""
    settings.MAIL = True
    settings.ACCOUNT_LOGIN_METHODS = {"username", "email"}
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = False


@pytest.fixture
def issuer(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    with Issuer() as running:
        yield running


@pytest.fixture
def single_sign_on(settings, issuer):
    """As with the PORTAL_OIDC_… variables."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer.url, "Example"
    app = {
        "provider_id": "oidc",
        "name": "Example",
        "client_id": issuer.client_id,
        "secret": issuer.secret,
        "settings": {"server_url": issuer.url, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return issuer


@pytest.fixture
def lesson(db):
    return factories.make_lesson()


@pytest.fixture
def question(lesson):
    return factories.make_question(lesson=lesson)
