"""PORTAL_SMTP_URL says where mail goes, and a slip in it is told at the start, not at the first letter."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.mail import mailer


def test_without_an_address_mail_goes_nowhere():
    assert mailer("") == {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+starttls://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org:8465", 8465, False, True),
    ],
)
def test_the_scheme_decides_on_protection_and_port(address, port, tls, ssl):
    options = mailer(address)["OPTIONS"]

    assert options["host"] == "mail.example.org"
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, tls, ssl)


def test_name_and_password_may_hold_any_letters():
    options = mailer("smtp://me%40example.org:p%2Fss%3A@mail.example.org")["OPTIONS"]

    assert (options["username"], options["password"]) == ("me@example.org", "p/ss:")


@pytest.mark.parametrize(
    "address", ["mail.example.org", "https://mail.example.org", "smtp://", "smtp://me:secret@mail:abc", "smtp://[::1"]
)
def test_anything_else_is_refused_without_repeating_it(address):
    with pytest.raises(ImproperlyConfigured, match=r"^PORTAL_SMTP_URL: use smtp://") as error:
        mailer(address)
    assert "secret" not in str(error.value)
