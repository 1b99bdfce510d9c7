"""Where allauth asks this site: who may sign up, what happens at sign-in, and in which words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts import guests, invites
from portal.accounts.models import User

PASSWORD_ERRORS = {
    "password_too_short": "This is too short. Use at least eight characters.",
    "password_too_common": "Many people use this password, so it is tried first. Choose another one.",
    "password_too_similar": "This is too close to your name or address. Choose something else.",
}
CLAIMED = "What you did as a guest is now in your account."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is switched off. Ask whoever runs this site.",
        "duplicate_email": "Your account has this address already.",
        "email_password_mismatch": "That e-mail address and password don’t match. Check both and try again.",
        "email_taken": "Another account has this address. Use a different one.",
        "enter_current_password": "That is not your current password. Try again.",
        "incorrect_password": "That is not your password. Try again.",
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
        "max_email_addresses": "An account can have %d addresses. Remove one first.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "username_blacklisted": "This username is reserved. Choose another one.",
        "username_password_mismatch": "That username and password don’t match. Check both and try again.",
        "username_taken": "This username is taken. Choose another one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invites.may_sign_up(invites.code_of(request))

    def clean_username(self, username: str, shallow: bool = False) -> str:
        if username.lower().startswith(guests.NAME_PREFIX):
            raise self.validation_error("username_blacklisted")
        cleaned: str = super().clean_username(username, shallow)
        return cleaned

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            cleaned: str = super().clean_password(password, user)
        except ValidationError as error:
            raise ValidationError([PASSWORD_ERRORS.get(each.code or "", each) for each in error.error_list]) from error
        return cleaned

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """One name is looked up once: asked for it as username and as e-mail, allauth would hash twice if it exists."""
        if credentials.get("email") == credentials.get("username"):
            credentials.pop("email", None)
        return super().authenticate(request, **credentials)

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> User:
        super().save_user(request, user, form, commit)
        if commit and invites.FIELD in form.cleaned_data:
            redeem_or_refuse(request, form.cleaned_data[invites.FIELD], user)
        return user  # type: ignore[no-any-return]

    def get_login_stages(self) -> list[str]:
        ours = f"{KnownAddressStage.__module__}.{KnownAddressStage.__qualname__}"
        theirs = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__qualname__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        if guests.claim(request, user):
            messages.success(request, CLAIMED)
        return super().post_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")


class KnownAddressStage(EmailVerificationStage):
    """Accounts made before the site had a mail server have no address; nothing is left to verify, so they may pass."""

    def handle(self) -> tuple[Any, bool]:
        user: Any = self.login.user
        if user and not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        response: tuple[Any, bool] = super().handle()  # type: ignore[no-untyped-call]
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": "This sign-in belongs to another account here.",
        "email_taken": "An account here has this address already. Sign in to it first, then connect %s in its settings.",
        "no_password": "Set a password first. Without one you could no longer sign in.",
        "no_verified_email": "Confirm an e-mail address first. Without one you could not choose a new password.",
    }

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """The state waits in the session while the learner is at the provider: the invitation waits with it."""
        if code := invites.code_of(self.request):
            state[invites.FIELD] = code
        param: str = super().generate_state_param(state)
        return param

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """A site without a mail server asks nobody for an address, so it keeps none that a provider sends."""
        if not settings.MAIL and not sociallogin.is_existing:
            sociallogin.email_addresses = []
            sociallogin.user.email = ""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return invites.may_sign_up(sociallogin.state.get(invites.FIELD, ""))

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        redeem_or_refuse(request, sociallogin.state.get(invites.FIELD, ""), user)
        return user


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Switch off two-factor authentication before you add an address.",
        "cannot_delete_authenticator": "Two-factor authentication is required for your account.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
        "incorrect_code": "This did not match, or was used before. Try again.",
        "unverified_email": "Confirm your e-mail address first: open the link we sent you.",
    }

    def build_totp_svg(self, url: str) -> str:
        """Without what stands before the drawing: it goes into a page."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        others = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {others + 1}" if others else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}


def redeem_or_refuse(request: HttpRequest, code: str, user: User) -> None:
    """Raises ImmediateHttpResponse, which undoes the sign-up, if the invitation was used a moment ago."""
    if invites.redeem(code, user):
        return
    messages.error(request, "This invitation has just been used. Ask for a new one.")
    raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
