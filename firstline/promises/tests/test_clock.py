"""The promise clock by tables: every step with a time worked out by hand."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from firstline.calendars.rules.business_time import CalendarSpec, OpenHours, compile_calendar, standard_day
from firstline.catalog.rules.scales import Severity
from firstline.kernel.errors import Invalid
from firstline.promises.rules.clock import (
    ClockAct,
    ClockEvent,
    ClockFace,
    ClockPhase,
    ClockState,
    Target,
    budget,
    change_calendar,
    elapsed_total,
    face,
    meet,
    pause,
    reopen,
    replay,
    resume,
    retarget,
    share_used,
    start,
    stop,
    time_left,
)
from firstline.promises.rules.defaults import default_promises

NY = ZoneInfo("America/New_York")
H = timedelta(hours=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SPEC = CalendarSpec("America/New_York", tuple(OpenHours(day, time(7, 30), time(15, 30)) for day in range(5)))
SCHOOL = compile_calendar(SPEC, *YEAR)
ALWAYS = compile_calendar(CalendarSpec("America/New_York", always_open=True), *YEAR)
CLOSED = compile_calendar(CalendarSpec("America/New_York"), *YEAR)
THREE_HOURS = Target(3 * H)
NEXT_DAY = Target(business_days=1)


def at(day: int, clock: str) -> datetime:
    """Return a moment in September 2026 in New York; the 15th is a Tuesday."""
    return datetime.combine(date(2026, 9, day), time.fromisoformat(clock), NY)


def test_a_promise_falls_due_after_its_open_time() -> None:
    assert start(THREE_HOURS, SCHOOL, at(18, "14:30")).due_at == at(21, "09:30")
    assert start(NEXT_DAY, SCHOOL, at(18, "16:00")).due_at == at(21, "15:30")  # S-079
    assert start(Target(), SCHOOL, at(18, "16:00")).due_at is None
    assert start(THREE_HOURS, CLOSED, at(18, "16:00")).due_at is None


def test_a_pause_moves_the_promised_time_by_its_open_time() -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "09:00"))
    paused = pause(running, SCHOOL, at(15, "10:00"))
    assert (paused.phase, paused.elapsed, paused.due_at) == (ClockPhase.PAUSED, H, None)
    assert resume(paused, SCHOOL, at(15, "11:30")).due_at == at(15, "13:30")
    assert resume(paused, SCHOOL, at(16, "07:00")).due_at == at(16, "09:30")


def test_a_pause_that_begins_outside_hours_counts_nothing_extra() -> None:
    paused = pause(start(THREE_HOURS, SCHOOL, at(15, "14:30")), SCHOOL, at(15, "20:00"))
    assert paused.elapsed == H
    assert resume(paused, SCHOOL, at(16, "06:00")).due_at == at(16, "09:30")


def test_two_touching_pauses_are_one() -> None:
    paused = pause(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00"))
    twice = pause(resume(paused, SCHOOL, at(15, "11:00")), SCHOOL, at(15, "11:00"))
    assert resume(twice, SCHOOL, at(15, "12:00")).due_at == resume(paused, SCHOOL, at(15, "12:00")).due_at


def test_a_promise_by_the_next_business_day_moves_by_the_pause_too() -> None:
    paused = pause(start(NEXT_DAY, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00"))
    assert resume(paused, SCHOOL, at(15, "12:00")).due_at == at(17, "09:30")


@pytest.mark.parametrize(
    ("target", "due"),
    [(THREE_HOURS, at(15, "12:00")), (Target(H), at(15, "10:00")), (Target(16 * H), at(17, "09:00")), (Target(), None)],
)
def test_severity_moved_midway_keeps_the_elapsed_time(target: Target, due: datetime | None) -> None:
    moved = retarget(start(Target(8 * H), SCHOOL, at(15, "09:00")), SCHOOL, at(15, "11:00"), target)
    assert moved.due_at == due
    assert elapsed_total(moved, SCHOOL, at(15, "11:30")) == 2.5 * H


def test_severity_moved_while_paused() -> None:
    paused = pause(start(Target(8 * H), SCHOOL, at(15, "09:00")), SCHOOL, at(15, "11:00"))
    assert retarget(paused, SCHOOL, at(15, "12:00"), THREE_HOURS).due_at is None
    late = retarget(paused, SCHOOL, at(15, "12:00"), Target(H))
    assert late.due_at == at(15, "11:00")
    assert face(late, SCHOOL, at(15, "12:00")) is ClockFace.LATE
    assert resume(late, SCHOOL, at(15, "14:00")).due_at == at(15, "11:00")


def test_a_clock_that_ended_keeps_its_judgement_when_severity_moves() -> None:
    met = meet(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00"))
    assert retarget(met, SCHOOL, at(15, "11:00"), Target(timedelta(minutes=5))) == met


def test_another_calendar_counts_from_the_switch_on() -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "14:30"))
    moved = change_calendar(running, SCHOOL, ALWAYS, at(15, "16:00"))
    assert moved.due_at == at(15, "18:00")  # one hour was counted by school hours
    back = change_calendar(moved, ALWAYS, SCHOOL, at(15, "17:00"))
    assert back.due_at == at(16, "08:30")
    assert change_calendar(running, SCHOOL, CLOSED, at(15, "16:00")).due_at is None


def test_another_calendar_converts_a_promise_by_the_end_of_a_day() -> None:
    running = start(NEXT_DAY, SCHOOL, at(18, "14:00"))
    assert change_calendar(running, SCHOOL, ALWAYS, at(18, "15:00")).due_at == at(20, "00:00")
    waited = resume(pause(running, SCHOOL, at(18, "14:10")), SCHOOL, at(18, "15:10"))
    assert change_calendar(waited, SCHOOL, ALWAYS, at(18, "16:00")).due_at == at(20, "01:00")
    paused = pause(running, SCHOOL, at(18, "14:10"))
    assert change_calendar(paused, SCHOOL, ALWAYS, at(18, "15:00")).due_at is None
    met = meet(running, SCHOOL, at(18, "15:00"))
    assert change_calendar(met, SCHOOL, ALWAYS, at(18, "16:00")) == met


@pytest.mark.parametrize(
    ("clock", "phase", "shown"),
    [
        ("11:59", ClockPhase.MET, ClockFace.MET),
        ("12:00", ClockPhase.MET, ClockFace.MET),  # at the promised second it is kept
        ("12:00:00.900", ClockPhase.MET, ClockFace.MET),
        ("12:00:01", ClockPhase.LATE, ClockFace.MET_LATE),
    ],
)
def test_a_promise_is_met_or_late(clock: str, phase: ClockPhase, shown: ClockFace) -> None:
    met = meet(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, clock))
    assert (met.phase, face(met, SCHOOL, at(16, "12:00"))) == (phase, shown)
    assert met.due_at == at(15, "12:00")


def test_a_paused_promise_can_be_met() -> None:
    paused = pause(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00"))
    met = meet(paused, SCHOOL, at(17, "10:00"))
    assert (met.phase, met.due_at, met.elapsed) == (ClockPhase.MET, at(17, "12:00"), H)


def test_what_is_overdue_stays_overdue_through_pauses_and_reopening() -> None:
    late = pause(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "13:00"))
    assert face(late, SCHOOL, at(15, "14:00")) is ClockFace.LATE
    met = meet(resume(late, SCHOOL, at(16, "09:00")), SCHOOL, at(16, "10:00"))
    assert (met.phase, met.due_at, met.elapsed) == (ClockPhase.LATE, at(15, "12:00"), 5 * H)
    assert reopen(met, SCHOOL, at(17, "09:00")).due_at == at(15, "12:00")
    stopped = stop(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "13:00"))
    assert reopen(stopped, SCHOOL, at(17, "09:00")).due_at == at(15, "12:00")


def test_reopening_goes_on_with_what_was_left() -> None:
    met = meet(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "11:00"))
    again = reopen(met, SCHOOL, at(18, "10:00"))
    assert (again.phase, again.due_at, again.met_at) == (ClockPhase.RUNNING, at(18, "11:00"), None)
    stopped = stop(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00"))
    assert (stopped.phase, stopped.due_at) == (ClockPhase.STOPPED, None)
    assert face(stopped, SCHOOL, at(15, "12:00")) is ClockFace.STOPPED
    assert reopen(stopped, SCHOOL, at(16, "08:00")).due_at == at(16, "10:00")


def test_steps_that_change_nothing_return_the_state() -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "09:00"))
    met = meet(running, SCHOOL, at(15, "10:00"))
    assert resume(running, SCHOOL, at(15, "10:00")) == running
    assert reopen(running, SCHOOL, at(15, "10:00")) == running
    for step in (pause, resume, meet, stop):
        assert step(met, SCHOOL, at(15, "11:00")) == met


@pytest.mark.parametrize(
    ("clock", "shown", "left", "share"),
    [
        ("09:00", ClockFace.CALM, 3 * H, 0.0),
        ("10:29", ClockFace.CALM, timedelta(minutes=91), 89 / 180),
        ("10:30", ClockFace.AMBER, 1.5 * H, 0.5),
        ("12:00", ClockFace.AMBER, 0 * H, 1.0),
        ("12:12", ClockFace.LATE, timedelta(minutes=-12), 192 / 180),
    ],
)
def test_face_time_left_and_share(clock: str, shown: ClockFace, left: timedelta, share: float) -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "09:00"))
    now = at(15, clock)
    assert (face(running, SCHOOL, now), time_left(running, SCHOOL, now)) == (shown, left)
    assert share_used(running, SCHOOL, now) == pytest.approx(share)


def test_amber_can_start_elsewhere() -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "09:00"))
    assert face(running, SCHOOL, at(15, "11:00"), amber_from_share=0.75) is ClockFace.CALM


def test_nothing_promised_is_never_late() -> None:
    for state, calendar in (
        (start(Target(), SCHOOL, at(15, "09:00")), SCHOOL),
        (start(NEXT_DAY, CLOSED, at(15, "09:00")), CLOSED),
    ):
        assert face(state, calendar, at(30, "09:00")) is ClockFace.NONE
        assert time_left(state, calendar, at(30, "09:00")) is None
        assert share_used(state, calendar, at(30, "09:00")) is None
        assert budget(state, calendar) is None
        assert meet(state, calendar, at(30, "09:00")).phase is ClockPhase.MET


def test_paused_clock_shows_paused_and_zero_target_is_used_up() -> None:
    assert (
        face(pause(start(THREE_HOURS, SCHOOL, at(15, "09:00")), SCHOOL, at(15, "10:00")), SCHOOL, at(16, "09:00"))
        is ClockFace.PAUSED
    )
    at_once = start(Target(timedelta(0)), SCHOOL, at(15, "09:00"))
    assert (at_once.due_at, share_used(at_once, SCHOOL, at(15, "09:00"))) == (at(15, "09:00"), 1.0)


def test_replay_applies_every_kind_of_event() -> None:
    events = [
        ClockEvent(ClockAct.PAUSE, at(15, "10:00")),
        ClockEvent(ClockAct.RESUME, at(15, "11:00")),
        ClockEvent(ClockAct.RETARGET, at(15, "11:30"), target=Target(5 * H)),
        ClockEvent(ClockAct.CHANGE_CALENDAR, at(15, "12:00"), calendar=ALWAYS),
        ClockEvent(ClockAct.CHANGE_CALENDAR, at(15, "12:00")),
        ClockEvent(ClockAct.MEET, at(15, "13:00")),
        ClockEvent(ClockAct.REOPEN, at(15, "18:00")),
    ]
    state = replay(THREE_HOURS, SCHOOL, at(15, "09:00"), events)
    assert (state.phase, state.elapsed, state.due_at) == (ClockPhase.RUNNING, 3 * H, at(15, "20:00"))
    stopped = replay(
        THREE_HOURS,
        SCHOOL,
        at(15, "09:00"),
        [ClockEvent(ClockAct.RETARGET, at(15, "09:00")), ClockEvent(ClockAct.STOP, at(15, "10:00"))],
    )
    assert (stopped.phase, stopped.target) == (ClockPhase.STOPPED, Target())


@pytest.mark.parametrize(
    ("duration", "days", "code"),
    [(H, 1, "target_two_kinds"), (-H, None, "target_negative"), (None, 0, "target_negative")],
)
def test_senseless_targets_are_refused(duration: timedelta | None, days: int | None, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        Target(duration, days)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("severity", "reply_due", "solve_due"),
    [
        (Severity.CRITICAL, at(15, "10:15"), at(16, "15:30")),
        (Severity.HIGH, at(15, "11:00"), at(15, "13:00")),
        (Severity.NORMAL, at(15, "13:00"), at(16, "10:00")),
        (Severity.LOW, at(16, "10:00"), at(22, "10:00")),
    ],
)
def test_default_promises_for_a_call_on_tuesday_at_ten(
    severity: Severity, reply_due: datetime, solve_due: datetime
) -> None:
    promise = default_promises(standard_day(SPEC))[severity]
    assert start(promise.first_reply, SCHOOL, at(15, "10:00")).due_at == reply_due
    assert start(promise.solve, SCHOOL, at(15, "10:00")).due_at == solve_due


def test_a_state_is_rebuilt_from_its_stored_fields() -> None:
    running = start(THREE_HOURS, SCHOOL, at(15, "09:00"))
    stored = ClockState(running.target, running.started_at, running.elapsed, running.running_since_at, running.due_at)
    assert pause(stored, SCHOOL, at(15, "10:00")) == pause(running, SCHOOL, at(15, "10:00"))
