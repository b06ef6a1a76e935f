"""Addresses and views of the parts site."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path

from firstline.kernel.errors import RuleBroken
from firstline.kit.tests.site import PAGES
from firstline.kit.views import Undo, cheap_fragment, post_only, redirect_with_toast

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


urlpatterns = [path(name, simple(name), name=name) for name in ("parts", "console", "log", "ticket")]


@dataclass
class Server:
    """What the little server has got and how it behaves; tests look at it and change it."""

    drafts: list[dict[str, str]] = field(default_factory=list)
    revision: int = 0
    sent: list[dict[str, str]] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    polls: list[int] = field(default_factory=list)
    down: bool = False
    elsewhere: dict[str, str] = field(default_factory=dict)
    confidential: bool = False
    saved_text: str = ""


SERVER = Server()


def scripts(request: HttpRequest) -> HttpResponse:
    """Show the page of the scripts."""
    more = {"desk": 1, "revision": SERVER.revision, "text": SERVER.saved_text, "confidential": SERVER.confidential}
    return page(request, "scripts", **more)


def lookup(request: HttpRequest) -> HttpResponse:
    """Find people by a part of the name."""
    names = ["Carol Jimenez", "Renata Silva", "Teresa Wójcik", "Carl Jensen"]
    found = [name for name in names if request.GET["q"].casefold() in name.casefold()]
    rows = "".join(
        f'<div role="option" class="fl-option plain" data-value="{names.index(name)}" data-label="{name}">{name}</div>'
        for name in found
    )
    empty = "" if found else '<div class="fl-pop-empty">Nobody found</div>'
    return HttpResponse(f'<div role="listbox">{rows}</div>{empty}')


def draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Keep a draft, refuse while down, or tell of another place's text."""
    if SERVER.down:
        return HttpResponse(status=503)
    if SERVER.elsewhere:
        SERVER.revision += 1
        fields, SERVER.elsewhere = SERVER.elsewhere, {}
        return JsonResponse({"revision": SERVER.revision, "fields": fields}, status=409)
    SERVER.drafts.append(request.POST.dict())
    SERVER.revision += 1
    SERVER.saved_text = request.POST.get("problem", "")
    return JsonResponse({"revision": SERVER.revision})


def send(request: HttpRequest) -> HttpResponse:
    """Take a form and go on with a toast."""
    SERVER.sent.append(request.POST.dict())
    if "slow" in request.POST:
        time.sleep(3)
    return redirect_with_toast(request, "/parts", "Logged as #20479", undo=Undo("/send", {"undo": "20479"}))


def poll(request: HttpRequest) -> HttpResponse:
    """Count the questions; the text changes after the third."""
    return _poll(request)


@cheap_fragment()
def _poll(request: HttpRequest) -> HttpResponse:
    if SERVER.down:
        return HttpResponse(status=503)
    SERVER.polls.append(1)
    return HttpResponse("<p>New call</p>" if len(SERVER.polls) > 2 else "<p>Nothing yet</p>")


def order(request: HttpRequest) -> HttpResponse:
    """Take an order."""
    SERVER.orders.append(request.POST["order"])
    return HttpResponse(status=204)


def refuse(request: HttpRequest) -> HttpResponse:
    """Break a rule."""
    raise RuleBroken("a_rule_without_words")


def fail(request: HttpRequest) -> HttpResponse:
    """Fail as programs do."""
    raise ZeroDivisionError


urlpatterns += [
    path("scripts", scripts, name="scripts"),
    path("lookup", lookup, name="lookup"),
    path("draft/<str:draft_id>", draft, name="draft"),
    path("send", send, name="send"),
    path("poll", poll, name="poll"),
    path("order", order, name="order"),
    path("refuse", refuse, name="refuse"),
    path("fail", fail, name="fail"),
    path("only-post", post_only(send), name="only-post"),
]
handler400 = "firstline.kit.views.errors.bad_request"
handler403 = "firstline.kit.views.errors.permission_denied"
handler404 = "firstline.kit.views.errors.page_not_found"
handler500 = "firstline.kit.views.errors.server_error"
