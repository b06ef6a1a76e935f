"""An independent, slow account of business time for the tests: the wall clock read minute by minute."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from firstline.calendars.rules.business_time import CalendarSpec, OpenHours, SpecialHours

MINUTE = timedelta(minutes=1)


def open_minutes(spec: CalendarSpec, start: datetime, end: datetime) -> list[datetime]:
    """Return every minute, in UTC, from ``start`` to ``end`` (whole minutes) at which the desk is open.

    The desk goes by the latest time that the wall clock has shown, so an hour that comes twice is lived through once,
    at its last minute: whoever was open at 1:59 stays open until the clock shows 2:00.
    """
    zone = ZoneInfo(spec.zone)
    shown = datetime.min  # noqa: DTZ901  (a wall clock has no zone)
    minutes = []
    at = start - timedelta(days=2)
    while at < end:
        shown = max(shown, at.astimezone(zone).replace(tzinfo=None))
        if at >= start and (spec.always_open or _is_open_on_the_wall(spec, shown)):
            minutes.append(at)
        at += MINUTE
    return minutes


def elapsed_by_steps(spec: CalendarSpec, start: datetime, end: datetime) -> timedelta:
    """Count the open minutes between two whole minutes."""
    return len(open_minutes(spec, start, end)) * MINUTE


def add_by_steps(spec: CalendarSpec, start: datetime, duration: timedelta, horizon: datetime) -> datetime | None:
    """Walk from ``start`` until ``duration`` of open minutes have passed; None when ``horizon`` comes first."""
    if not duration:
        return start
    minutes = open_minutes(spec, start, horizon)
    wanted = duration // MINUTE
    return minutes[wanted - 1] + MINUTE if len(minutes) >= wanted else None


def _is_open_on_the_wall(spec: CalendarSpec, shown: datetime) -> bool:
    today, clock = shown.weekday(), shown.time()
    specials = [special for special in spec.special if special.day == shown.date()]
    if specials and spec.weekly:
        return any(s.opens <= clock and (clock < s.closes or s.closes == time(0)) for s in specials)
    if shown.date() in spec.holidays:
        return False
    for hours in spec.weekly:
        overnight = hours.closes_next_day or hours.closes <= hours.opens
        if hours.weekday == today and hours.opens <= clock and (overnight or clock < hours.closes):
            return True
        if overnight and (hours.weekday + 1) % 7 == today and clock < hours.closes:
            return True
    return False


def utc(text: str) -> datetime:
    """Read "2026-11-01 00:30" as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(zone: str, text: str, fold: int = 0) -> datetime:
    """Read "2026-11-01 00:30" as the wall time of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def school_week(opens: time = time(7, 30), closes: time = time(15, 30), zone: str = "America/New_York") -> CalendarSpec:
    """Return Monday to Friday hours without holidays."""
    return CalendarSpec(zone, tuple(OpenHours(day, opens, closes) for day in range(5)))


def closed_on(spec: CalendarSpec, *days: date) -> CalendarSpec:
    """Return the same calendar with these holidays."""
    return replace(spec, holidays=frozenset(days))


def special_on(spec: CalendarSpec, day: date, *hours: tuple[time, time]) -> CalendarSpec:
    """Return the same calendar with hours of its own for one date."""
    return replace(spec, special=(*spec.special, *(SpecialHours(day, *pair) for pair in hours)))
