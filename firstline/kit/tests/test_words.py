"""Times, durations and counts in words; marks of names; states of clocks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from firstline.kit import words
from firstline.kit.rules.clock_state import ClockState, clock_face
from firstline.kit.rules.marks import avatar_tint, initials

HARBOR = ZoneInfo("America/New_York")
NOW = datetime(2026, 9, 15, 9, 42, tzinfo=HARBOR)


@pytest.fixture(autouse=True)
def _at_harbor_point() -> None:
    timezone.activate(HARBOR)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (35, "35 min"), (-12, "12 min"), (60, "1 h"), (125, "2 h 05"), (1440, "1 day"), (4320, "3 days")],
)
def test_duration_is_short(minutes: int, text: str) -> None:
    assert words.duration_text(minutes) == text
    assert words.duration_text(timedelta(minutes=minutes)) == text


def test_duration_of_working_time_counts_working_days() -> None:
    assert words.duration_text(16 * 60, day_minutes=8 * 60) == "2 days"


@pytest.mark.parametrize(
    ("hour", "text"), [(0, "12:42 am"), (1, "1:42"), (9, "9:42"), (12, "12:42 pm"), (14, "2:42 pm")]
)
def test_only_the_morning_is_plain(hour: int, text: str) -> None:
    assert words.time_text(NOW.replace(hour=hour)) == text


def test_spanish_counts_24_hours() -> None:
    with translation.override("es"):
        assert words.time_text(NOW.replace(hour=14)) == "14:42"


def test_moment_is_the_time_today_the_day_this_year_else_the_date() -> None:
    assert words.moment_text(NOW.replace(hour=8), now=NOW) == "8:42"
    assert words.moment_text(NOW + timedelta(days=2), now=NOW) == "Thu 17 Sep"
    with translation.override("es"):
        assert words.moment_text(NOW + timedelta(days=2), now=NOW) == "jue 17 sep"
    assert words.moment_text(NOW - timedelta(days=500), now=NOW) == "3 May 2025"
    assert words.full_moment_text(NOW + timedelta(days=2), now=NOW) == "Thu 17 Sep, 9:42"
    assert words.full_moment_text(NOW, now=NOW) == "9:42"


def test_relative_words_end_after_an_hour() -> None:
    assert words.ago_text(NOW, now=NOW) == "just now"
    assert words.ago_text(NOW - timedelta(minutes=12), now=NOW) == "12 min ago"
    assert words.ago_text(NOW - timedelta(minutes=60), now=NOW) == "8:42"


def test_exact_time_names_the_zone() -> None:
    assert words.exact_text(NOW) == "Tuesday 15 September 2026, 9:42 EDT"


def test_counts_are_exact_to_a_thousand() -> None:
    assert words.count_text(1000) == "1,000"
    assert words.count_text(1001) == "more than 1,000"


@pytest.mark.parametrize(
    ("name", "letters"), [("Dana Whitfield", "DW"), ("Sgt. Paul Devlin", "SD"), ("李", "李"), ("", "?"), ("(!)", "?")]
)
def test_initials_are_first_and_last_letter(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_keeps_its_tint() -> None:
    assert avatar_tint("Dana Whitfield") == avatar_tint(" dana whitfield ")
    assert 0 <= avatar_tint("Łukasz Żółw") < 6


@pytest.mark.parametrize(
    ("left_minutes", "state"),
    [(61, ClockState.RUNNING), (60, ClockState.SOON), (1, ClockState.SOON), (0, ClockState.LATE)],
)
def test_clock_turns_amber_at_half_its_time_and_red_when_past(left_minutes: int, state: ClockState) -> None:
    due_at = NOW + timedelta(minutes=left_minutes)
    face = clock_face(due_at=due_at, now=NOW, started_at=due_at - timedelta(minutes=120), left=None, share_used=None)
    assert face.state == state


def test_clock_takes_working_time_where_it_is_known() -> None:
    face = clock_face(
        due_at=NOW + timedelta(days=3), now=NOW, started_at=None, left=timedelta(minutes=30), share_used=0.75
    )
    assert (face.state, face.left_minutes, face.soon_from_minutes) == (ClockState.SOON, 30, 60)


def test_clock_without_a_start_never_turns_amber() -> None:
    face = clock_face(due_at=NOW + timedelta(minutes=1), now=NOW, started_at=None, left=None, share_used=None)
    assert face.state == ClockState.RUNNING
