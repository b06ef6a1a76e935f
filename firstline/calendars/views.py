"""A year of a calendar, and what would become of a ticket."""

import re
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firstline.calendars import selectors
from firstline.calendars.forms import YEARS, WhatIfForm
from firstline.calendars.models import Calendar
from firstline.calendars.rules.examples import coming_friday
from firstline.calendars.rules.what_if import Answer, what_if
from firstline.calendars.rules.year import YearDay
from firstline.kernel import clock
from firstline.kernel.errors import Invalid, NotFound

FOUR_O_CLOCK, SHOWN_STRETCHES = 16, 12


@require_safe
def year(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Show a year of a calendar day by day; with a moment and a promised time also what becomes of such a ticket."""
    calendar = selectors.calendar_for(request.actor, calendar_id)  # type: ignore[attr-defined]  # set by the middleware
    today = clock.now().astimezone(ZoneInfo(calendar.time_zone)).date()
    first_weekday = (get_format("FIRST_DAY_OF_WEEK") - 1) % 7  # Django counts from Sunday, Python from Monday
    found = selectors.year_of(calendar, _year(request, today.year), first_weekday)
    form = _form(request, calendar)
    answer = _answer(form, found) if form.is_bound else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    weekdays = [(first_weekday + n) % 7 for n in range(7)]
    context = {
        "calendar": calendar, "found": found, "today": today, "form": form, "answer": answer,
        "months": [(MONTHS[n], _described(month)) for n, month in enumerate(found.months, 1)],
        "weekdays": [(WEEKDAYS_ABBR[n], WEEKDAYS[n]) for n in weekdays],
        "before": found.year - 1 if found.year - 1 in YEARS else None,
        "after": found.year + 1 if found.year + 1 in YEARS else None,
        "shown_stretches": SHOWN_STRETCHES,
        "on_the_way": selectors.closed_between(calendar, answer.asked.date(), answer.due.date()) if answer else [],
    }  # fmt: skip
    return render(request, "calendars/year.html", context, status=status)


def _year(request: HttpRequest, this_year: int) -> int:
    asked = request.GET.get("year", "") or str(this_year)
    if not re.fullmatch("[0-9]{4}", asked) or int(asked) not in YEARS:
        raise NotFound
    return int(asked)


def _form(request: HttpRequest, calendar: Calendar) -> WhatIfForm:
    if "at" in request.GET:
        return WhatIfForm(request.GET)
    friday = coming_friday(clock.now(), ZoneInfo(calendar.time_zone), FOUR_O_CLOCK)
    return WhatIfForm(initial={"at": friday.strftime("%Y-%m-%dT%H:%M"), "promised": "3 h"})


def _answer(form: WhatIfForm, found: selectors.CalendarYear) -> Answer | None:
    if not form.is_valid():
        return None
    try:
        return what_if(found.spec, form.cleaned_data["at"], form.cleaned_data["promised"])
    except Invalid:
        form.add_error("promised", _("By this calendar that much time does not come. Promise less"))
        return None


def _described(month: Any) -> list[list[tuple[YearDay, str] | None]]:
    return [[(day, _words(day)) if day else None for day in week] for week in month]


def _words(day: YearDay) -> str:
    hours = ", ".join(f"{opens}–{closes}" for opens, closes in day.hours)
    state = _("open %(hours)s") % {"hours": hours} if hours else _("closed")
    return f"{day.name}: {state}" if day.name else state
