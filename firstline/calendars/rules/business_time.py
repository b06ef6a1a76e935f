"""Business time: adding and measuring open time by a compiled calendar (SCIENCE.md §1).

``add`` and ``elapsed`` are two bisections over the open intervals that ``compiling`` made. Real time means that a night
with a clock change counts the seconds that truly pass. Everything returned is in UTC; the caller shows it in the desk's
zone. The names of ``compiling`` that callers need are offered here too.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from firstline.calendars.rules.compiling import (
    DAY_US,
    EPOCH,
    MICROSECOND,
    CalendarError,
    CalendarSpec,
    CompiledCalendar,
    OpenHours,
    SpecialHours,
    compile_calendar,
    compile_dates,
    find_zone,
    first_instant,
    from_us,
    merged,
    wall_parts,
)

__all__ = [
    "CalendarError",
    "CalendarSpec",
    "CompiledCalendar",
    "OpenHours",
    "SpecialHours",
    "add",
    "compile_calendar",
    "elapsed",
    "end_of_next_business_day",
    "is_open",
    "next_opening",
    "open_stretches",
    "standard_day",
    "subtract",
]

ZERO = timedelta(0)
WHOLE_DAY = timedelta(days=1)
# A deadline further away than this is a mistake in the data, and compiling it would only burn time.
FARTHEST = timedelta(days=366 * 60)
YEARS = range(2, 9990)


def add(calendar: CompiledCalendar, start: datetime, duration: timedelta) -> datetime | None:
    """Return the earliest instant, in UTC, by which ``duration`` of open time has passed since ``start``.

    The target may be reached exactly at closing time; a duration of zero is reached at ``start`` itself, also outside
    hours. None when the calendar has no hours: then there is no deadline.

    Worked value (SCIENCE.md §1): 2026-11-01 00:30 America/New_York + 3 h on a 24/7 calendar is 02:30, because 01:00 to
    02:00 happens twice that night.

    Raises ``CalendarError``: ``duration_negative``, ``too_far`` (more than about 60 years), ``naive_time``.
    """
    at_us, wanted = _to_us(start), _checked_us(duration)
    if not calendar.has_hours:
        return None
    if calendar.spec.always_open or wanted == 0:
        return from_us(at_us + wanted)
    covering = _covering(calendar, at_us, at_us)
    target = _open_before(covering, at_us) + wanted
    if target > covering.cumulative[-1]:
        covering = _covering(calendar, at_us, at_us + _days_needed(calendar.spec, wanted) * DAY_US)
        target = _open_before(covering, at_us) + wanted
    if target > covering.cumulative[-1]:
        raise CalendarError("too_far", duration=duration)
    index = bisect_left(covering.cumulative, target) - 1
    return from_us(covering.starts[index] + target - covering.cumulative[index])


def subtract(calendar: CompiledCalendar, end: datetime, duration: timedelta) -> datetime | None:
    """Return the latest instant, in UTC, from which ``duration`` of open time passes until ``end``.

    The mirror of :func:`add`; used to say since when something is late. None when the calendar has no hours.

    Raises ``CalendarError``: ``duration_negative``, ``too_far``, ``naive_time``.
    """
    at_us, wanted = _to_us(end), _checked_us(duration)
    if not calendar.has_hours:
        return None
    if calendar.spec.always_open or wanted == 0:
        return from_us(at_us - wanted)
    covering = _covering(calendar, at_us, at_us)
    target = _open_before(covering, at_us) - wanted
    if target < 0:
        covering = _covering(calendar, at_us - _days_needed(calendar.spec, wanted) * DAY_US, at_us)
        target = _open_before(covering, at_us) - wanted
    if target < 0:
        raise CalendarError("too_far", duration=duration)
    index = bisect_right(covering.cumulative, target) - 1
    return from_us(covering.starts[index] + target - covering.cumulative[index])


def elapsed(calendar: CompiledCalendar, start: datetime, end: datetime) -> timedelta:
    """Return the open time between two instants; zero when ``end`` is not after ``start`` or there are no hours.

    Worked value: 9 am to 5 pm on weekdays in New York; Friday 16:00 to Monday 10:00 is 2 h.

    Raises ``CalendarError``: ``naive_time``, ``too_far``.
    """
    start_us, end_us = _to_us(start), _to_us(end)
    if end_us <= start_us or not calendar.has_hours:
        return ZERO
    if calendar.spec.always_open:
        return (end_us - start_us) * MICROSECOND
    covering = _covering(calendar, start_us, end_us)
    return (_open_before(covering, end_us) - _open_before(covering, start_us)) * MICROSECOND


def is_open(calendar: CompiledCalendar, at: datetime) -> bool:
    """Tell whether the calendar is open at this instant (open at opening time, closed at closing time)."""
    if calendar.spec.always_open:
        return True
    at_us = _to_us(at)
    covering = _covering(calendar, at_us, at_us)
    index = bisect_right(covering.starts, at_us) - 1
    return index >= 0 and at_us < covering.ends[index]


def next_opening(calendar: CompiledCalendar, at: datetime) -> datetime | None:
    """Return the earliest instant not before ``at``, in UTC, at which the calendar is open; None without hours.

    Raises ``CalendarError``: ``naive_time``, ``too_far``.
    """
    if not calendar.has_hours:
        return None
    if is_open(calendar, at):
        return at.astimezone(UTC)
    # The first open microsecond ends one microsecond after the opening.
    after_opening = add(calendar, at, MICROSECOND)
    return None if after_opening is None else after_opening - MICROSECOND


def open_stretches(calendar: CompiledCalendar, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Return the open stretches between two instants, in UTC and in order, the first and the last cut.

    Together they last ``elapsed``. None when ``end`` is not after ``start`` or there are no hours.

    Worked value: 9 am to 5 pm on weekdays in New York; Friday 16:00 to Monday 10:00 is Friday 16:00–17:00 and
    Monday 9:00–10:00.

    Raises ``CalendarError``: ``naive_time``, ``too_far``.
    """
    start_us, end_us = _to_us(start), _to_us(end)
    if end_us <= start_us or not calendar.has_hours:
        return []
    if calendar.spec.always_open:
        return [(start.astimezone(UTC), end.astimezone(UTC))]
    covering = _covering(calendar, start_us, end_us)
    first, last = bisect_right(covering.ends, start_us), bisect_left(covering.starts, end_us)
    pieces = zip(covering.starts[first:last], covering.ends[first:last], strict=True)
    return [(from_us(max(opens, start_us)), from_us(min(closes, end_us))) for opens, closes in pieces]


