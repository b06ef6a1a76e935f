"""The life of a clock in stretches: worked out by hand, and against the clock itself for whatever may happen."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.calendars.rules.business_time import CalendarSpec, CompiledCalendar, OpenHours, compile_calendar, elapsed
from firstline.calendars.tests.stepping_oracle import MINUTE
from firstline.promises.rules.clock import ClockAct, ClockEvent, Target, elapsed_total, replay
from firstline.promises.rules.explain import Explanation, StretchKind, explain
from firstline.promises.tests.test_clock_properties import CALENDAR, EVENTS, FIRST, TARGETS

NY = ZoneInfo("America/New_York")
H = timedelta(hours=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
WEEK = tuple(OpenHours(day, time(7, 30), time(15, 30)) for day in range(5))
SCHOOL = compile_calendar(CalendarSpec("America/New_York", WEEK, frozenset({date(2026, 9, 7)})), *YEAR)
ALWAYS = compile_calendar(CalendarSpec("America/New_York", always_open=True), *YEAR)
NIGHTS = compile_calendar(
    CalendarSpec("America/New_York", tuple(OpenHours(day, time(22), time(6)) for day in range(7))), *YEAR
)
CLOSED = compile_calendar(CalendarSpec("America/New_York"), *YEAR)
THREE_HOURS = Target(3 * H)
PAUSE, RESUME, RETARGET, MEET, STOP, REOPEN, MOVE = (
    *(ClockAct.PAUSE, ClockAct.RESUME, ClockAct.RETARGET, ClockAct.MEET, ClockAct.STOP, ClockAct.REOPEN),
    ClockAct.CHANGE_CALENDAR,
)


def at(text: str) -> datetime:
    """Return a moment of 2026 in New York: "09-18 14:30"; 18 September is a Friday."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=NY)


def told(explanation: Explanation) -> list[tuple[str, str, float, float]]:
    """Return each stretch as: local end, kind, hours within opening hours, hours counted by then."""
    return [
        (f"{part.end.astimezone(NY):%m-%d %H:%M}", _mark(part.kind, part.is_ahead), part.open_time / H, part.total / H)
        for part in explanation.stretches
    ]


def _mark(kind: StretchKind, is_ahead: bool) -> str:
    return f"{kind} ahead" if is_ahead else str(kind)


def events(*rows: tuple[ClockAct, str]) -> list[ClockEvent]:
    return [ClockEvent(act, at(when)) for act, when in rows]


def test_a_promise_of_friday_afternoon_goes_on_on_monday() -> None:
    start, now = at("09-18 14:30"), at("09-18 15:00")
    assert told(explain(THREE_HOURS, SCHOOL, start, [], now)) == [
        ("09-18 15:00", "counted", 0.5, 0.5),
        ("09-18 15:30", "counted ahead", 0.5, 1),
        ("09-21 07:30", "closed ahead", 0, 1),
        ("09-21 09:30", "counted ahead", 2, 3),
    ]


def test_a_pause_over_night_spares_what_lies_within_hours() -> None:
    story = events((PAUSE, "09-15 14:30"), (RESUME, "09-16 08:30"), (MEET, "09-16 09:00"))
    explained = explain(THREE_HOURS, SCHOOL, at("09-15 13:30"), story, at("09-17 12:00"))
    assert told(explained) == [
        ("09-15 14:30", "counted", 1, 1),
        ("09-16 08:30", "paused", 2, 1),
        ("09-16 09:00", "counted", 0.5, 1.5),
    ]
    assert [part.cause for part in explained.stretches] == [None, 0, None]
    assert (explained.counted, explained.paused) == (1.5 * H, 2 * H)


def test_waiting_on_somebody_else_meanwhile_is_another_stretch() -> None:
    story = events((PAUSE, "09-15 09:00"), (PAUSE, "09-15 10:00"))
    explained = explain(THREE_HOURS, SCHOOL, at("09-15 08:00"), story, at("09-15 12:00"))
    assert told(explained)[1:] == [("09-15 10:00", "paused", 1, 1), ("09-15 12:00", "paused", 2, 1)]
    assert [part.cause for part in explained.stretches] == [None, 0, 1]


def test_severity_raised_midway_cuts_a_stretch_and_brings_the_promise_nearer() -> None:
    story = [ClockEvent(RETARGET, at("09-15 11:00"), THREE_HOURS)]
    assert told(explain(Target(8 * H), SCHOOL, at("09-15 09:00"), story, at("09-15 11:30"))) == [
        ("09-15 11:00", "counted", 2, 2),
        ("09-15 11:30", "counted", 0.5, 2.5),
        ("09-15 12:00", "counted ahead", 0.5, 3),
    ]


def test_the_time_between_solved_and_reopened_does_not_count() -> None:
    story = events((MEET, "09-15 10:00"), (REOPEN, "09-16 08:00"))
    explained = explain(THREE_HOURS, SCHOOL, at("09-15 09:00"), story, at("09-16 08:30"))
    assert told(explained) == [
        ("09-15 10:00", "counted", 1, 1),
        ("09-16 08:00", "ended", 6, 1),
        ("09-16 08:30", "counted", 0.5, 1.5),
        ("09-16 10:00", "counted ahead", 1.5, 3),
    ]
    assert explained.stretches[1].cause == 0


