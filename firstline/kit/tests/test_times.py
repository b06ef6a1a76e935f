"""Times and durations as people write them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.kernel.errors import Invalid
from firstline.kit.rules.times import LONGEST_TEXT, DayPlan, parse_moment

NY = ZoneInfo("America/New_York")
NOW = datetime(2026, 9, 15, 9, 42, tzinfo=NY)  # a Tuesday
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2:30", "2026-09-15 14:30"),
        ("230", "2026-09-15 14:30"),
        ("230pm", "2026-09-15 14:30"),
        ("2:30 PM", "2026-09-15 14:30"),
        ("2:30 p.m.", "2026-09-15 14:30"),
        (" 2.30 pm ", "2026-09-15 14:30"),
        ("14:30", "2026-09-15 14:30"),
        ("1430", "2026-09-15 14:30"),
        ("8 pm", "2026-09-15 20:00"),
        ("3:15 pm", "2026-09-15 15:15"),
        ("May 3 9", "2027-05-03 09:00"),
        ("at 11", "2026-09-15 11:00"),
        ("12", "2026-09-15 12:00"),
        ("12:15", "2026-09-15 12:15"),
        ("12 am", "2026-09-16 00:00"),
        ("noon", "2026-09-15 12:00"),
        ("6:59", "2026-09-15 18:59"),
        ("7", "2026-09-16 07:00"),  # seven in the morning has passed
        ("8", "2026-09-16 08:00"),
        ("08:30", "2026-09-16 08:30"),
        ("02:30", "2026-09-16 02:30"),  # a leading zero is the 24-hour clock
        ("0:30", "2026-09-16 00:30"),
        ("in 1 h", "2026-09-15 10:42"),
        ("1 h", "2026-09-15 10:42"),
        ("in 1h", "2026-09-15 10:42"),
        ("in 20 min", "2026-09-15 10:02"),
        ("20 minutes", "2026-09-15 10:02"),
        ("in 20", "2026-09-15 10:02"),
        ("in 1 h 30", "2026-09-15 11:12"),
        ("1h30", "2026-09-15 11:12"),
        ("in 1.5 hours", "2026-09-15 11:12"),
        ("in 2 days", "2026-09-17 09:42"),
        ("en 1 hora", "2026-09-15 10:42"),
        ("tomorrow", "2026-09-16 08:00"),
        ("tomorrow 8", "2026-09-16 08:00"),
        ("Tomorrow at 2:30", "2026-09-16 14:30"),
        ("mañana a las 8", "2026-09-16 08:00"),
        ("today 3pm", "2026-09-15 15:00"),
        ("fri 2:30", "2026-09-18 14:30"),
        ("Monday", "2026-09-21 08:00"),
        ("tue 3", "2026-09-15 15:00"),
        ("tue 8", "2026-09-22 08:00"),  # eight has passed today
        ("viernes 9", "2026-09-18 09:00"),
        ("2026-09-17 10:00", "2026-09-17 10:00"),
        ("2026-09-17T10:00", "2026-09-17 10:00"),
        ("2026-09-17", "2026-09-17 08:00"),
        ("9/17 10", "2026-09-17 10:00"),
        ("9/17/2026 10:00", "2026-09-17 10:00"),
        ("17 Sep 9:30", "2026-09-17 09:30"),
        ("Sep 17, 9:30", "2026-09-17 09:30"),
        ("17 sep 2027", "2027-09-17 08:00"),
        ("3 ene 9", "2027-01-03 09:00"),  # January has passed
    ],
)
def test_moments_as_people_write_them(text: str, expected: str) -> None:
    assert parse_moment(text, NOW, NY) == datetime.fromisoformat(expected).replace(tzinfo=NY)


def test_moments_are_in_utc_and_follow_the_clock_changes() -> None:
    before_change = datetime(2026, 10, 31, 22, 0, tzinfo=NY)
    assert parse_moment("tomorrow 8", before_change, NY) == datetime(2026, 11, 1, 13, 0, tzinfo=UTC)
    assert parse_moment("in 12 h", before_change, NY) == datetime(2026, 11, 1, 14, 0, tzinfo=UTC)
    assert parse_moment("2:30", NOW, NY).tzinfo is UTC


def test_a_bare_time_that_has_passed_is_tomorrow() -> None:
    afternoon = datetime(2026, 9, 15, 15, 0, tzinfo=NY)
    assert parse_moment("2:30", afternoon, NY) == datetime(2026, 9, 16, 14, 30, tzinfo=NY)


def test_the_day_of_a_desk_can_be_planned_otherwise() -> None:
    plan = DayPlan(day_begins=time(0), default_time=time(9, 30), is_day_first=True)
    assert parse_moment("2:30", NOW, NY, plan) == datetime(2026, 9, 16, 2, 30, tzinfo=NY)
    assert parse_moment("tomorrow", NOW, NY, plan) == datetime(2026, 9, 16, 9, 30, tzinfo=NY)
    assert parse_moment("9/10", NOW, NY, plan) == datetime(2026, 10, 9, 9, 30, tzinfo=NY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time_not_understood"),
        ("soon", "time_not_understood"),
        ("25:00", "time_not_understood"),
        ("2:75", "time_not_understood"),
        ("13pm", "time_not_understood"),
        ("0am", "time_not_understood"),
        ("in", "time_not_understood"),
        ("in a while", "time_not_understood"),
        ("in 0 min", "time_not_understood"),
        ("tomorrow soon", "time_not_understood"),
        ("2026-02-30", "time_not_understood"),
        ("2/30", "time_not_understood"),
        ("9999-12-31 23:00", "time_not_understood"),
        ("17 foo", "time_not_understood"),
        ("5" * (LONGEST_TEXT + 1), "time_not_understood"),
        ("\x00", "time_not_understood"),
        ("today 8", "time_in_the_past"),
        ("2026-09-14 10:00", "time_in_the_past"),
        ("9/15 8", "time_in_the_past"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_moment(text, NOW, NY)
    assert caught.value.code == code


@given(st.text(max_size=70))
def test_any_text_gives_a_later_moment_or_a_code(text: str) -> None:
    codes = []
    try:
        assert parse_moment(text, NOW, NY) > NOW
    except Invalid as refusal:
        codes.append(refusal.code)
    assert set(codes) <= {"time_not_understood", "time_in_the_past"}


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_a_24_hour_time_is_its_next_occurrence(hour: int, minute: int, now_hour: int, now_minute: int) -> None:
    now = datetime(2026, 9, 15, now_hour, now_minute, tzinfo=NY)
    moment = parse_moment(f"{hour:02}:{minute:02}", now, NY)
    if hour in (0, *range(13, 24)) or hour < 10:
        assert (moment.astimezone(NY).hour, moment.astimezone(NY).minute) == (hour, minute)
    assert now < moment <= now + timedelta(days=1)


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", " a.m.", " PM"]))
def test_am_and_pm_are_taken_at_their_word(hour: int, minute: int, half: str) -> None:
    moment = parse_moment(f"{hour}:{minute:02}{half}", NOW, NY).astimezone(NY)
    assert (moment.hour % 12, moment.minute, moment.hour >= 12) == (hour % 12, minute, "p" in half.lower())


@given(st.integers(1, 900))
def test_in_so_many_minutes(minutes: int) -> None:
    assert parse_moment(f"in {minutes} min", NOW, NY) == NOW + minutes * MINUTE
