"""Calendars compiled for the arithmetic of ``rules/business_time.py``."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from firstline.calendars.models import Calendar, Holiday, WeeklyHours
from firstline.calendars.rules.business_time import CalendarSpec, CompiledCalendar, OpenHours, compile_calendar
from firstline.kernel.settings import references_to

_YEARS_BACK, _YEARS_AHEAD = 1, 2
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def compiled(calendar: Calendar, now: datetime) -> CompiledCalendar:
    """Return the calendar compiled around ``now``.

    Two queries the first time in a process, then none until a change gives the calendar another edition.
    """
    local_year = now.astimezone(ZoneInfo(calendar.time_zone)).year
    return _compiled(calendar.pk, calendar.edition, local_year)


@lru_cache(maxsize=64)
def _compiled(calendar_id: int, edition: UUID, year: int) -> CompiledCalendar:  # noqa: ARG001 - a part of the key
    """``edition`` is part of the key only: an older state is never asked for again."""
    calendar = Calendar.objects.get(pk=calendar_id)
    spec = spec_of(calendar)
    return compile_calendar(spec, date(year - _YEARS_BACK, 1, 1), date(year + _YEARS_AHEAD, 12, 31))


def spec_of(calendar: Calendar) -> CalendarSpec:
    """Return the calendar as the pure rules take it. Two queries."""
    hours = tuple(
        OpenHours(row.weekday, row.opens_at, row.closes_at, closes_next_day=row.closes_next_day)
        for row in calendar.hours.all()
    )
    holidays = frozenset(calendar.holidays.values_list("date", flat=True))
    return CalendarSpec(calendar.time_zone, hours, holidays, always_open=calendar.always_open)


def holiday_names(calendar: Calendar) -> dict[date, str]:
    """Return the days on which the calendar is closed, with their names. One query."""
    return dict(calendar.holidays.values_list("date", "name"))


def day_start(calendar: Calendar, now: datetime) -> datetime:
    """Return the local midnight that began the day of ``now``."""
    local = now.astimezone(ZoneInfo(calendar.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def unscoped_document(calendar_id: int) -> dict[str, Any] | None:
    """Return a calendar as a document of settings, None where there is none. Unscoped: the settings ask who looks."""
    calendar = Calendar.objects.filter(pk=calendar_id).first()
    if calendar is None:
        return None
    days: dict[str, Any] = {name: [] for name in WEEKDAYS}
    for row in calendar.hours.all():
        closes = "24:00" if row.closes_next_day and row.closes_at == time() else row.closes_at.strftime("%H:%M")
        days[WEEKDAYS[row.weekday]].append([row.opens_at.strftime("%H:%M"), closes])
    holidays = [[day.isoformat(), name] for day, name in calendar.holidays.values_list("date", "name")]
    common = {"name": calendar.name, "time_zone": calendar.time_zone, "always_open": calendar.always_open}
    return common | days | {"holidays": holidays}


def unscoped_calendars() -> list[Calendar]:
    """Return all calendars by name. Unscoped: settings of the installation, no data about anybody."""
    return list(Calendar.objects.order_by("name"))


def unscoped_is_used(calendar_id: int) -> bool:
    """Return whether anything but its own hours and holidays refers to a calendar. Unscoped: tells only whether."""
    relations = [r for r in references_to(Calendar) if r.related_model not in (WeeklyHours, Holiday)]
    return any(
        relation.related_model.objects.filter(**{relation.field.name: calendar_id}).exists() for relation in relations
    )
