"""Business time against the minute-stepping oracle: zones, clock changes, holidays, nights, breaks, special days."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstline.calendars.rules.business_time import (
    CalendarSpec,
    CompiledCalendar,
    OpenHours,
    SpecialHours,
    add,
    compile_calendar,
    elapsed,
    end_of_next_business_day,
    is_open,
    next_opening,
    open_stretches,
    subtract,
)
from firstline.calendars.tests.stepping_oracle import MINUTE, add_by_steps, elapsed_by_steps, open_minutes

# Each zone with a date near a change of its clocks: plain ones, half an hour, at midnight, three quarters of an hour.
CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Beirut", date(2026, 10, 24)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2026, 11, 1)),
    ("Pacific/Chatham", date(2026, 4, 5)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Asia/Kolkata", date(2026, 6, 1)),
    ("UTC", date(2026, 6, 1)),
]
MORE_ZONES = (
    "Africa/Casablanca", "America/Anchorage", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Sao_Paulo", "Asia/Tehran", "Asia/Tokyo", "Europe/London", "Pacific/Auckland",
)  # fmt: skip
WALL_TIMES = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
WEEKLY = st.lists(st.builds(OpenHours, st.integers(0, 6), WALL_TIMES, WALL_TIMES), min_size=1, max_size=10)
SPECIAL = st.tuples(st.integers(-4, 4), st.integers(0, 94), st.integers(1, 96))
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _special(change: date, offset: int, opens: int, length: int) -> SpecialHours:
    """Return hours of one date near the change of clocks, in quarters of an hour; at most up to its midnight."""
    closes = min(opens + length, 96) % 96
    quarters = [time(quarter // 4, quarter % 4 * 15) for quarter in (opens, closes)]
    return SpecialHours(change + timedelta(days=offset), *quarters)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[CalendarSpec, CompiledCalendar, datetime]:
    """Draw a calendar, compiled for a few days around a clock change, and a whole minute near that change."""
    zone, change = draw(st.sampled_from(CHANGES))
    holidays = frozenset(change + timedelta(days=n) for n in draw(st.sets(st.integers(-4, 4), max_size=3)))
    always_open = draw(st.sampled_from([False, False, False, True]))
    special = tuple(_special(change, *one) for one in draw(st.lists(SPECIAL, max_size=3)))
    spec = CalendarSpec(zone, tuple(draw(WEEKLY)), holidays, always_open, special)
    around = draw(st.integers(0, 5))
    compiled = compile_calendar(spec, change - timedelta(days=around), change + timedelta(days=around))
    midnight = datetime(change.year, change.month, change.day, tzinfo=UTC)
    return spec, compiled, midnight + draw(st.integers(-4 * 1440, 3 * 1440)) * MINUTE


@SLOW
@given(calendars(), st.integers(0, 5 * 1440))
def test_elapsed_equals_stepping_through_the_minutes(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], minutes: int
) -> None:
    spec, calendar, start = given_calendar
    end = start + minutes * MINUTE
    assert elapsed(calendar, start, end) == elapsed_by_steps(spec, start, end)


@SLOW
@given(calendars(), st.integers(0, 40 * 60))
def test_add_equals_stepping_through_the_minutes(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], minutes: int
) -> None:
    spec, calendar, start = given_calendar
    horizon = start + timedelta(days=9)
    stepped = add_by_steps(spec, start, minutes * MINUTE, horizon)
    due = add(calendar, start, minutes * MINUTE)
    assert due is not None
    assert due == stepped if stepped is not None else due > horizon


@settings(max_examples=200, deadline=None)
@given(calendars(), st.integers(0, 60), st.integers(1, 400_000))
def test_add_is_the_earliest_instant_and_elapsed_undoes_it_to_the_second(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], second: int, seconds: int
) -> None:
    _, calendar, minute = given_calendar
    start, wanted = minute + timedelta(seconds=second), timedelta(seconds=seconds)
    due = add(calendar, start, wanted)
    assert due is not None
    assert elapsed(calendar, start, due) == wanted
    assert elapsed(calendar, start, due - timedelta(microseconds=1)) < wanted
    since = subtract(calendar, due, wanted)
    assert since is not None
    assert since >= start
    assert elapsed(calendar, start, since) == timedelta(0)


@settings(max_examples=200, deadline=None)
@given(calendars(), st.integers(0, 5 * 1440), st.integers(0, 5 * 1440))
def test_elapsed_adds_up(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], first: int, second: int
) -> None:
    _, calendar, start = given_calendar
    middle, end = start + first * MINUTE, start + (first + second) * MINUTE
    assert elapsed(calendar, start, middle) + elapsed(calendar, middle, end) == elapsed(calendar, start, end)


@SLOW
@given(calendars())
def test_next_opening_is_the_first_open_minute(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime],
) -> None:
    spec, calendar, at = given_calendar
    opening = next_opening(calendar, at)
    assert opening is not None
    assert is_open(calendar, opening)
    minutes = open_minutes(spec, at, at + timedelta(days=9))
    assert opening == minutes[0] if minutes else opening >= at + timedelta(days=9)


@SLOW
@given(calendars(), st.integers(1, 4))
def test_the_nth_business_day_ends_with_its_last_open_minute(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], count: int
) -> None:
    spec, calendar, at = given_calendar
    end = end_of_next_business_day(calendar, at, count)
    assert end is not None
    zone = ZoneInfo(spec.zone)
    today = at.astimezone(zone).date()
    last_minutes: dict[date, datetime] = {}
    for minute in open_minutes(spec, at, at + timedelta(days=12)):
        last_minutes[minute.astimezone(zone).date()] = minute
    days = sorted(day for day in last_minutes if day > today)[:-1]
    if len(days) >= count:
        assert end == last_minutes[days[count - 1]] + MINUTE


@SLOW
@given(calendars(), st.integers(0, 5 * 1440))
def test_open_stretches_are_the_open_minutes_in_one_piece_each(
    given_calendar: tuple[CalendarSpec, CompiledCalendar, datetime], minutes: int
) -> None:
    spec, calendar, start = given_calendar
    end = start + minutes * MINUTE
    parts = open_stretches(calendar, start, end)
    inside = [begin + n * MINUTE for begin, close in parts for n in range((close - begin) // MINUTE)]
    assert inside == open_minutes(spec, start, end)
    assert all(close < begin for (_, close), (begin, _) in pairwise(parts))


@pytest.mark.parametrize("zone", sorted({zone for zone, _change in CHANGES} | set(MORE_ZONES)))
def test_ten_thousand_questions_over_twenty_zones_are_answered_as_by_stepping(zone: str) -> None:
    """Five hundred a zone: one walk through the minutes of a random calendar answers fifty questions."""
    random = Random(zone)  # noqa: S311 - the same cases at every run
    assert len({zone for zone, _change in CHANGES} | set(MORE_ZONES)) == 20
    for _calendar in range(10):
        change = random.choice([change for known, change in CHANGES if known == zone] or [date(2026, 3, 29)])
        spec = _random_spec(random, zone, change)
        first = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=3)
        calendar = compile_calendar(spec, change, change + timedelta(days=random.randrange(3)))
        minutes = open_minutes(spec, first, first + timedelta(days=6))
        for _question in range(50):
            begin, end = sorted(first + random.randrange(6 * 1440) * MINUTE for _ in range(2))
            open_before, open_after = (bisect_left(minutes, at) for at in (begin, end))
            passed = (open_after - open_before) * MINUTE
            assert elapsed(calendar, begin, end) == passed, (spec, begin, end)
            if passed:
                assert add(calendar, begin, passed) == minutes[open_after - 1] + MINUTE, (spec, begin, passed)
            assert is_open(calendar, begin) == (minutes[open_before : open_before + 1] == [begin]), (spec, begin)


def _random_spec(random: Random, zone: str, change: date) -> CalendarSpec:
    quarters = [time(quarter // 4, quarter % 4 * 15) for quarter in range(96)]
    weekly = tuple(OpenHours(random.randrange(7), *random.choices(quarters, k=2)) for _ in range(random.randint(1, 9)))
    holidays = frozenset(change + timedelta(days=random.randint(-4, 4)) for _ in range(random.randrange(3)))
    special = tuple(
        _special(change, random.randint(-4, 4), random.randrange(95), random.randint(1, 96))
        for _ in range(random.randrange(4))
    )
    return CalendarSpec(zone, weekly, holidays, special=special)
