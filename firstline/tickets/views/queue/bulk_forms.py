"""The forms of acts on many tickets. What is allowed and required is decided by the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstline.kernel.actor import Actor
from firstline.kit.words import SEVERITY_WORDS
from firstline.tickets.rules.queue_query import ME, NOBODY, SEVERITIES
from firstline.tickets.selectors.queue.filters import offered

LONG = 40_000


class BulkForm(forms.Form):
    """What every one carries: the ids of the tickets, parted by commas."""

    ids = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONG)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        """Give the fields ids of their own, and let the form offer what the actor may choose."""
        super().__init__(*args, **kwargs)
        self.auto_id = "bulk_%s"
        self.offer(actor)
        first = next((field.widget for field in self.fields.values() if not field.widget.is_hidden), None)
        if first is not None and not isinstance(first, forms.RadioSelect):
            first.attrs["data-autofocus"] = ""

    def offer(self, actor: Actor) -> None:
        """Fill the choices; nothing here."""


class BulkAssignForm(BulkForm):
    """Whom to give them to."""

    assignee = forms.ChoiceField(label=_("Who takes them?"))

    def offer(self, actor: Actor) -> None:
        """Offer oneself, nobody, and the staff of the actor's desks by name."""
        staff = offered(actor).staff
        choices = [("", ""), (ME, _("Me")), *staff, (NOBODY, _("Nobody, back to their groups"))]
        self.fields["assignee"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class BulkForwardForm(BulkForm):
    """Which group, and what was tried."""

    group = forms.ChoiceField(label=_("Forward to"))
    tried = forms.CharField(
        label=_("What was tried"),
        required=False,
        max_length=LONG,
        help_text=_("Needed when one of them goes up. It becomes a note of each."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, actor: Actor) -> None:
        """Offer the groups of the actor's desks."""
        self.fields["group"].choices = [("", ""), *offered(actor).groups]  # type: ignore[attr-defined]  # a ChoiceField


class BulkSeverityForm(BulkForm):
    """Which severity, and why."""

    severity = forms.ChoiceField(label=_("Severity"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), required=False, max_length=LONG, help_text=_("One line, for all of them"))

    def offer(self, actor: Actor) -> None:  # noqa: ARG002 - the severities are the same for everybody
        """Offer the severities from the greatest down."""
        self.fields["severity"].choices = [(code, SEVERITY_WORDS[code]) for code in SEVERITIES]  # type: ignore[attr-defined]  # a ChoiceField
