"""Input of the sign-in, profile and account pages."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firstline.identity.models import Theme, User
from firstline.identity.services.accounts import USERNAME_LENGTH
from firstline.identity.services.own import LANGUAGES
from firstline.identity.services.tokens import NAME_LENGTH
from firstline.identity.words import ROLE_NAMES
from firstline.kernel.permissions import Scope

PASSWORD_LENGTH = 128
THEME_NAMES = {Theme.DEVICE: _("As my device"), Theme.LIGHT: _("Light"), Theme.DARK: _("Dark")}
SCOPE_NAMES = {
    Scope.DESK_READ: _("Read natures and groups"),
    Scope.PEOPLE_READ: _("Look people up"),
    Scope.CONTACTS_READ: _("Read calls"),
    Scope.CONTACTS_WRITE: _("Record calls"),
    Scope.TICKETS_READ: _("Read tickets, with notes for staff"),
    Scope.TICKETS_WRITE: _("Log calls as tickets and work on them"),
}
TOKEN_DAYS = {30: _("30 days"), 90: _("90 days"), 366: _("One year")}
LANGUAGE_NAMES = {"en": "English", "es": "Español"}  # each in its own words, so that its readers find it


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SignInForm(forms.Form):
    """Username and password."""

    username = forms.CharField(
        label=_("Username"),
        max_length=USERNAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Password"), "current-password")


class PasswordForm(forms.Form):
    """The old password and the new one, twice."""

    old = _password(_("Password now"), "current-password")
    new = _password(_("New password"), "new-password")
    again = _password(_("New password again"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Keep the account: a password like its name is refused."""
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_new(self) -> str:
        """Return the new password if it is long and uncommon enough."""
        new = str(self.cleaned_data["new"])
        validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        """Return the repetition if it is the same."""
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(_("The two new passwords differ. Type the new one again"))
        return again


class PreferencesForm(forms.Form):
    """Language, theme, single-key shortcuts."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
    )
    theme = forms.ChoiceField(
        label=_("Colors"),
        choices=[(theme.value, name) for theme, name in THEME_NAMES.items()],
    )
    single_keys = forms.BooleanField(label=_("Single keys act as shortcuts outside text fields"), required=False)


class AddUserForm(forms.Form):
    """The person who gets an account, and its username."""

    person = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    username = forms.CharField(
        label=_("Username"),
        max_length=USERNAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class RoleForm(forms.Form):
    """A role at a desk."""

    desk = forms.TypedChoiceField(label=_("Desk"), coerce=int)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
    )

    def __init__(self, *args: Any, desks: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer these desks, as ids and names."""
        super().__init__(*args, **kwargs)
        desk = self.fields["desk"]
        assert isinstance(desk, forms.ChoiceField)  # noqa: S101 - for the type checker
        desk.choices = desks


class UserFilterForm(forms.Form):
    """What the list of accounts is narrowed by; unknown values narrow nothing."""

    q = forms.CharField(label=_("Name or username"), max_length=80, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[
            ("", _("All roles")),
            *[(role.value, name) for role, name in ROLE_NAMES.items()],
            ("administrator", _("Administrator")),
            ("none", _("No role")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Active and inactive")), ("active", _("Active")), ("inactive", _("Deactivated"))],
    )


class TokenForm(forms.Form):
    """A new access token: what it is for, what it may, how long. ``password`` only where the person has one."""

    name = forms.CharField(
        label=_("What it is for"), max_length=NAME_LENGTH, help_text=_("Such as: phone system, reports to the county")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(scope.value, name) for scope, name in SCOPE_NAMES.items()],
    )
    days = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=list(TOKEN_DAYS.items()), initial=90)
    password = _password(_("Your password"), "current-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Ask for the password of those who have one; give the fields ids of their own on a page of several forms."""
        super().__init__(*args, **kwargs)
        self.auto_id = "token_%s"
        if not user.has_usable_password():
            del self.fields["password"]
