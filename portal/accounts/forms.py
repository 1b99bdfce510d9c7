"""The forms of allauth and of the profile, worded for this site."""

from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import available_timezones

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict

from portal.accounts import invites
from portal.accounts.models import User

DELETE_WORD = "delete"

if TYPE_CHECKING:
    UserForm = forms.ModelForm[User]

    class AnyForm:
        fields: dict[str, forms.Field]
        errors: ErrorDict

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
        def full_clean(self) -> None: ...
else:  # Django's forms take no type argument at run time
    UserForm, AnyForm = forms.ModelForm, object


class Words(NamedTuple):
    label: str
    missing: str
    hint: str = ""


NEW_PASSWORD = "At least eight characters. A sentence is easy to remember."
WORDS = {
    "login": Words("Username", "Enter your username."),
    "password": Words("Password", "Enter your password."),
    "oldpassword": Words("Current password", "Enter the password you have now."),
    "password1": Words("New password", "Choose a password.", NEW_PASSWORD),
    "username": Words("Username", "Choose a username.", "Letters, digits and @ . + - _"),
    "email": Words("E-mail address", "Enter an e-mail address."),
    "code": Words("Code", "Enter the code."),
    "name": Words("Name", "Give it a name.", "To tell it apart from others, such as “phone” or “key in the drawer”."),
}


class Worded(AnyForm):
    """Mixed into a form of allauth: our words, none of them inside the fields, and the cursor where an error is."""

    words: dict[str, Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (WORDS | self.words).items():
            if field := self.fields.get(name):
                field.label, field.help_text = words.label, words.hint
                field.error_messages["required"] = words.missing
                field.widget.attrs.pop("placeholder", None)

    def full_clean(self) -> None:
        super().full_clean()
        if name := next((name for name in self.errors if name in self.fields), ""):
            self.fields[name].widget.attrs["autofocus"] = True


class LoginForm(Worded, account.LoginForm):
    """Sign in by username, or by e-mail where the site has a mail server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if settings.MAIL:
            self.words = {"login": Words("Username or e-mail address", "Enter your username or e-mail address.")}
        super().__init__(*args, **kwargs)
        names = {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"].widget.attrs |= names
        self.fields["remember"].label = "Keep me signed in on this device"
        self.fields["remember"].initial = True

    def clean(self) -> dict[str, Any]:
        """What does not match is said at the password, wherever the mistake is."""
        try:
            super().clean()  # type: ignore[no-untyped-call]
        except forms.ValidationError as error:
            self.add_error("password", error)
        return self.cleaned_data


class SignupForm(Worded, account.SignupForm):
    """Carries the invitation from the link to the POST."""

    words = {
        "password1": Words("Password", "Choose a password.", NEW_PASSWORD),
        "email": Words(
            "E-mail address", "Enter your e-mail address.", "To confirm your account, and if you forget your password."
        ),
    }
    invite = forms.CharField(required=False, max_length=invites.MAX_LENGTH, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["invite"].initial = invites.code_of(context.request)


class SocialSignupForm(Worded, social.SignupForm):
    """What single sign-on did not tell."""


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    password2 = None  # type: ignore[assignment] # the field can be made readable instead


class SetPasswordForm(Worded, account.SetPasswordForm):
    password2 = None  # type: ignore[assignment]


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    password2 = None  # type: ignore[assignment]


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Asks for the address that the link goes to."""


class AddEmailForm(Worded, account.AddEmailForm):
    words = {"email": Words("Add an e-mail address", "Enter an e-mail address.", "We send a link there to confirm it.")}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class CodeForm(Worded):
    """A code from an app, or a recovery code: digits both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class AuthenticateForm(CodeForm, mfa.AuthenticateForm):
    words = {"code": Words("Code", "Enter the code.", "From your authenticator app, or one of your recovery codes.")}


class ReauthenticateByCodeForm(CodeForm, mfa.ReauthenticateForm):
    words = AuthenticateForm.words


class ActivateTOTPForm(CodeForm, totp.ActivateTOTPForm):
    words = {"code": Words("Code", "Enter the code that your app shows.", "The six digits that your app shows now.")}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """Signs in alone unless one says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = "Sign in with it alone"
        alone.help_text = (
            "Your device then asks for a fingerprint, face or PIN in place of the password. "
            "Otherwise the passkey is asked for after the password."
        )

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except (KeyError, ValueError) as error:
            raise nonsense() from error


class EditPasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name."""


class ReadsPasskey:
    """Mixed into the forms that a script fills in: allauth trusts that it left nothing out."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, ValueError) as error:
            raise nonsense() from error


class LoginByPasskeyForm(ReadsPasskey, webauthn.LoginWebAuthnForm):
    """Instead of the password."""


class AuthenticateByPasskeyForm(ReadsPasskey, webauthn.AuthenticateWebAuthnForm):
    """After the password."""


class ReauthenticateByPasskeyForm(ReadsPasskey, webauthn.ReauthenticateWebAuthnForm):
    """Once more, before something that matters."""


def nonsense() -> forms.ValidationError:
    return forms.ValidationError("This was not a passkey. Try again, or sign in another way.")


def zone_choices() -> list[tuple[str, str]]:
    """Every zone by name, the site's own first."""
    names = sorted(available_timezones())
    return [("", f"The site’s time zone ({settings.TIME_ZONE})"), *((name, name.replace("_", " ")) for name in names)]


class ProfileForm(UserForm):
    """What a learner may set about themselves; a guest has a profile too."""

    time_zone = forms.ChoiceField(
        required=False, choices=zone_choices, help_text="Your days and your streak are counted in it."
    )

    class Meta:
        model = User
        fields = ["time_zone", "shortcuts"]
        labels = {"shortcuts": "Single-key shortcuts in questions"}
        help_texts = {
            "shortcuts": "1 to 9 choose an answer, / goes to the search. Switch them off if they get in your way."
        }


class DeleteForm(Worded, forms.Form):
    """Deleting is for good, so an account with a password asks for it; a guest types a word."""

    words = {
        "password": Words("Your password", "Enter your password. Nothing was deleted."),
        "word": Words(f"Type “{DELETE_WORD}” to confirm", f"Type “{DELETE_WORD}” to confirm. Nothing was deleted."),
    }
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    word = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        del self.fields["word" if user.has_usable_password() else "password"]

    def clean_password(self) -> str:
        """Counted like tries to sign in, so that a session left open is no place to guess."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise forms.ValidationError("That is not your password. Nothing was deleted.")
        return password

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().lower()
        if word != DELETE_WORD:
            raise forms.ValidationError(f"Type “{DELETE_WORD}” to confirm. Nothing was deleted.")
        return word
