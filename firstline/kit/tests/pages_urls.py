"""Addresses and views of the parts site."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from firstline.kit.tests.site import PAGES

NOW = datetime(2026, 9, 15, 9, 42, tzinfo=ZoneInfo("America/New_York"))


class PartsForm(forms.Form):
    """A form with each kind of field."""

    extension = forms.RegexField(
        r"^\d{4}$", label="Extension", error_messages={"invalid": "Enter 4 digits, such as 4120"}
    )
    ring_back = forms.CharField(label="Ring back", required=False, help_text="Also: 2:30, tomorrow 8")
    who = forms.ChoiceField(label="How many people", choices=[("1", "One"), ("2", "A group"), ("3", "A school")])
    goes_on = forms.ChoiceField(
        label="Can work go on", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect, required=False
    )
    tell = forms.BooleanField(label="Tell me when it is solved", required=False)
    text = forms.CharField(label="What happened", widget=forms.Textarea(attrs={"rows": 2}), required=False)


def page(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    """Render one of the pages beside this file."""
    template = engines["django"].from_string((PAGES / f"{name}.html").read_text())
    context = {
        "now": NOW,
        "at": {minutes: NOW + timedelta(minutes=minutes) for minutes in (125, 35, -12, -60, 82)},
        "in_2_05": NOW + timedelta(minutes=125),
        "in_35": NOW + timedelta(minutes=35),
        "in_82": NOW + timedelta(minutes=82),
        "late_12": NOW - timedelta(minutes=12),
        "hour_ago": NOW - timedelta(minutes=60),
        "day": NOW - timedelta(days=1),
        "form": PartsForm({"extension": "41", "ring_back": "in 1 h", "who": "2"} if "bad" in request.GET else None),
        "severities": ("low", "normal", "high", "critical"),
        "natures": ("Sign-in", "Classxp", "IGPro", "Printing", "Computer", "Network", "Phone", "Other"),
        **more,
    }
    return HttpResponse(template.render(context, request))


def simple(name: str) -> Any:
    """Return a view of one page."""
    return lambda request: page(request, name)


urlpatterns = [path(name, simple(name), name=name) for name in ("parts", "console", "log", "ticket", "scripts")]
