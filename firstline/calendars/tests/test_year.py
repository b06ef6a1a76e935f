"""A year of a calendar day by day, and what would become of a ticket: the rules."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.calendars.rules.business_time import (
    CalendarSpec,
    OpenHours,
    compile_calendar,
    elapsed,
    open_stretches,
)
from firstline.calendars.rules.what_if import Answer, what_if
from firstline.calendars.rules.written import read_length
from firstline.calendars.rules.year import DayKind, YearDay, months_of
from firstline.calendars.tests.stepping_oracle import MINUTE, closed_on, local, open_minutes, school_week, special_on
from firstline.calendars.tests.test_business_time_properties import calendars
from firstline.kernel.errors import Invalid

NY = "America/New_York"
H = timedelta(hours=1)
CHRISTMAS, RELEASE = date(2026, 12, 25), date(2026, 12, 18)
SCHOOL = special_on(closed_on(school_week(), CHRISTMAS, RELEASE), RELEASE, (time(7, 30), time(11, 30)))
NAMES = {CHRISTMAS: "Christmas Day", RELEASE: "Early release"}
NIGHT = CalendarSpec(NY, tuple(OpenHours(day, time(22), time(6)) for day in range(5)))
ALWAYS = CalendarSpec(NY, holidays=frozenset({CHRISTMAS}), always_open=True)
FULL = (("0:00", "24:00"),)


def days_of(spec: CalendarSpec, year: int = 2026, first_weekday: int = 0) -> dict[date, YearDay]:
    months = months_of(spec, year, NAMES, first_weekday)
    return {cell.day: cell for month in months for week in month for cell in week if cell}


@pytest.mark.parametrize(
    ("spec", "day", "expected"),
    [
        (SCHOOL, date(2026, 12, 17), (DayKind.OPEN, (("7:30", "15:30"),), "")),
        (SCHOOL, date(2026, 12, 19), (DayKind.CLOSED, (), "")),
        (SCHOOL, CHRISTMAS, (DayKind.HOLIDAY, (), "Christmas Day")),
        (SCHOOL, RELEASE, (DayKind.SPECIAL, (("7:30", "11:30"),), "Early release")),
        (NIGHT, date(2026, 12, 14), (DayKind.OPEN, (("22:00", "24:00"),), "")),
        (NIGHT, date(2026, 12, 15), (DayKind.OPEN, (("0:00", "6:00"), ("22:00", "24:00")), "")),
        (NIGHT, date(2026, 12, 19), (DayKind.OPEN, (("0:00", "6:00"),), "")),
        (ALWAYS, CHRISTMAS, (DayKind.OPEN, FULL, "")),
        (special_on(CalendarSpec(NY), RELEASE, (time(8), time(9))), RELEASE, (DayKind.CLOSED, (), "")),
    ],
)
def test_each_day_says_what_it_is(spec: CalendarSpec, day: date, expected: tuple) -> None:
    found = days_of(spec)[day]
    assert (found.kind, found.hours, found.name) == expected


@pytest.mark.parametrize(("year", "length"), [(2026, 365), (2028, 366)])
@pytest.mark.parametrize("first_weekday", [0, 6])
def test_every_day_of_the_year_stands_once_under_its_weekday(year: int, length: int, first_weekday: int) -> None:
    months = months_of(SCHOOL, year, {}, first_weekday)
    cells = [(column, cell.day) for month in months for week in month for column, cell in enumerate(week) if cell]
    assert len(months) == 12
    assert len({day for _column, day in cells}) == len(cells) == length
    assert {(day.weekday() - column) % 7 for column, day in cells} == {first_weekday}


@settings(max_examples=100, deadline=None)
@given(calendars())
def test_the_hours_of_the_days_are_the_hours_that_count(given_calendar: tuple) -> None:
    spec, _calendar, at = given_calendar
    shown = days_of(spec, at.year)
    for day in (date(2026, 7, number) for number in (1, 2, 3)):  # no clock changes about then in any of the zones
        midnight = local(spec.zone, f"{day} 00:00")
        counted = elapsed(compile_calendar(spec, day, day), midnight, midnight + timedelta(days=1))
        assert sum((_length(*hours) for hours in shown[day].hours), timedelta()) == counted


def _length(opens: str, closes: str) -> timedelta:
    begin, end = (timedelta(hours=int(at.split(":")[0]), minutes=int(at.split(":")[1])) for at in (opens, closes))
    return end - begin


def test_a_year_counts_its_kinds_of_days() -> None:
    kinds = Counter(day.kind for day in days_of(SCHOOL).values())
    assert kinds == {DayKind.OPEN: 259, DayKind.CLOSED: 104, DayKind.HOLIDAY: 1, DayKind.SPECIAL: 1}


@settings(max_examples=100, deadline=None)
@given(calendars(), st.integers(0, 4 * 1440))
def test_open_stretches_are_the_open_minutes_joined(given_calendar: tuple, minutes: int) -> None:
    spec, calendar, start = given_calendar
    end = start + minutes * MINUTE
    stretches = open_stretches(calendar, start, end)
    assert sum((after - before for before, after in stretches), timedelta()) == elapsed(calendar, start, end)
    assert all(before < after for before, after in stretches)
    assert all(one[1] < other[0] for one, other in pairwise(stretches))
    if minutes < 600:
        walked = open_minutes(spec, start, end)
        assert [at for before, after in stretches for at in _minutes(before, after)] == walked


def _minutes(begin: datetime, end: datetime) -> list[datetime]:
    return [begin + n * MINUTE for n in range((end - begin) // MINUTE)]


def answer(spec: CalendarSpec, asked: str, promised: timedelta) -> Answer:
    found = what_if(spec, datetime.fromisoformat(asked), promised)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("spec", "asked", "promised", "due", "next_day", "waits", "counted"),
    [
        (SCHOOL, "2026-12-17 14:30", 3 * H, "2026-12-18 09:30", "2026-12-18 11:30", False, [H, 2 * H]),
        (SCHOOL, "2026-12-18 16:00", 3 * H, "2026-12-21 10:30", "2026-12-21 15:30", True, [3 * H]),
        (SCHOOL, "2026-12-24 14:30", 2 * H, "2026-12-28 08:30", "2026-12-28 15:30", False, [H, H]),
        (ALWAYS, "2026-10-31 23:00", 3 * H, "2026-11-01 01:00+fold", "2026-11-02 00:00", False, [3 * H]),
        (NIGHT, "2026-12-18 20:00", 3 * H, "2026-12-19 01:00", "2026-12-19 06:00", True, [3 * H]),
    ],
)
def test_what_becomes_of_a_ticket_is_worked_out_and_explained(
    spec: CalendarSpec, asked: str, promised: timedelta, due: str, next_day: str, waits: bool, counted: list[timedelta]
) -> None:
    found = answer(spec, asked, promised)
    assert found.due == local(NY, due.removesuffix("+fold"), fold=int(due.endswith("+fold")))
    assert (found.next_day, found.waits) == (local(NY, next_day), waits)
    assert [one.counted for one in found.stretches] == counted
    assert found.stretches[-1].ends == found.due


def test_without_hours_nothing_becomes_of_it() -> None:
    assert what_if(CalendarSpec(NY), datetime(2026, 12, 18, 16), H) is None  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3 h", 180), ("3h", 180), ("2 h 30 min", 150), ("1.5 hours", 90), ("1,25 h", 75), ("90 min", 90), ("45 m", 45)],
)
def test_lengths_are_read_as_written(text: str, minutes: int) -> None:
    assert read_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "3", "soon", "3 h or so", "-3 h", "0 h", "2001 h", "1 day"])
def test_lengths_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(Invalid, match="length_not_understood"):
        read_length(text)
