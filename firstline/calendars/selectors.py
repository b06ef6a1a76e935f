"""Calendars compiled for the arithmetic of ``rules/business_time.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from firstline.calendars import policies
from firstline.calendars.models import Calendar, Holiday, SpecialDay, Term, WeeklyHours
from firstline.calendars.rules.business_time import (
    CalendarSpec,
    CompiledCalendar,
    OpenHours,
    SpecialHours,
    compile_calendar,
)
from firstline.calendars.rules.written_days import runs
from firstline.calendars.rules.year import YearDay, months_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.settings import references_to

_PARTS = (WeeklyHours, Holiday, SpecialDay, Term)
_YEARS_BACK, _YEARS_AHEAD = 1, 2
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def compiled(calendar: Calendar, now: datetime) -> CompiledCalendar:
    """Return the calendar compiled around ``now``.

    Four queries the first time in a process, then none until a change gives the calendar another edition.
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
    """Return the calendar as the pure rules take it. Three queries."""
    hours = tuple(
        OpenHours(row.weekday, row.opens_at, row.closes_at, closes_next_day=row.closes_next_day)
        for row in calendar.hours.all()
    )
    holidays = frozenset(calendar.holidays.values_list("date", flat=True))
    special = tuple(SpecialHours(row.date, row.opens_at, row.closes_at) for row in calendar.special_days.all())
    return CalendarSpec(calendar.time_zone, hours, holidays, always_open=calendar.always_open, special=special)


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
        days[WEEKDAYS[row.weekday]].append([row.opens_at.strftime("%H:%M"), _closing(row.closes_at)])
    holidays = [[day.isoformat(), name] for day, name in calendar.holidays.values_list("date", "name")]
    common = {"name": calendar.name, "time_zone": calendar.time_zone, "always_open": calendar.always_open}
    special = [
        [row.date.isoformat(), row.opens_at.strftime("%H:%M"), _closing(row.closes_at), row.name]
        for row in calendar.special_days.all()
    ]
    terms = [[row.first_date.isoformat(), row.last_date.isoformat(), row.name] for row in calendar.terms.all()]
    # Terms are sorted as reading them sorts: the database may order their names in another way.
    return common | days | {"holidays": holidays, "special_days": special, "terms": sorted(terms)}


def _closing(closes_at: time) -> str:
    return "24:00" if closes_at == time() else closes_at.strftime("%H:%M")


def unscoped_calendars() -> list[Calendar]:
    """Return all calendars by name. Unscoped: settings of the installation, no data about anybody."""
    return list(Calendar.objects.order_by("name"))


def unscoped_is_used(calendar_id: int) -> bool:
    """Return whether anything but its own parts refers to a calendar. Unscoped: tells only whether."""
    relations = [r for r in references_to(Calendar) if r.related_model not in _PARTS]
    return any(
        relation.related_model.objects.filter(**{relation.field.name: calendar_id}).exists() for relation in relations
    )


@dataclass(frozen=True)
class Break:
    """A holiday, or a break from its first to its last day."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class CalendarYear:
    """A calendar through one year: its days in months of weeks, and by name what is not as the weekday says."""

    calendar: Calendar
    spec: CalendarSpec
    year: int
    months: Sequence[Sequence[Sequence[YearDay | None]]]
    closed: Sequence[Break]
    special_days: Sequence[SpecialDay]
    terms: Sequence[Term]

    @property
    def open_days(self) -> int:
        """How many days of the year have open hours."""
        return sum(bool(day and day.hours) for month in self.months for week in month for day in week)


def calendar_for(actor: Actor, calendar_id: int) -> Calendar:
    """Return a calendar to look at. *Needs* settings.change. *Raises* NotAllowed, NotFound."""
    policies.require_see_calendars(actor)
    calendar = Calendar.objects.filter(pk=calendar_id).first()
    if calendar is None:
        raise NotFound
    return calendar


def year_of(calendar: Calendar, year: int, first_weekday: int) -> CalendarYear:
    """Return one year of a calendar that was read for an actor; weeks begin on ``first_weekday`` (0 is Monday)."""
    spec = spec_of(calendar)
    holidays = dict(calendar.holidays.values_list("date", "name"))
    special = list(calendar.special_days.filter(date__year=year))
    names: dict[date, str] = {}
    for row in special:
        names[row.date] = f"{names[row.date]}, {row.name}" if row.date in names else row.name
    return CalendarYear(
        calendar,
        spec,
        year,
        months_of(spec, year, holidays | names, first_weekday),
        closed_between(calendar, date(year, 1, 1), date(year, 12, 31)),
        special,
        list(calendar.terms.filter(first_date__lte=date(year, 12, 31), last_date__gte=date(year, 1, 1))),
    )


def closed_between(calendar: Calendar, first: date, last: date) -> list[Break]:
    """Return the holidays and breaks that touch these days, whole, of a calendar that was read for an actor."""
    days = [[day.isoformat(), name] for day, name in calendar.holidays.values_list("date", "name")]
    return [Break(*found) for found in runs(days) if found[0] <= last and found[1] >= first]
