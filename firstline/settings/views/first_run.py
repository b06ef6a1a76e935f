"""The first run: five steps, each of which can be left out."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.errors import Invalid, RuleBroken
from firstline.kit.forms import add_problem
from firstline.kit.views import allow, post_only, redirect_with_toast
from firstline.settings.forms import FirstDeskForm
from firstline.settings.selectors.first_run import first_run
from firstline.settings.services.first_run import open_first_desk, skip_step

UNPROCESSABLE = 422


@allow("GET", "POST")
def start(request: HttpRequest) -> HttpResponse:
    """Show the steps and where they stand; POST opens the first desk."""
    actor = actor_in(request)
    shown = first_run(actor)
    if request.method == "GET":
        return _page(request, shown, FirstDeskForm(initial={"time_zone": settings.TIME_ZONE}))
    form = FirstDeskForm(request.POST)
    if form.is_valid():
        try:
            desk = open_first_desk(actor=actor, now=clock.now(), **form.cleaned_data)
        except (Invalid, RuleBroken) as error:
            add_problem(form, error)
        else:
            return redirect_with_toast(request, "settings:start", _("%(name)s is open") % {"name": desk.name})
    return _page(request, shown, form, status=UNPROCESSABLE)


@post_only
def skip(request: HttpRequest) -> HttpResponse:
    """Leave one step out."""
    skip_step(actor=actor_in(request), step=request.POST.get("step", ""), now=clock.now())
    return redirect("settings:start")


def _page(request: HttpRequest, shown: list[Any], form: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {
        "steps": {step.code: step for step in shown},
        "form": form,
        "is_finished": not any(step.is_next for step in shown),
        "is_demo": settings.DEMO,
    }
    return render(request, "settings/start.html", context, status=status)
