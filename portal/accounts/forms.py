"""allauth's sign-in and sign-up, worded for this site."""

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings

from portal.accounts import invites
from portal.accounts.models import User

DELETE_WORD = "delete"

if TYPE_CHECKING:
    UserForm = forms.ModelForm[User]
else:  # Django's forms take no type argument at run time
    UserForm = forms.ModelForm


def zone_choices() -> list[tuple[str, str]]:
    """Every zone by name, the site's own first."""
    names = sorted(available_timezones())
    return [("", f"The site’s time zone ({settings.TIME_ZONE})"), *((name, name.replace("_", " ")) for name in names)]


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


class DeleteForm(forms.Form):
    """Deleting is for good, so an account with a password asks for it; a guest types a word."""

    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), required=False)
    word = forms.CharField(required=False, label=f"Type “{DELETE_WORD}” to confirm")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.user = user
        del self.fields["word" if user.has_usable_password() else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password. Nothing was deleted.")
        return password

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().lower()
        if word != DELETE_WORD:
            raise forms.ValidationError(f"Type “{DELETE_WORD}” to confirm. Nothing was deleted.")
        return word
