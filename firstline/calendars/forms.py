"""The forms of this room: what would become of a ticket."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.calendars.rules.written import read_length
from firstline.calendars.words import ERRORS
from firstline.kernel.errors import Invalid

YEARS = range(1990, 2101)


class WhatIfForm(forms.Form):
    """A moment by the calendar's own clock, and how much open time is promised."""

    at = forms.CharField(
        label=gettext_lazy("A ticket comes on"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
        error_messages={"required": gettext_lazy("Enter a day and a time")},
    )
    promised = forms.CharField(
        label=gettext_lazy("Promised within"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter a promised time, such as 3 h")},
    )

    def clean_at(self) -> datetime:
        """Return the moment as the wall clock shows it."""
        try:
            at = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError as error:
            raise forms.ValidationError(_("Enter a day and a time, such as 2026-12-18 16:00")) from error
        if at.tzinfo is not None or at.year not in YEARS:
            raise forms.ValidationError(_("Enter a day and a time, such as 2026-12-18 16:00"))
        return at.replace(second=0, microsecond=0)

    def clean_promised(self) -> timedelta:
        """Return how much open time is promised."""
        try:
            return read_length(self.cleaned_data["promised"])
        except Invalid as error:
            raise forms.ValidationError(ERRORS[error.code](error.params)) from error
