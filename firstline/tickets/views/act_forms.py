"""The forms of acts on a ticket: what a dialog asks for. What is allowed and required is decided by the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstline.kit.words import SEVERITY_WORDS
from firstline.tickets.models import Severity
from firstline.tickets.words.reasons import PLAIN_TESTS
from firstline.tickets.words.timeline import METHODS

TEXT_ROWS = 4
LONG = 40_000  # services say what is too long; this only keeps forms from carrying books


class ActForm(forms.Form):
    """What every dialog carries: the version of the ticket and its newest fact when the dialog was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)
    since = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the fields ids of their own: several dialogs may stand on one page."""
        super().__init__(*args, **kwargs)
        self.auto_id = "act_%s"
        widgets = [field.widget for field in self.fields.values() if not field.widget.is_hidden]
        first = next((widget for widget in widgets if not isinstance(widget, forms.RadioSelect)), None)
        if first is not None:
            first.attrs["data-autofocus"] = ""


class AssignForm(ActForm):
    """Whom to give it to: the chosen account, or a name typed where there is no script."""

    assignee = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    name = forms.CharField(label=_("Who takes it?"), required=False, max_length=200)


class ForwardForm(ActForm):
    """Where to: ``up``, or a group's id. Going up needs what was tried (S-057)."""

    to = forms.ChoiceField(label=_("Forward to"), widget=forms.RadioSelect)
    tried = forms.CharField(
        label=_("What was tried"),
        required=False,
        max_length=LONG,
        help_text=_("Needed when it goes up. It becomes a note for staff."),
        widget=forms.Textarea(attrs={"rows": TEXT_ROWS}),
    )


class WaitForm(ActForm):
    """On whom, why, until when."""

    waiting_on = forms.ChoiceField(
        label=_("Waiting on"),
        widget=forms.RadioSelect,
        choices=[("requester", _("Caller")), ("vendor", _("Vendor")), ("parts", _("Parts"))],
    )
    reason = forms.CharField(label=_("What for"), max_length=LONG, required=False)
    until = forms.CharField(
        label=_("Until"), max_length=80, required=False, help_text=_("Such as tomorrow 8, 2:30, in 2 days, 17 Sep")
    )


class ResolveForm(ActForm):
    """How, what helped, how long it took."""

    resolution_code = forms.ChoiceField(label=_("How it was solved"))
    note = forms.CharField(
        label=_("What helped"),
        required=False,
        max_length=LONG,
        help_text=_("For staff. The next one with this problem is shown it."),
        widget=forms.Textarea(attrs={"rows": TEXT_ROWS}),
    )
    minutes = forms.IntegerField(label=_("Minutes worked"), widget=forms.NumberInput(attrs={"min": 0}))


class ReasonForm(ActForm):
    """Why: reopening."""

    reason = forms.CharField(
        label=_("Why"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": TEXT_ROWS})
    )


class VoidForm(ActForm):
    """Why it is taken out of every figure."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=LONG)


class SeverityForm(ActForm):
    """Another severity, and why."""

    severity = forms.ChoiceField(label=_("Severity"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), required=False, max_length=LONG, help_text=_("One line"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the severities from the greatest down, each with its plain test."""
        super().__init__(*args, **kwargs)
        codes = [code for code, _label in reversed(Severity.choices)]
        self.fields["severity"].choices = [(code, SEVERITY_WORDS[code]) for code in codes]  # type: ignore[attr-defined]  # a ChoiceField
        self.tests = [(code, SEVERITY_WORDS[code], PLAIN_TESTS[code]) for code in codes]


class IdentityForm(ActForm):
    """How the caller was checked, and whether it held."""

    method = forms.ChoiceField(label=_("How"))
    verified = forms.ChoiceField(
        label=_("Is it the person?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Verified")), ("no", _("Not verified"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the methods in words."""
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(code, text()) for code, text in METHODS.items()]  # type: ignore[attr-defined]  # a ChoiceField


class ReadersForm(ActForm):
    """Who of the desk reads it, and why not everybody. ``always`` are those who do in any case."""

    who = forms.ChoiceField(
        label=_("Who may read it?"),
        widget=forms.RadioSelect,
        choices=[("named", _("Only those who need to know")), ("desk", _("Everybody of the desk"))],
    )
    readers = forms.MultipleChoiceField(
        label=_("Who needs to know"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=LONG, help_text=_("One line, for those who read it")
    )
    always: frozenset[str] = frozenset()


class TitleForm(ActForm):
    """The title, anew."""

    title = forms.CharField(label=_("Title"), required=False, max_length=LONG)


class NoteForm(ActForm):
    """The note, anew."""

    body = forms.CharField(
        label=_("Note for staff only"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 8})
    )


class RequesterForm(ActForm):
    """Who asked: the chosen person."""

    person = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    name = forms.CharField(label=_("Who asked for it?"), required=False, max_length=200)


class NatureForm(ActForm):
    """Another nature, and what to take of its suggestions, once they were shown (``shown_for`` names it then)."""

    nature = forms.ChoiceField(label=_("Nature of call"), required=False)
    shown_for = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    severity = forms.CharField(required=False, max_length=10)
    group = forms.CharField(required=False, max_length=20)
    suggestion: Any = None


class TryAgainForm(ActForm):
    """When to ring again."""

    callback_at = forms.CharField(
        label=_("Try again"), required=False, max_length=80, help_text=_("Such as in 30 min, 2:30, tomorrow 8")
    )


class PromiseForm(ActForm):
    """When to ring, and at which number."""

    callback_at = forms.CharField(
        label=_("When?"), required=False, max_length=80, help_text=_("Such as in 1 h, 2:30, tomorrow 8")
    )
    callback_number = forms.CharField(label=_("Number to ring"), required=False, max_length=200)
