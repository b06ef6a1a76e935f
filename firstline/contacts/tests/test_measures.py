"""Measures of contacts by tables worked out by hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.contacts.rules.measures import (
    TimeToLog,
    calls_per_half_hour,
    count_by,
    first_level_share,
    mean_handling,
    needs_log_reminder,
    time_to_log,
)

NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def test_time_to_log_is_silent_under_five_calls() -> None:
    durations = [seconds * SECOND for seconds in (48, 12, 10, 16, 14)]
    assert time_to_log(durations) == TimeToLog(14 * SECOND, 35.2 * SECOND, 5)
    assert time_to_log(durations[:4]) is None


def test_mean_handling_leaves_out_calls_that_go_on() -> None:
    calls = [(NOW, NOW + 2 * MINUTE), (NOW, NOW + 4 * MINUTE), (NOW, None)]
    assert mean_handling(calls) == 3 * MINUTE
    assert mean_handling([(NOW, None)]) is None


@pytest.mark.parametrize(
    ("ended", "logged", "expected"),
    [(None, None, False), (-14, None, False), (-15, None, True), (-90, None, True), (-90, -80, False)],
)
def test_a_call_is_reminded_of_after_fifteen_minutes(ended: int | None, logged: int | None, expected: bool) -> None:
    ended_at = None if ended is None else NOW + ended * MINUTE
    logged_at = None if logged is None else NOW + logged * MINUTE
    assert needs_log_reminder(ended_at, logged_at, NOW) is expected


@pytest.mark.parametrize(
    ("outcomes", "share"),
    [
        (["solved", "solved", "forwarded", "referred"], 2 / 3),
        (["queued", "transferred", "callback"], 0.0),
        (["referred", "passed", "no_ticket", "abandoned", ""], None),
        ([], None),
    ],
)
def test_first_level_share(outcomes: list[str], share: float | None) -> None:
    assert first_level_share(outcomes) == (None if share is None else pytest.approx(share))


def test_counts_are_the_commonest_first() -> None:
    assert list(count_by(["phone", "email", "portal", "phone"]).items()) == [("phone", 2), ("email", 1), ("portal", 1)]


def test_calls_are_counted_by_local_half_hour() -> None:
    counts = calls_per_half_hour([NOW, NOW + 20 * MINUTE, NOW], ZoneInfo("America/New_York"))
    assert (counts[19], counts[20], sum(counts)) == (2, 1, 3)
    kathmandu = calls_per_half_hour([NOW], ZoneInfo("Asia/Kathmandu"))
    assert kathmandu[38] == 1


@given(st.lists(st.sampled_from(["phone", "email", "portal", "counter"])))
def test_counts_add_up_to_the_whole(channels: list[str]) -> None:
    assert sum(count_by(channels).values()) == len(channels)


@given(st.lists(st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1 < at.year < 9999)))
def test_every_call_falls_into_one_half_hour(starts: list[datetime]) -> None:
    assert sum(calls_per_half_hour(starts, ZoneInfo("America/St_Johns"))) == len(starts)
