"""Where allauth asks this site: who may sign up, what happens at sign-in, and in which words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from portal.accounts import guests, invites
from portal.accounts.models import User

NO_MATCH = "That username and password don’t match. Check both and try again."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": "That e-mail and password don’t match. Check both and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "username_taken": "This username is taken. Choose another one.",
        "username_blacklisted": "This username is reserved. Choose another one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invites.may_sign_up(request)

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        super().save_user(request, user, form, commit)
        if commit:
            redeem_or_refuse(request, user)
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponseBase:
        guests.claim(request, user)
        return super().post_login(request, user, **kwargs)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return invites.may_sign_up(request)

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        redeem_or_refuse(request, user)
        return user


def redeem_or_refuse(request: HttpRequest, user: User) -> None:
    """Raises ImmediateHttpResponse, which undoes the sign-up, if the invitation was used a moment ago."""
    if invites.redeem(request, user):
        return
    messages.error(request, "This invitation has just been used. Ask for a new one.")
    raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
