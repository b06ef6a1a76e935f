"""Business time by tables: the cases of SCIENCE.md §1, each with a value worked out by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from firstline.calendars.rules.business_time import (
    CalendarError,
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
    standard_day,
    subtract,
)
from firstline.calendars.tests.stepping_oracle import closed_on, local, school_week, special_on, utc

NY = "America/New_York"
H = timedelta(hours=1)
M = timedelta(minutes=1)
SCHOOL = school_week()
LUNCH = CalendarSpec(NY, tuple(OpenHours(d, *p) for d in range(5) for p in ((time(8), time(12)), (time(13), time(17)))))
NIGHT = CalendarSpec(NY, tuple(OpenHours(day, time(22), time(6)) for day in range(5)))
ALWAYS = CalendarSpec(NY, always_open=True)
RELEASE = special_on(SCHOOL, date(2026, 12, 18), (time(7, 30), time(11, 30)))
FAIR = special_on(closed_on(SCHOOL, date(2026, 12, 19)), date(2026, 12, 19), (time(9), time(12)), (time(13), time(0)))
EVERY_DAY = CalendarSpec(NY, tuple(OpenHours(day, time(0), time(0)) for day in range(7)))


def compiled(spec: CalendarSpec) -> CompiledCalendar:
    return compile_calendar(spec, date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("spec", "start", "duration", "due"),
    [
        (SCHOOL, "2026-09-15 09:00", 3 * H, "2026-09-15 12:00"),
        (SCHOOL, "2026-09-15 06:00", 3 * H, "2026-09-15 10:30"),  # before opening
        (SCHOOL, "2026-09-15 18:00", 3 * H, "2026-09-16 10:30"),  # after closing
        (SCHOOL, "2026-09-15 07:30", 3 * H, "2026-09-15 10:30"),  # exactly at opening
        (SCHOOL, "2026-09-15 15:30", 3 * H, "2026-09-16 10:30"),  # exactly at closing
        (SCHOOL, "2026-09-15 12:30", 3 * H, "2026-09-15 15:30"),  # used up exactly at closing
        (SCHOOL, "2026-09-18 14:30", 3 * H, "2026-09-21 09:30"),  # over a weekend
        (SCHOOL, "2026-09-19 14:30", 0 * H, "2026-09-19 14:30"),  # target zero, on a Saturday
        (SCHOOL, "2026-09-15 09:00", 40 * H, "2026-09-22 09:00"),
        (LUNCH, "2026-09-15 11:30", H, "2026-09-15 13:30"),
        (LUNCH, "2026-09-15 12:15", H, "2026-09-15 14:00"),
        (LUNCH, "2026-09-15 11:00", H, "2026-09-15 12:00"),  # up to the break, not to its end
        (closed_on(SCHOOL, date(2026, 11, 26), date(2026, 11, 27)), "2026-11-25 15:00", H, "2026-11-30 08:00"),
        (NIGHT, "2026-09-15 23:00", 4 * H, "2026-09-16 03:00"),
        (NIGHT, "2026-09-18 05:00", 4 * H, "2026-09-19 01:00"),
        (closed_on(NIGHT, date(2026, 9, 16)), "2026-09-15 23:00", 4 * H, "2026-09-17 03:00"),
        (RELEASE, "2026-12-18 09:30", 3 * H, "2026-12-21 08:30"),  # an early release ends the day at 11:30
        (RELEASE, "2026-12-18 16:00", 3 * H, "2026-12-21 10:30"),
        (RELEASE, "2026-12-18 08:30", 3 * H, "2026-12-18 11:30"),  # used up exactly at the early release
        (FAIR, "2026-12-18 15:00", 3 * H, "2026-12-19 11:30"),  # a Saturday with hours, holiday or not
        (FAIR, "2026-12-19 11:00", 3 * H, "2026-12-19 15:00"),
        (FAIR, "2026-12-19 11:00", 12 * H, "2026-12-20 00:00"),  # up to midnight
        (special_on(NIGHT, date(2026, 9, 16), (time(2), time(3))), "2026-09-15 23:00", 2 * H, "2026-09-16 03:00"),
        (special_on(ALWAYS, date(2026, 9, 16), (time(2), time(3))), "2026-09-16 05:00", 2 * H, "2026-09-16 07:00"),
        (ALWAYS, "2026-11-01 00:30", 3 * H, "2026-11-01 02:30"),  # the hour that comes twice
        (ALWAYS, "2026-03-08 00:30", 3 * H, "2026-03-08 04:30"),  # the hour that is skipped
        (EVERY_DAY, "2026-11-01 00:30", 3 * H, "2026-11-01 02:30"),
        (SCHOOL, "2026-10-30 15:00", H, "2026-11-02 08:00"),  # office hours over the autumn change
        (SCHOOL, "2026-03-06 15:00", H, "2026-03-09 08:00"),  # and the spring one
        (school_week(zone="Asia/Kathmandu"), "2026-09-15 15:00", H, "2026-09-16 08:00"),
        (CalendarSpec(NY, (OpenHours(5, time(20), time(10), closes_next_day=True),)), "2026-09-19 21:00", 12 * H,
         "2026-09-20 09:00"),
        (CalendarSpec(NY, (OpenHours(5, time(8), time(10), closes_next_day=True),)), "2026-09-19 09:00", 24 * H,
         "2026-09-20 09:00"),
    ],
)  # fmt: skip
def test_add_gives_the_due_time_worked_out_by_hand(
    spec: CalendarSpec, start: str, duration: timedelta, due: str
) -> None:
    result = add(compiled(spec), local(spec.zone, start), duration)
    assert result == local(spec.zone, due)
    assert result is not None
    assert result.tzinfo is UTC


@pytest.mark.parametrize(
    ("spec", "start", "end", "expected"),
    [
        (SCHOOL, "2026-09-18 14:30", "2026-09-21 09:30", 3 * H),
        (SCHOOL, "2026-09-19 01:00", "2026-09-20 23:00", 0 * H),
        (SCHOOL, "2026-09-15 10:00", "2026-09-15 09:00", 0 * H),  # the wrong way round
        (LUNCH, "2026-09-15 08:00", "2026-09-15 17:00", 8 * H),
        (NIGHT, "2026-09-14 00:00", "2026-09-15 00:00", 2 * H),  # Monday has no tail of Sunday
        (NIGHT, "2026-10-31 00:00", "2026-10-31 12:00", 6 * H),
        (ALWAYS, "2026-11-01 00:00", "2026-11-02 00:00", 25 * H),
        (ALWAYS, "2026-03-08 00:00", "2026-03-09 00:00", 23 * H),
        (EVERY_DAY, "2026-11-01 00:00", "2026-11-02 00:00", 25 * H),
        (closed_on(SCHOOL, date(2026, 9, 15)), "2026-09-15 00:00", "2026-09-16 00:00", 0 * H),
    ],
)
def test_elapsed_counts_open_time_only(spec: CalendarSpec, start: str, end: str, expected: timedelta) -> None:
    assert elapsed(compiled(spec), local(spec.zone, start), local(spec.zone, end)) == expected


def test_a_night_shift_lasts_an_hour_longer_when_clocks_go_back() -> None:
    saturday_night = CalendarSpec(NY, (OpenHours(5, time(22), time(6)),))
    sunday = local(NY, "2026-11-01 12:00")
    assert elapsed(compiled(saturday_night), sunday - timedelta(days=1), sunday) == 9 * H


def test_hours_inside_the_skipped_hour_open_at_the_jump() -> None:
    early = CalendarSpec(NY, (OpenHours(6, time(2, 30), time(5)),))
    assert next_opening(compiled(early), local(NY, "2026-03-08 00:00")) == local(NY, "2026-03-08 03:00")
    inside = CalendarSpec(NY, (OpenHours(6, time(2, 15), time(2, 45)),))
    assert next_opening(compiled(inside), local(NY, "2026-03-08 00:00")) == local(NY, "2026-03-15 02:15")


def test_a_shift_that_ends_in_the_repeated_hour_ends_when_the_clock_shows_it_first() -> None:
    late = CalendarSpec(NY, (OpenHours(5, time(20), time(1, 30)),))
    assert elapsed(compiled(late), local(NY, "2026-10-31 12:00"), local(NY, "2026-11-01 12:00")) == 5.5 * H


def test_a_calendar_without_hours_has_no_deadline_and_counts_nothing() -> None:
    empty = compiled(CalendarSpec(NY))
    at = local(NY, "2026-09-15 09:00")
    assert not empty.has_hours
    assert add(empty, at, H) is None
    assert add(empty, at, 0 * H) is None
    assert subtract(empty, at, H) is None
    assert elapsed(empty, at, at + 90 * H) == timedelta(0)
    assert next_opening(empty, at) is None
    assert end_of_next_business_day(empty, at) is None
    assert standard_day(empty.spec) == timedelta(0)
    assert not is_open(empty, at)


def test_the_horizon_extends_by_itself_in_both_directions() -> None:
    narrow = compile_calendar(SCHOOL, date(2026, 9, 15), date(2026, 9, 15))
    wide = compile_calendar(SCHOOL, date(2015, 1, 1), date(2035, 12, 31))
    for start in (local(NY, "2026-09-15 14:00"), local(NY, "2020-02-29 14:00"), local(NY, "2031-05-05 09:00")):
        for duration in (H, 100 * H, 2000 * H):
            assert add(narrow, start, duration) == add(wide, start, duration)
            assert subtract(narrow, start, duration) == subtract(wide, start, duration)
            assert elapsed(narrow, start, start + 5 * duration) == elapsed(wide, start, start + 5 * duration)


def test_years_of_holidays_are_stepped_over() -> None:
    day = date(2026, 1, 1)
    years = frozenset(day + timedelta(days=n) for n in range(3 * 365))
    closed = CalendarSpec("UTC", SCHOOL.weekly, years)
    assert add(compiled(closed), utc("2026-01-05 12:00"), H) == utc("2029-01-01 08:30")  # a Monday
    assert end_of_next_business_day(compiled(closed), utc("2026-01-05 12:00")) == utc("2029-01-01 15:30")
    assert subtract(compiled(closed), utc("2028-12-31 12:00"), H) == utc("2025-12-31 14:30")


@pytest.mark.parametrize(
    ("at", "count", "expected"),
    [
        ("2026-09-18 16:00", 1, "2026-09-21 15:30"),  # S-079: Friday 16:00, Monday evening
        ("2026-09-15 06:00", 1, "2026-09-16 15:30"),  # today never counts
        ("2026-09-15 09:00", 1, "2026-09-16 15:30"),
        ("2026-09-19 12:00", 1, "2026-09-21 15:30"),
        ("2026-09-15 09:00", 5, "2026-09-22 15:30"),
        ("2026-12-30 09:00", 2, "2027-01-01 15:30"),  # beyond the compiled year
    ],
)
def test_end_of_the_nth_business_day(at: str, count: int, expected: str) -> None:
    assert end_of_next_business_day(compiled(SCHOOL), local(NY, at), count) == local(NY, expected)


def test_end_of_next_business_day_skips_holidays_and_uses_the_last_closing() -> None:
    monday_off = closed_on(SCHOOL, date(2026, 9, 21))
    assert end_of_next_business_day(compiled(monday_off), local(NY, "2026-09-18 16:00")) == local(
        NY, "2026-09-22 15:30"
    )
    assert end_of_next_business_day(compiled(LUNCH), local(NY, "2026-09-15 09:00")) == local(NY, "2026-09-16 17:00")


def test_special_days_count_as_business_days_and_end_with_their_own_closing() -> None:
    friday = local(NY, "2026-12-18 16:00")
    assert end_of_next_business_day(compiled(FAIR), friday) == local(NY, "2026-12-20 00:00")
    assert end_of_next_business_day(compiled(FAIR), friday, 2) == local(NY, "2026-12-21 15:30")
    thursday = local(NY, "2026-12-17 09:00")
    assert end_of_next_business_day(compiled(RELEASE), thursday) == local(NY, "2026-12-18 11:30")


def test_special_days_are_exceptions_to_a_week_and_change_no_standard_day() -> None:
    alone = special_on(CalendarSpec(NY), date(2026, 12, 18), (time(7, 30), time(11, 30)))
    at = local(NY, "2026-12-18 08:00")
    assert not compiled(alone).has_hours
    assert not is_open(compiled(alone), at)
    assert add(compiled(alone), at, H) is None
    assert standard_day(RELEASE) == 8 * H


def test_many_special_days_are_stepped_over() -> None:
    monday = date(2026, 1, 5)
    mondays = CalendarSpec("UTC", (OpenHours(0, time(8), time(16)),))
    short = tuple(SpecialHours(monday + timedelta(days=7 * n), time(8), time(8, 1)) for n in range(200))
    calendar = compile_calendar(CalendarSpec("UTC", mondays.weekly, special=short), monday, monday)
    assert add(calendar, utc("2026-01-05 08:00"), 200 * M + H) == utc("2029-11-05 09:00")


def test_days_of_a_round_the_clock_calendar_end_at_local_midnight() -> None:
    for spec in (ALWAYS, EVERY_DAY):
        assert end_of_next_business_day(compiled(spec), local(NY, "2026-10-31 09:00")) == local(NY, "2026-11-02 00:00")
        assert end_of_next_business_day(compiled(spec), local(NY, "2026-10-31 09:00"), 3) == local(
            NY, "2026-11-04 00:00"
        )
    assert end_of_next_business_day(compiled(NIGHT), local(NY, "2026-09-14 12:00")) == local(NY, "2026-09-16 00:00")


@pytest.mark.parametrize(
    ("spec", "at", "expected", "open_now"),
    [
        (SCHOOL, "2026-09-15 09:00", "2026-09-15 09:00", True),
        (SCHOOL, "2026-09-15 07:30", "2026-09-15 07:30", True),
        (SCHOOL, "2026-09-15 15:30", "2026-09-16 07:30", False),
        (SCHOOL, "2026-09-18 18:00", "2026-09-21 07:30", False),
        (LUNCH, "2026-09-15 12:00", "2026-09-15 13:00", False),
        (ALWAYS, "2026-09-19 03:00", "2026-09-19 03:00", True),
        (SCHOOL, "2025-12-31 23:00", "2026-01-01 07:30", False),
    ],
)
def test_next_opening(spec: CalendarSpec, at: str, expected: str, open_now: bool) -> None:
    assert next_opening(compiled(spec), local(NY, at)) == local(NY, expected)
    assert is_open(compiled(spec), local(NY, at)) is open_now


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (SCHOOL, 8 * H),
        (LUNCH, 8 * H),
        (NIGHT, 8 * H),
        (ALWAYS, 24 * H),
        (EVERY_DAY, 24 * H),
        (CalendarSpec(NY, (*SCHOOL.weekly[:4], OpenHours(4, time(7, 30), time(12)))), 8 * H),
        (CalendarSpec(NY, (OpenHours(0, time(8), time(12)), OpenHours(1, time(8), time(14)))), 6 * H),
    ],
)
def test_standard_day_is_the_commonest_length(spec: CalendarSpec, expected: timedelta) -> None:
    assert standard_day(spec) == expected


def test_overlapping_and_touching_hours_count_once() -> None:
    messy = CalendarSpec(
        "UTC", (OpenHours(0, time(8), time(12)), OpenHours(0, time(10), time(14)), OpenHours(0, time(14), time(15)))
    )
    calendar = compile_calendar(messy, date(2026, 9, 14), date(2026, 9, 14))
    assert len(calendar.starts) == 1
    assert elapsed(calendar, utc("2026-09-14 00:00"), utc("2026-09-15 00:00")) == 7 * H


def test_a_date_that_a_zone_skipped_has_no_hours() -> None:
    apia = CalendarSpec("Pacific/Apia", tuple(OpenHours(day, time(8), time(16)) for day in range(7)))
    calendar = compile_calendar(apia, date(2011, 12, 29), date(2011, 12, 31))
    assert elapsed(calendar, local("Pacific/Apia", "2011-12-29 00:00"), utc("2011-12-31 10:00")) == 16 * H


def test_subtract_says_since_when() -> None:
    school = compiled(SCHOOL)
    assert subtract(school, local(NY, "2026-09-21 09:30"), 3 * H) == local(NY, "2026-09-18 14:30")
    assert subtract(school, local(NY, "2026-09-15 10:30"), 3 * H) == local(NY, "2026-09-15 07:30")
    assert subtract(compiled(ALWAYS), local(NY, "2026-11-01 02:30"), 3 * H) == local(NY, "2026-11-01 00:30")


def _error(call: str) -> str:
    school, at = compiled(SCHOOL), local(NY, "2026-09-15 09:00")
    long = timedelta(days=366 * 61)
    calls: dict[str, Callable[[], object]] = {
        "negative": lambda: add(school, at, -H),
        "add too far": lambda: add(school, at, long),
        "add beyond what hours hold": lambda: add(school, at, timedelta(days=366 * 59)),
        "subtract too far": lambda: subtract(school, at, timedelta(days=366 * 59)),
        "days too far": lambda: end_of_next_business_day(school, at, 40_000),
        "days beyond what hours hold": lambda: end_of_next_business_day(school, at, 20_000),
        "no days": lambda: end_of_next_business_day(school, at, 0),
        "year 9999": lambda: add(school, datetime(9998, 1, 1, tzinfo=UTC), H),
        "naive": lambda: elapsed(school, datetime(2026, 9, 15), at),  # noqa: DTZ001  (naive on purpose)
        "zone": lambda: compile_calendar(CalendarSpec("Mars/Olympus"), date(2026, 1, 1), date(2026, 1, 2)),
        "weekday": lambda: compiled(CalendarSpec(NY, (OpenHours(7, time(8), time(9)),))),
        "special": lambda: compiled(special_on(SCHOOL, date(2026, 1, 2), (time(9), time(8)))),
        "reversed": lambda: compile_calendar(SCHOOL, date(2026, 1, 2), date(2026, 1, 1)),
    }
    with pytest.raises(CalendarError) as caught:
        calls[call]()
    return caught.value.code


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("negative", "duration_negative"),
        ("add too far", "too_far"),
        ("add beyond what hours hold", "too_far"),
        ("subtract too far", "too_far"),
        ("days too far", "too_far"),
        ("days beyond what hours hold", "too_far"),
        ("no days", "count_not_positive"),
        ("year 9999", "too_far"),
        ("naive", "naive_time"),
        ("zone", "zone_unknown"),
        ("weekday", "weekday_unknown"),
        ("special", "special_hours_reversed"),
        ("reversed", "dates_reversed"),
    ],
)
def test_senseless_questions_get_a_code(call: str, code: str) -> None:
    assert _error(call) == code
