"""allauth's sign-in and sign-up, worded for this site."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

from portal.accounts import invites


class LoginForm(allauth_forms.LoginForm):
    """Sign in by username, or by e-mail where the site has a mail server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = "Keep me signed in on this device"
        self.fields["remember"].initial = True
        self.fields["password"].help_text = ""


class SignupForm(allauth_forms.SignupForm):
    """Carries the invitation from the link to the POST."""

    invite = forms.CharField(required=False, max_length=invites.MAX_LENGTH, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "Letters, digits and @ . + - _"
        self.fields["password1"].help_text = "At least eight characters. A sentence is easy to remember."
