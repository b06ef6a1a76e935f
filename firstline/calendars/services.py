"""Writing calendars: parts of the use case that changes settings, which asks, locks and records."""

import uuid
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction

from firstline.calendars.models import Calendar, Holiday, SpecialDay, Term, WeeklyHours
from firstline.calendars.rules.written import Intervals
from firstline.calendars.selectors import WEEKDAYS
from firstline.kernel.errors import Invalid

_MIDNIGHT = "24:00"


def put_calendar(*, calendar_id: int | None, document: dict[str, Any]) -> int:
    """Write a calendar with all that belongs to it under a new edition, and return its id.

    A document from before there were special days and terms has none.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own. *Raises* Invalid (the name
    is taken).
    """
    calendar = Calendar.objects.select_for_update().filter(pk=calendar_id or 0).first() or Calendar(pk=calendar_id)
    calendar.name, calendar.time_zone = document["name"], document["time_zone"]
    calendar.always_open = document["always_open"]
    calendar.edition = uuid.uuid4()
    try:
        with transaction.atomic():
            calendar.save()
    except IntegrityError as error:
        raise Invalid("setting_taken", field="name") from error
    for rows in (calendar.hours, calendar.holidays, calendar.special_days, calendar.terms):
        rows.all().delete()
    WeeklyHours.objects.bulk_create(
        row for weekday, name in enumerate(WEEKDAYS) for row in _rows(calendar, weekday, document[name])
    )
    Holiday.objects.bulk_create(
        Holiday(calendar=calendar, date=date.fromisoformat(day), name=name) for day, name in document["holidays"]
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(calendar=calendar, date=date.fromisoformat(day), opens_at=_time(opens), closes_at=_time(closes),
                   name=name)
        for day, opens, closes, name in document.get("special_days") or ()
    )  # fmt: skip
    Term.objects.bulk_create(
        Term(calendar=calendar, first_date=date.fromisoformat(first), last_date=date.fromisoformat(last), name=name)
        for first, last, name in document.get("terms") or ()
    )
    return calendar.pk


def remove_calendar(*, calendar_id: int) -> None:
    """Remove a calendar that no desk goes by, with all that belongs to it.

    *Needs* nothing of its own: the change of settings has asked. *Emits* nothing of its own.
    """
    Calendar.objects.filter(pk=calendar_id).delete()


def _rows(calendar: Calendar, weekday: int, intervals: Intervals) -> list[WeeklyHours]:
    return [
        WeeklyHours(
            calendar=calendar,
            weekday=weekday,
            opens_at=_time(opens),
            closes_at=_time(closes),
            closes_next_day=closes == _MIDNIGHT or closes < opens,
        )
        for opens, closes in intervals
    ]


def _time(written: str) -> time:
    return time() if written == _MIDNIGHT else time.fromisoformat(written)
