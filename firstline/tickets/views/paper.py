"""Paper mode: numbered call forms to print beforehand, and entering them afterwards with their true times."""

from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from firstline.catalog.selectors import natures_of
from firstline.contacts.selectors import open_paper_count, paper_forms
from firstline.contacts.services.paper import issue_paper_forms
from firstline.desks.models import Desk
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, Invalid, NotAllowed
from firstline.kit.forms import add_problem
from firstline.kit.views import allow, get_only
from firstline.tickets.forms import read_id
from firstline.tickets.rules.queue_query import SEVERITIES
from firstline.tickets.services.paper import enter_paper_form
from firstline.tickets.views.console import chosen_desk
from firstline.tickets.views.navigation import logs_calls

UNPROCESSABLE, CONFLICT = 422, 409
USUAL_COUNT = 10


class PaperEntryForm(forms.Form):
    """What stands on the form: its number, the day, when the call began and ended."""

    number = forms.IntegerField(label=_("Number of the form"), min_value=1, max_value=2**31 - 1)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    began = forms.TimeField(label=_("Began"), widget=forms.TimeInput(attrs={"type": "time"}))
    ended = forms.TimeField(label=_("Ended"), widget=forms.TimeInput(attrs={"type": "time"}))


@allow("GET", "POST")
def paper(request: HttpRequest) -> HttpResponse:
    """Show paper mode: how many forms are out, print more; a POST gives out numbers and shows the forms."""
    actor, desk = _actor_and_desk(request)
    if request.method != "POST":
        return _paper_page(request, actor, desk)
    try:
        count = read_id(request.POST.get("count", ""), "count")
        first, last = issue_paper_forms(actor=actor, desk_id=desk.pk, count=count, now=clock.now())
    except Invalid as error:
        return _paper_page(request, actor, desk, problem=error)
    return redirect(f"{reverse('tickets:paper_print')}?desk={desk.code}&first={first}&last={last}")


@get_only
def printed(request: HttpRequest) -> HttpResponse:
    """Show issued forms as they are printed: a page each, black on white."""
    actor, desk = _actor_and_desk(request)
    first, last = (read_id(request.GET.get(name, "0"), name) for name in ("first", "last"))
    context = {
        "desk": desk,
        "forms": paper_forms(actor, desk.pk, min(first, 2**31 - 1), min(last, 2**31 - 1)),
        "natures": natures_of(desk),
        "severities": SEVERITIES,
        "lines": range(7),
    }
    return render(request, "tickets/paper/forms.html", context)


@allow("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for what stands on a form, then go on in the console with its true times."""
    actor, desk = _actor_and_desk(request)
    now = clock.now()
    if request.method != "POST":
        initial = {"number": request.GET.get("number", ""), "day": localtime(now).date()}
        return _enter_page(request, desk, PaperEntryForm(initial=initial))
    form = PaperEntryForm(request.POST)
    if not form.is_valid():
        return _enter_page(request, desk, form, UNPROCESSABLE)
    data, zone = form.cleaned_data, ZoneInfo(desk.calendar.time_zone)
    began_at, ended_at = (datetime.combine(data["day"], data[name], zone) for name in ("began", "ended"))
    try:
        draft = enter_paper_form(
            actor=actor, desk_id=desk.pk, number=data["number"], began_at=began_at, ended_at=ended_at,
            draft_id=uuid4(), now=now,
        )  # fmt: skip
    except (Invalid, Conflict) as error:
        error.field = {"started_at": "began", "ended_at": "ended"}.get(error.field, error.field)
        add_problem(form, error)
        return _enter_page(request, desk, form, CONFLICT if isinstance(error, Conflict) else UNPROCESSABLE)
    return redirect(f"{reverse('tickets:console')}?call={draft.pk}")


def _actor_and_desk(request: HttpRequest) -> tuple[Actor, Desk]:
    actor = actor_in(request)
    if not logs_calls(actor):
        raise NotAllowed("staff_only")
    return actor, chosen_desk(actor, request.POST.get("desk", "") or request.GET.get("desk", ""))


def _paper_page(request: HttpRequest, actor: Actor, desk: Desk, problem: Any = None) -> HttpResponse:
    context = {"desk": desk, "out_count": open_paper_count(actor, desk.pk), "count": USUAL_COUNT, "problem": problem}
    return render(request, "tickets/paper/paper.html", context, status=UNPROCESSABLE if problem else 200)


def _enter_page(request: HttpRequest, desk: Desk, form: PaperEntryForm, status: int = 200) -> HttpResponse:
    return render(request, "tickets/paper/enter.html", {"desk": desk, "form": form}, status=status)
