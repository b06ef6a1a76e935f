"""The promise clock against a slow account that walks through every minute, and stepwise against replay."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.calendars.rules.business_time import CalendarSpec, OpenHours, compile_calendar
from firstline.calendars.tests.stepping_oracle import MINUTE, open_minutes
from firstline.promises.rules.clock import (
    ClockAct,
    ClockEvent,
    ClockState,
    Target,
    elapsed_total,
    meet,
    pause,
    reopen,
    replay,
    resume,
    retarget,
    start,
    time_left,
)

WEEK = tuple(OpenHours(d, *p) for d in range(5) for p in ((time(8), time(12)), (time(13), time(16))))
SPEC = CalendarSpec("America/New_York", WEEK, frozenset({date(2026, 11, 3)}))
CALENDAR = compile_calendar(SPEC, date(2026, 10, 1), date(2026, 12, 31))
FIRST = datetime(2026, 10, 30, 12, 0, tzinfo=UTC)
OPEN = open_minutes(SPEC, FIRST, FIRST + timedelta(days=20))

MINUTES = st.integers(0, 4000)
TARGETS = st.integers(0, 1500).map(lambda minutes: Target(minutes * MINUTE))
ACTS = st.sampled_from([ClockAct.PAUSE, ClockAct.RESUME, ClockAct.RETARGET, ClockAct.MEET, ClockAct.REOPEN])
EVENTS = st.lists(st.tuples(ACTS, MINUTES, TARGETS), max_size=8).map(
    lambda rows: [ClockEvent(act, FIRST + at * MINUTE, target) for act, at, target in sorted(rows, key=lambda r: r[1])]
)


def counted_by_steps(events: list[ClockEvent], now: datetime) -> timedelta:
    """Count the open minutes during which the clock ran."""
    stretches, running_from, ended = [], FIRST, False
    is_running = True
    for event in events:
        stops = event.act in (ClockAct.PAUSE, ClockAct.MEET) and is_running
        starts = (event.act is ClockAct.RESUME and not is_running and not ended) or (
            event.act is ClockAct.REOPEN and ended
        )
        if stops:
            stretches.append((running_from, event.at))
        if starts:
            running_from = event.at
        is_running = (is_running and not stops) or starts
        ended = (ended and event.act is not ClockAct.REOPEN) or event.act is ClockAct.MEET
    if is_running:
        stretches.append((running_from, now))
    return sum(1 for minute in OPEN for begin, end in stretches if begin <= minute < end) * MINUTE


@settings(max_examples=150, deadline=None)
@given(TARGETS, EVENTS, st.integers(0, 3000))
def test_elapsed_equals_the_open_minutes_while_running(target: Target, events: list[ClockEvent], later: int) -> None:
    state = replay(target, CALENDAR, FIRST, events)
    now = max([FIRST, *(event.at for event in events)]) + later * MINUTE
    assert elapsed_total(state, CALENDAR, now) == counted_by_steps(events, now)


@settings(max_examples=150, deadline=None)
@given(TARGETS, EVENTS)
def test_a_running_clock_falls_due_when_its_last_open_minute_is_used(target: Target, events: list[ClockEvent]) -> None:
    state = replay(target, CALENDAR, FIRST, events)
    last = max([FIRST, *(event.at for event in events)])
    left = time_left(state, CALENDAR, last)
    assert left is not None
    if state.running_since_at is None or left <= timedelta(0):
        return
    ahead = [minute for minute in OPEN if minute >= last]
    assert state.due_at == ahead[left // MINUTE - 1] + MINUTE


@settings(max_examples=150, deadline=None)
@given(TARGETS, EVENTS)
def test_replay_gives_what_the_steps_gave_one_by_one_from_storage(target: Target, events: list[ClockEvent]) -> None:
    state = start(target, CALENDAR, FIRST)
    for count in range(len(events)):
        stepped = replay_one(state, events[count])
        assert stepped == replay(target, CALENDAR, FIRST, events[: count + 1])
        # What is stored is the fields alone, in whole seconds.
        state = ClockState(**{name: getattr(stepped, name) for name in ClockState.__dataclass_fields__})
        assert state.elapsed.microseconds == 0


def replay_one(state: ClockState, event: ClockEvent) -> ClockState:
    """Apply one event to a state that was just read."""
    if event.act is ClockAct.RETARGET:
        return retarget(state, CALENDAR, event.at, event.target or Target())
    step = {ClockAct.PAUSE: pause, ClockAct.RESUME: resume, ClockAct.MEET: meet, ClockAct.REOPEN: reopen}
    return step[event.act](state, CALENDAR, event.at)


@settings(max_examples=100, deadline=None)
@given(TARGETS, EVENTS, TARGETS)
def test_raising_and_lowering_again_changes_nothing(target: Target, events: list[ClockEvent], other: Target) -> None:
    events = [event for event in events if event.act is not ClockAct.RETARGET]
    state = replay(target, CALENDAR, FIRST, events)
    now = max([FIRST, *(event.at for event in events)]) + 10 * MINUTE
    there_and_back = retarget(retarget(state, CALENDAR, now, other), CALENDAR, now, target)
    assert there_and_back.phase == state.phase
    assert elapsed_total(there_and_back, CALENDAR, now) == elapsed_total(state, CALENDAR, now)
    if state.due_at is not None and state.due_at >= now:
        assert there_and_back.due_at == state.due_at