def test_what_is_late_has_nothing_ahead() -> None:
    explained = explain(Target(H), SCHOOL, at("09-15 09:00"), [], at("09-15 12:00"))
    assert told(explained) == [("09-15 12:00", "counted", 3, 3)]


def test_a_void_ticket_ends_where_it_was_stopped() -> None:
    story = events((STOP, "09-15 16:00"))
    assert told(explain(THREE_HOURS, SCHOOL, at("09-15 15:00"), story, at("09-18 12:00"))) == [
        ("09-15 15:30", "counted", 0.5, 0.5),
        ("09-15 16:00", "closed", 0, 0.5),
    ]


def test_a_holiday_is_closed() -> None:
    explained = explain(THREE_HOURS, SCHOOL, at("09-04 15:00"), [], at("09-08 08:00"))
    assert told(explained)[1] == ("09-08 07:30", "closed", 0, 0.5)


def test_a_calendar_without_hours_is_closed_for_ever() -> None:
    explained = explain(THREE_HOURS, CLOSED, at("09-15 09:00"), [], at("09-16 09:00"))
    assert told(explained) == [("09-16 09:00", "closed", 0, 0)]


def test_another_calendar_counts_from_the_switch_on() -> None:
    story = [ClockEvent(MOVE, at("09-18 16:00"), calendar=ALWAYS)]
    assert told(explain(THREE_HOURS, SCHOOL, at("09-18 14:30"), story, at("09-18 17:00"))) == [
        ("09-18 15:30", "counted", 1, 1),
        ("09-18 16:00", "closed", 0, 1),
        ("09-18 17:00", "counted", 1, 2),
        ("09-18 18:00", "counted ahead", 1, 3),
    ]


@pytest.mark.parametrize(
    ("calendar", "begin", "end", "hours"),
    [
        (ALWAYS, "11-01 00:30", "11-01 03:30", 4),  # 1:00 to 2:00 comes twice
        (ALWAYS, "03-08 00:30", "03-08 03:30", 2),  # 2:00 to 3:00 is left out
        (NIGHTS, "10-31 22:00", "11-01 06:00", 9),
        (NIGHTS, "03-07 22:00", "03-08 06:00", 7),
    ],
)
def test_real_time_counts_in_nights_that_change_the_clock(
    calendar: CompiledCalendar, begin: str, end: str, hours: float
) -> None:
    explained = explain(Target(hours * H), calendar, at(begin), [], at(begin))
    assert told(explained) == [(end, "counted ahead", hours, hours)]


@settings(max_examples=150, deadline=None)
@given(TARGETS, EVENTS, st.integers(0, 3000))
def test_stretches_leave_no_gap_and_add_up_to_the_clock(target: Target, story: list[ClockEvent], later: int) -> None:
    now = max([FIRST, *(event.at for event in story)]) + later * MINUTE
    explained = explain(target, CALENDAR, FIRST, story, now)
    state = replay(target, CALENDAR, FIRST, story)
    assert explained.state == state
    assert explained.counted == elapsed_total(state, CALENDAR, now)
    past = [part for part in explained.stretches if not part.is_ahead]
    ahead = [part for part in explained.stretches if part.is_ahead]
    until = now if state.met_at is None else state.met_at
    assert [part.begin for part in past] == [FIRST, *(part.end for part in past)][: len(past)]
    assert not past or past[-1].end == until
    if ahead:
        assert (ahead[0].begin, ahead[-1].end) == (now, state.due_at)
        assert all(before.end == after.begin for before, after in pairwise(ahead))


@settings(max_examples=150, deadline=None)
@given(TARGETS, EVENTS, st.integers(0, 3000))
def test_kinds_follow_from_hours_and_happenings(target: Target, story: list[ClockEvent], later: int) -> None:
    now = max([FIRST, *(event.at for event in story)]) + later * MINUTE
    total, moments = timedelta(0), {now, *(event.at for event in story)}
    parts = explain(target, CALENDAR, FIRST, story, now).stretches
    for part in parts:
        total += part.counted
        assert part.begin < part.end
        assert part.total == total
        assert part.open_time == (
            timedelta(0) if part.kind is StretchKind.CLOSED else elapsed(CALENDAR, part.begin, part.end)
        )
        assert (part.cause is None) == (part.kind in {StretchKind.COUNTED, StretchKind.CLOSED})
        if part.kind in {StretchKind.COUNTED, StretchKind.CLOSED}:
            is_open = elapsed(CALENDAR, part.begin, part.end) == part.end - part.begin
            assert is_open is (part.kind is StretchKind.COUNTED)
        else:
            assert story[part.cause or 0].act is (ClockAct.PAUSE if part.kind is StretchKind.PAUSED else ClockAct.MEET)
    assert all(one.kind is not next_.kind or one.end in moments for one, next_ in pairwise(parts))
