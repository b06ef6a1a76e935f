"""Promised times as people write them, and what makes no sense among them."""

from datetime import time, timedelta

import pytest

from firstline.calendars.rules.business_time import CalendarSpec, OpenHours
from firstline.kernel.errors import Invalid
from firstline.promises.rules.clock import Target
from firstline.promises.rules.defaults import Promise, default_promises
from firstline.promises.rules.sense import reply_after_solve
from firstline.promises.rules.written import Written, read_target, target_of, write_target

H = timedelta(hours=1)
SCHOOL = CalendarSpec("America/New_York", tuple(OpenHours(day, time(7, 30), time(15, 30)) for day in range(5)))
ALWAYS = CalendarSpec("America/New_York", always_open=True)


@pytest.mark.parametrize(
    ("text", "written", "again"),
    [
        ("", None, ""),
        ("15 min", {"minutes": 15}, "15 min"),
        ("15m", {"minutes": 15}, "15 min"),
        ("90 minutes", {"minutes": 90}, "1 h 30 min"),
        ("1.5 h", {"minutes": 90}, "1 h 30 min"),
        ("1,5 hours", {"minutes": 90}, "1 h 30 min"),
        (" 2  h  30 ", {"minutes": 150}, "2 h 30 min"),
        ("3h", {"minutes": 180}, "3 h"),
        ("1 day", {"days": 1}, "1 day"),
        ("2 Business Days", {"days": 2}, "2 days"),
    ],
)
def test_times_are_read_as_written(text: str, written: Written, again: str) -> None:
    assert read_target(text) == written
    assert write_target(written) == again
    assert read_target(again) == written


@pytest.mark.parametrize(
    "text", ["3", "soon", "0 min", "0 days", "-3 h", "1.5 h 5 min", "9999 h", "400 days", "3 h 1 day", "h", "9" * 40]
)
def test_what_is_no_time_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(Invalid, match="target_not_understood") as refused:
        read_target(text)
    assert refused.value.params["part"] == text[:40]


def test_a_written_time_is_a_target() -> None:
    assert target_of({"minutes": 90}) == Target(1.5 * H)
    assert target_of({"days": 2}) == Target(business_days=2)
    assert target_of(None) == Target()


@pytest.mark.parametrize(
    ("reply", "solve", "is_after"),
    [
        (Target(H), Target(3 * H), False),
        (Target(3 * H), Target(3 * H), False),
        (Target(4 * H), Target(3 * H), True),
        (Target(business_days=1), Target(8 * H), True),
        (Target(8 * H), Target(business_days=1), False),
        (Target(17 * H), Target(business_days=1), True),
        (Target(business_days=2), Target(business_days=1), True),
        (Target(business_days=2), Target(), False),
        (Target(), Target(H), False),
    ],
)
def test_a_first_reply_after_the_solution_makes_no_sense(reply: Target, solve: Target, is_after: bool) -> None:
    assert reply_after_solve(Promise(reply, solve), SCHOOL) is is_after


def test_holidays_and_clock_changes_do_not_judge_and_what_ships_makes_sense() -> None:
    for calendar, day in ((SCHOOL, 8 * H), (ALWAYS, 24 * H), (CalendarSpec("America/New_York"), 8 * H)):
        assert not any(reply_after_solve(promise, calendar) for promise in default_promises(day).values())