def end_of_next_business_day(calendar: CompiledCalendar, at: datetime, count: int = 1) -> datetime | None:
    """Return the last closing, in UTC, of the ``count``-th local date with open hours after the local date of ``at``.

    Today never counts, not even early in the morning: "by the next business day" on Monday means Tuesday evening.
    A 24/7 calendar ends its days at local midnight. None when the calendar has no hours.

    Worked value (procedure 5.4.2): critical, Friday 16:00, school hours → Monday at closing, or Tuesday when Monday is
    a holiday.

    Raises ``CalendarError``: ``count_not_positive``, ``naive_time``, ``too_far``.
    """
    if count < 1:
        raise CalendarError("count_not_positive", count=count)
    if not calendar.has_hours:
        return None
    spec = calendar.spec
    zone = find_zone(spec.zone)
    today = _aware(at).astimezone(zone).date()
    if count > FARTHEST.days:
        raise CalendarError("too_far", count=count)
    if spec.always_open:
        return from_us(first_instant(zone, today + count * WHOLE_DAY, DAY_US))
    days_a_week = len({weekday for weekday, _, _ in wall_parts(spec)})
    days = min(7 * (count // days_a_week + 2 + _exceptions(spec)), FARTHEST.days)
    at_us, tomorrow_us = _to_us(at), first_instant(zone, today, DAY_US)
    # Nearly always the answer lies within what is compiled already; only then the years that exceptions might take.
    for ahead in (0, days):
        covering = _covering(calendar, at_us, at_us + ahead * DAY_US)
        closing = _nth_closing(_closings(covering, zone, tomorrow_us), count)
        if closing is not None:
            return from_us(closing)
    raise CalendarError("too_far", count=count)


def standard_day(spec: CalendarSpec) -> timedelta:
    """Return the length of one business day: the commonest open time of a date, the longest of equally common ones.

    24 h for a 24/7 calendar, zero for one without hours. Summer Fridays or a short Saturday do not change it.

    Worked value: Monday to Thursday 7:30–15:30, Friday 7:30–12:00 → 8 h.
    """
    if spec.always_open:
        return WHOLE_DAY
    by_weekday: dict[int, list[tuple[int, int]]] = {}
    for weekday, opens, closes in wall_parts(spec):
        by_weekday.setdefault(weekday, []).append((opens, closes))
    lengths = Counter(sum(end - start for start, end in merged(sorted(parts))) for parts in by_weekday.values())
    if not lengths:
        return ZERO
    return max(lengths, key=lambda length: (lengths[length], length)) * MICROSECOND


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise CalendarError("naive_time", at=at)
    return at


def _to_us(at: datetime) -> int:
    return (_aware(at) - EPOCH) // MICROSECOND


def _local_date(zone: ZoneInfo, at_us: int) -> date:
    return from_us(at_us).astimezone(zone).date()


def _checked_us(duration: timedelta) -> int:
    if not ZERO <= duration <= FARTHEST:
        raise CalendarError("duration_negative" if duration < ZERO else "too_far", duration=duration)
    return duration // MICROSECOND


def _open_before(calendar: CompiledCalendar, at_us: int) -> int:
    """Open microseconds of the compiled window before this instant."""
    index = bisect_right(calendar.starts, at_us) - 1
    if index < 0:
        return 0
    return calendar.cumulative[index] + min(at_us, calendar.ends[index]) - calendar.starts[index]


def _days_needed(spec: CalendarSpec, wanted: int) -> int:
    """Days that hold this much open time, and no more than the farthest allowed.

    Twice the nominal weeks stand for the hours that spring may take from a very short week, and every holiday and
    special day for a lost week, as it is in a week of one day.
    """
    a_week = sum(end - start for start, end in merged(_week_parts(spec)))
    return min((2 * wanted // a_week + 3 + _exceptions(spec)) * 7, FARTHEST.days)


def _exceptions(spec: CalendarSpec) -> int:
    """Return how many dates at most are not as their weekday."""
    return len(spec.holidays) + len(spec.special)


def _week_parts(spec: CalendarSpec) -> list[tuple[int, int]]:
    return [(weekday * DAY_US + opens, weekday * DAY_US + closes) for weekday, opens, closes in wall_parts(spec)]


def _covering(calendar: CompiledCalendar, first_us: int, last_us: int) -> CompiledCalendar:
    """Return the calendar, or a wider one of whole years, that covers both instants."""
    if calendar.window_us[0] <= first_us and last_us < calendar.window_us[1]:
        return calendar
    zone = find_zone(calendar.spec.zone)
    first, last = _local_date(zone, first_us), _local_date(zone, last_us)
    if first.year not in YEARS or last.year not in YEARS:
        raise CalendarError("too_far", first_date=first, last_date=last)
    return compile_dates(calendar.spec, date(first.year, 1, 1), date(last.year + 1, 12, 31))


def _closings(calendar: CompiledCalendar, zone: ZoneInfo, after_us: int) -> Iterator[tuple[date, int]]:
    """Cut the intervals after an instant at local midnights: each date with the last open instant of each piece."""
    for index in range(bisect_right(calendar.ends, after_us), len(calendar.ends)):
        day = _local_date(zone, max(calendar.starts[index], after_us))
        midnight = first_instant(zone, day, DAY_US)
        while midnight < calendar.ends[index]:
            yield day, midnight
            day = day + WHOLE_DAY
            midnight = first_instant(zone, day, DAY_US)
        yield day, calendar.ends[index]


def _nth_closing(closings: Iterator[tuple[date, int]], count: int) -> int | None:
    """Return the last closing of the ``count``-th date; None where there are not so many."""
    dates = 0
    last_date: date | None = None
    closing: int | None = None
    for day, closing_us in closings:
        if day != last_date:
            dates += 1
        if dates > count:
            break
        last_date, closing = day, closing_us
    return closing if dates >= count else None
