"""Calendars compiled for the arithmetic of ``rules/business_time.py``."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from firstline.calendars.models import Calendar
from firstline.calendars.rules.business_time import CalendarSpec, CompiledCalendar, OpenHours, compile_calendar

_YEARS_BACK, _YEARS_AHEAD = 1, 2


def compiled(calendar: Calendar, now: datetime) -> CompiledCalendar:
    """Return the calendar compiled around ``now``.

    Two queries the first time in a process, then none until a change raises the calendar's version.
    """
    local_year = now.astimezone(ZoneInfo(calendar.time_zone)).year
    return _compiled(calendar.pk, calendar.version, local_year)


@lru_cache(maxsize=64)
def _compiled(calendar_id: int, version: int, year: int) -> CompiledCalendar:  # noqa: ARG001 - a part of the key
    """``version`` is part of the key only: an older state is never asked for again."""
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


def day_start(calendar: Calendar, now: datetime) -> datetime:
    """Return the local midnight that began the day of ``now``."""
    local = now.astimezone(ZoneInfo(calendar.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
