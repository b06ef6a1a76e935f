"""Business time: when a desk is open, and adding or measuring open time (SCIENCE.md §1).

A calendar is compiled once into sorted open intervals of real time (UTC) with the open time accumulated before each;
``add`` and ``elapsed`` are then two bisections. Real time means that a night with a clock change counts the seconds
that truly pass. Everything returned is in UTC; the caller shows it in the desk's zone.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from firstline.kernel.errors import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ZERO = timedelta(0)
DAY_US = 86_400_000_000
WHOLE_DAY = timedelta(days=1)
MIDNIGHT = time(0, 0)
# A deadline further away than this is a mistake in the data, and compiling it would only burn time.
FARTHEST = timedelta(days=366 * 60)
YEARS = range(2, 9990)


class CalendarError(Invalid):
    """A calendar, or a question to it, makes no sense; the code says what."""

    code = "calendar_invalid"


@dataclass(frozen=True, order=True)
class OpenHours:
    """One weekly open interval in wall-clock time. ``weekday`` 0 is Monday.

    It runs past midnight when ``closes_next_day`` says so, and also when ``closes`` is at or before ``opens``:
    22:00–06:00 is a night shift, 08:00–00:00 ends at midnight, equal times are 24 hours. Several intervals a day make a
    lunch break.
    """

    weekday: int
    opens: time
    closes: time
    closes_next_day: bool = False


@dataclass(frozen=True)
class CalendarSpec:
    """What an agency enters: zone (IANA name), weekly hours, holidays; or open always.

    A holiday closes its local date from midnight to midnight; the part of a night shift after midnight belongs to the
    date on which it falls. ``always_open`` ignores hours and holidays and counts real elapsed seconds.
    """

    zone: str
    weekly: tuple[OpenHours, ...] = ()
    holidays: frozenset[date] = frozenset()
    always_open: bool = False


@dataclass(frozen=True)
class CompiledCalendar:
    """Open intervals of a calendar from ``first_date`` to ``last_date`` (local dates, both included).

    Microseconds since 1970 UTC: ``starts`` and ``ends`` are sorted and disjoint, ``cumulative[i]`` is the open time
    before interval ``i``, with the total at its end. ``window_us`` are the real instants that the dates cover.
    """

    spec: CalendarSpec
    first_date: date
    last_date: date
    window_us: tuple[int, int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cumulative: tuple[int, ...]

    @property
    def has_hours(self) -> bool:
        """Whether this calendar is ever open."""
        return self.spec.always_open or bool(self.spec.weekly)


def compile_calendar(spec: CalendarSpec, first_date: date, last_date: date) -> CompiledCalendar:
    """Compile ``spec`` for the local dates from ``first_date`` to ``last_date``, both included.

    The other functions extend the horizon by themselves when a question leaves it, and remember the extension, so a
    narrow one costs time once and never correctness. Five years take about 10 ms.

    Raises ``CalendarError``: ``zone_unknown``, ``weekday_unknown``, ``dates_reversed``.

    >>> nine_to_five = CalendarSpec("America/New_York", (OpenHours(0, time(9), time(17)),))
    >>> len(compile_calendar(nine_to_five, date(2026, 9, 1), date(2026, 9, 30)).starts)  # four Mondays
    4
    """
    if last_date < first_date:
        raise CalendarError("dates_reversed", first_date=first_date, last_date=last_date)
    return _compile(spec, first_date, last_date)


@lru_cache(maxsize=64)
def _compile(spec: CalendarSpec, first_date: date, last_date: date) -> CompiledCalendar:
    zone = _zone(spec.zone)
    window = (_first_instant(zone, first_date, 0), _first_instant(zone, last_date, DAY_US))
    intervals = [] if spec.always_open else list(_merged(_open_instants(spec, zone, first_date, last_date)))
    starts = tuple(start for start, _ in intervals)
    ends = tuple(end for _, end in intervals)
    cumulative = [0]
    for start, end in intervals:
        cumulative.append(cumulative[-1] + end - start)
    return CompiledCalendar(spec, first_date, last_date, window, starts, ends, tuple(cumulative))


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
        return _from_us(at_us + wanted)
    covering = _covering(calendar, at_us, at_us)
    target = _open_before(covering, at_us) + wanted
    if target > covering.cumulative[-1]:
        covering = _covering(calendar, at_us, at_us + _days_needed(calendar.spec, wanted) * DAY_US)
        target = _open_before(covering, at_us) + wanted
    if target > covering.cumulative[-1]:
        raise CalendarError("too_far", duration=duration)
    index = bisect_left(covering.cumulative, target) - 1
    return _from_us(covering.starts[index] + target - covering.cumulative[index])


def subtract(calendar: CompiledCalendar, end: datetime, duration: timedelta) -> datetime | None:
    """Return the latest instant, in UTC, from which ``duration`` of open time passes until ``end``.

    The mirror of :func:`add`; used to say since when something is late. None when the calendar has no hours.

    Raises ``CalendarError``: ``duration_negative``, ``too_far``, ``naive_time``.
    """
    at_us, wanted = _to_us(end), _checked_us(duration)
    if not calendar.has_hours:
        return None
    if calendar.spec.always_open or wanted == 0:
        return _from_us(at_us - wanted)
    covering = _covering(calendar, at_us, at_us)
    target = _open_before(covering, at_us) - wanted
    if target < 0:
        covering = _covering(calendar, at_us - _days_needed(calendar.spec, wanted) * DAY_US, at_us)
        target = _open_before(covering, at_us) - wanted
    if target < 0:
        raise CalendarError("too_far", duration=duration)
    index = bisect_right(covering.cumulative, target) - 1
    return _from_us(covering.starts[index] + target - covering.cumulative[index])


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
    zone = _zone(spec.zone)
    today = _aware(at).astimezone(zone).date()
    if count > FARTHEST.days:
        raise CalendarError("too_far", count=count)
    if spec.always_open:
        return _from_us(_first_instant(zone, today + count * WHOLE_DAY, DAY_US))
    days_a_week = len({weekday for weekday, _, _ in _parts(spec)})
    days = 7 * (count // days_a_week + 2 + len(spec.holidays))
    covering = _covering(calendar, _to_us(at), _to_us(at) + min(days, FARTHEST.days) * DAY_US)
    closing, dates = None, 0
    last_date = today
    for day, closing_us in _closings(covering, zone, _first_instant(zone, today, DAY_US)):
        if day != last_date:
            dates += 1
        if dates > count:
            break
        last_date, closing = day, closing_us
    if closing is None or dates < count:
        raise CalendarError("too_far", count=count)
    return _from_us(closing)


def standard_day(spec: CalendarSpec) -> timedelta:
    """Return the length of one business day: the commonest open time of a date, the longest of equally common ones.

    24 h for a 24/7 calendar, zero for one without hours. Summer Fridays or a short Saturday do not change it.

    Worked value: Monday to Thursday 7:30–15:30, Friday 7:30–12:00 → 8 h.
    """
    if spec.always_open:
        return WHOLE_DAY
    by_weekday: dict[int, list[tuple[int, int]]] = {}
    for weekday, opens, closes in _parts(spec):
        by_weekday.setdefault(weekday, []).append((opens, closes))
    lengths = Counter(sum(end - start for start, end in _merged(sorted(parts))) for parts in by_weekday.values())
    if not lengths:
        return ZERO
    return max(lengths, key=lambda length: (lengths[length], length)) * MICROSECOND


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise CalendarError("zone_unknown", zone=name) from error


def _time_us(wall: time) -> int:
    return ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1_000_000 + wall.microsecond


def _parts(spec: CalendarSpec) -> list[tuple[int, int, int]]:
    """Cut the weekly hours at midnight: (weekday, microsecond of the day it opens, and closes)."""
    parts = []
    for hours in spec.weekly:
        if hours.weekday not in range(7):
            raise CalendarError("weekday_unknown", weekday=hours.weekday)
        opens, closes = _time_us(hours.opens), _time_us(hours.closes)
        if closes > opens and not hours.closes_next_day:
            parts.append((hours.weekday, opens, closes))
            continue
        parts.append((hours.weekday, opens, DAY_US))
        if closes:
            parts.append(((hours.weekday + 1) % 7, 0, closes))
    return sorted(parts)


def _open_instants(spec: CalendarSpec, zone: ZoneInfo, first_date: date, last_date: date) -> Iterator[tuple[int, int]]:
    by_weekday: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, opens, closes in _parts(spec):
        by_weekday[weekday].append((opens, closes))
    for ordinal in range(first_date.toordinal(), last_date.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day in spec.holidays:
            continue
        for opens, closes in by_weekday[day.weekday()]:
            yield _first_instant(zone, day, opens), _first_instant(zone, day, closes)


def _merged(intervals: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join overlapping and touching intervals, given in order of their starts; drop empty ones."""
    current: tuple[int, int] | None = None
    for start, end in intervals:
        if end <= start:
            continue
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _first_instant(zone: ZoneInfo, day: date, day_us: int) -> int:
    """Return the first real instant at which the wall clock of ``zone`` shows this time of ``day``, or later.

    A time that happens twice in autumn is its first occurrence; one that is skipped in spring is the jump itself.
    """
    wall = datetime(day.year, day.month, day.day) + day_us * MICROSECOND  # noqa: DTZ001  (a wall clock has no zone)
    before = zone.utcoffset(wall)
    after = zone.utcoffset(wall.replace(fold=1))
    assert before is not None and after is not None  # noqa: S101, PT018  (a ZoneInfo always knows)
    naive_us = (wall - datetime(1970, 1, 1)) // MICROSECOND  # noqa: DTZ001  (as above)
    if after <= before:
        return naive_us - before // MICROSECOND
    return _jump(zone, naive_us - after // MICROSECOND, naive_us - before // MICROSECOND)


def _jump(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the instant in (low, high] at which the offset of ``zone`` changes."""
    old = _from_us(low).astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if _from_us(middle).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise CalendarError("naive_time", at=at)
    return at


def _to_us(at: datetime) -> int:
    return (_aware(at) - EPOCH) // MICROSECOND


def _from_us(at_us: int) -> datetime:
    return EPOCH + timedelta(0, 0, at_us)


def _local_date(zone: ZoneInfo, at_us: int) -> date:
    return _from_us(at_us).astimezone(zone).date()


def _checked_us(duration: timedelta) -> int:
    if duration < ZERO:
        raise CalendarError("duration_negative", duration=duration)
    if duration > FARTHEST:
        raise CalendarError("too_far", duration=duration)
    return duration // MICROSECOND


def _open_before(calendar: CompiledCalendar, at_us: int) -> int:
    """Open microseconds of the compiled window before this instant."""
    index = bisect_right(calendar.starts, at_us) - 1
    if index < 0:
        return 0
    return calendar.cumulative[index] + min(at_us, calendar.ends[index]) - calendar.starts[index]


def _days_needed(spec: CalendarSpec, wanted: int) -> int:
    """Days that hold this much open time, and no more than the farthest allowed.

    Twice the nominal weeks stand for the hours that spring may take from a very short week, and every holiday for a
    lost week, as it is in a week of one day.
    """
    a_week = sum(end - start for start, end in _merged(_week_parts(spec)))
    return min((2 * wanted // a_week + 3 + len(spec.holidays)) * 7, FARTHEST.days)


def _week_parts(spec: CalendarSpec) -> list[tuple[int, int]]:
    return [(weekday * DAY_US + opens, weekday * DAY_US + closes) for weekday, opens, closes in _parts(spec)]


def _covering(calendar: CompiledCalendar, first_us: int, last_us: int) -> CompiledCalendar:
    """Return the calendar, or a wider one of whole years, that covers both instants."""
    if calendar.window_us[0] <= first_us and last_us < calendar.window_us[1]:
        return calendar
    zone = _zone(calendar.spec.zone)
    first, last = _local_date(zone, first_us), _local_date(zone, last_us)
    if first.year not in YEARS or last.year not in YEARS:
        raise CalendarError("too_far", first_date=first, last_date=last)
    return _compile(calendar.spec, date(first.year, 1, 1), date(last.year + 1, 12, 31))


def _closings(calendar: CompiledCalendar, zone: ZoneInfo, after_us: int) -> Iterator[tuple[date, int]]:
    """Cut the intervals after an instant at local midnights: each date with the last open instant of each piece."""
    for index in range(bisect_right(calendar.ends, after_us), len(calendar.ends)):
        day = _local_date(zone, max(calendar.starts[index], after_us))
        midnight = _first_instant(zone, day, DAY_US)
        while midnight < calendar.ends[index]:
            yield day, midnight
            day = day + WHOLE_DAY
            midnight = _first_instant(zone, day, DAY_US)
        yield day, calendar.ends[index]
