"""Calendars compiled: weekly wall-clock hours, holidays, special days and a zone to sorted open intervals of real time.

What is asked of a compiled calendar stands in ``business_time``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from firstline.kernel.errors import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY_US = 86_400_000_000


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


@dataclass(frozen=True, order=True)
class SpecialHours:
    """One open interval of one date, such as an early-release day. Within its date: midnight closes at its end."""

    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class CalendarSpec:
    """What an agency enters: zone (IANA name), weekly hours, holidays, special days; or open always.

    A holiday closes its local date from midnight to midnight; the part of a night shift after midnight belongs to the
    date on which it falls. Special hours take the place of all that the weekday says of their date, and of a holiday.
    They are exceptions to a week: without weekly hours there is nothing to promise by, and they do not count.
    ``always_open`` ignores all of these and counts real elapsed seconds.
    """

    zone: str
    weekly: tuple[OpenHours, ...] = ()
    holidays: frozenset[date] = frozenset()
    always_open: bool = False
    special: tuple[SpecialHours, ...] = ()


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

    Raises ``CalendarError``: ``zone_unknown``, ``weekday_unknown``, ``special_hours_reversed``, ``dates_reversed``.

    >>> nine_to_five = CalendarSpec("America/New_York", (OpenHours(0, time(9), time(17)),))
    >>> len(compile_calendar(nine_to_five, date(2026, 9, 1), date(2026, 9, 30)).starts)  # four Mondays
    4
    """
    if last_date < first_date:
        raise CalendarError("dates_reversed", first_date=first_date, last_date=last_date)
    return compile_dates(spec, first_date, last_date)


@lru_cache(maxsize=64)
def compile_dates(spec: CalendarSpec, first_date: date, last_date: date) -> CompiledCalendar:
    """Compile, or return what was compiled for equal dates before; the dates are in order."""
    zone = find_zone(spec.zone)
    window = (first_instant(zone, first_date, 0), first_instant(zone, last_date, DAY_US))
    intervals = [] if spec.always_open else list(merged(_open_instants(spec, zone, first_date, last_date)))
    starts = tuple(start for start, _ in intervals)
    ends = tuple(end for _, end in intervals)
    cumulative = [0]
    for start, end in intervals:
        cumulative.append(cumulative[-1] + end - start)
    return CompiledCalendar(spec, first_date, last_date, window, starts, ends, tuple(cumulative))


def find_zone(name: str) -> ZoneInfo:
    """Return the zone with this IANA name. *Raises* CalendarError: ``zone_unknown``."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise CalendarError("zone_unknown", zone=name) from error


def _time_us(wall: time) -> int:
    return ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1_000_000 + wall.microsecond


def wall_parts(spec: CalendarSpec) -> list[tuple[int, int, int]]:
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


def day_parts(spec: CalendarSpec) -> Callable[[date], list[tuple[int, int]]]:
    """Return what says of each local date when it is open: microseconds of the day, in order; pieces may overlap."""
    by_weekday: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, opens, closes in wall_parts(spec):
        by_weekday[weekday].append((opens, closes))
    by_date: dict[date, list[tuple[int, int]]] = {day: [] for day in spec.holidays}
    if spec.weekly:
        by_date.update(_special_by_date(spec))
    return lambda day: by_date[day] if day in by_date else by_weekday[day.weekday()]


def _special_by_date(spec: CalendarSpec) -> Iterator[tuple[date, list[tuple[int, int]]]]:
    for day, hours in groupby(sorted(spec.special), key=lambda special: special.day):
        parts = [(_time_us(one.opens), _time_us(one.closes) or DAY_US) for one in hours]
        if any(closes <= opens for opens, closes in parts):
            raise CalendarError("special_hours_reversed", day=day)
        yield day, parts


def _open_instants(spec: CalendarSpec, zone: ZoneInfo, first_date: date, last_date: date) -> Iterator[tuple[int, int]]:
    parts_of = day_parts(spec)
    for ordinal in range(first_date.toordinal(), last_date.toordinal() + 1):
        day = date.fromordinal(ordinal)
        for opens, closes in parts_of(day):
            yield first_instant(zone, day, opens), first_instant(zone, day, closes)


def merged(intervals: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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


def first_instant(zone: ZoneInfo, day: date, day_us: int) -> int:
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
    old = from_us(low).astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if from_us(middle).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high


def from_us(at_us: int) -> datetime:
    """Return the instant so many microseconds after 1970, in UTC."""
    return EPOCH + timedelta(0, 0, at_us)
