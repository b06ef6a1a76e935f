"""The clock of one promise (first reply, solve): pure, in whole seconds, of open time by a calendar.

A ``ClockState`` holds only what ``tickets.TicketClock`` stores; every step takes the calendar and the moment, and
returns the next state. Steps that change nothing (pausing what is paused) return the state as it is, so repeats do no
harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from firstline.calendars.rules import business_time
from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.kernel.errors import Invalid

ZERO = timedelta(0)
AMBER_FROM_SHARE = 0.5
WARN_FROM_SHARE = 0.75
"""From which used share of the time somebody is told (UX.md §8)."""


@dataclass(frozen=True)
class Target:
    """What was promised: so much open time, or by the end of the n-th business day after the start. Never both.

    Neither means that nothing was promised: the clock measures and is never late.
    """

    duration: timedelta | None = None
    business_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense. *Raises* Invalid: ``target_two_kinds``, ``target_negative``."""
        if self.duration is not None and self.business_days is not None:
            raise Invalid("target_two_kinds")
        if (self.duration or ZERO) < ZERO or (self.business_days is not None and self.business_days < 1):
            raise Invalid("target_negative")


class ClockPhase(StrEnum):
    """Where a clock stands. ``late`` is final: the promise was met after its time. A running clock may be overdue."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    LATE = "late"
    STOPPED = "stopped"


class ClockFace(StrEnum):
    """How a clock is shown (UX.md §2, Clocks)."""

    NONE = "none"  # nothing was promised, or the calendar has no hours
    CALM = "calm"
    AMBER = "amber"
    LATE = "late"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ClockState:
    """One promise at one moment.

    ``elapsed``: open time counted before ``running_since_at``. ``due_at``: when the promise falls due if nothing
    happens; None while paused in good time, without a target, or without hours. Once a promise is overdue its
    ``due_at`` stays, whatever pauses come later. Ended by ``met_at`` (kept or late) or ``stopped_at`` (void, nothing to
    judge).
    """

    target: Target
    started_at: datetime
    elapsed: timedelta = ZERO
    running_since_at: datetime | None = None
    due_at: datetime | None = None
    met_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def phase(self) -> ClockPhase:
        """Return the phase that follows from the times."""
        if self.met_at is not None:
            return ClockPhase.LATE if self.is_overdue(self.met_at) else ClockPhase.MET
        if self.stopped_at is not None:
            return ClockPhase.STOPPED
        return ClockPhase.PAUSED if self.running_since_at is None else ClockPhase.RUNNING

    @property
    def has_ended(self) -> bool:
        """Whether the promise was met, or stopped."""
        return self.met_at is not None or self.stopped_at is not None

    def is_overdue(self, at: datetime) -> bool:
        """Whether the promised time lies before this moment; at the promised second itself it is not late yet."""
        return self.due_at is not None and _second(at) > self.due_at


class ClockAct(StrEnum):
    """What may happen to a clock after its start."""

    PAUSE = "pause"
    RESUME = "resume"
    RETARGET = "retarget"
    CHANGE_CALENDAR = "change_calendar"
    MEET = "meet"
    STOP = "stop"
    REOPEN = "reopen"


@dataclass(frozen=True)
class ClockEvent:
    """One happening for :func:`replay`; ``target`` with ``retarget``, ``calendar`` with ``change_calendar``."""

    act: ClockAct
    at: datetime
    target: Target | None = None
    calendar: CompiledCalendar | None = None


def start(target: Target, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """Start a clock.

    Worked value: 3 h promised on Friday 14:30, school hours 7:30–15:30: due Monday 9:30.
    """
    at = _second(at)
    state = ClockState(target, started_at=at, running_since_at=at)
    return replace(state, due_at=_reached(state, calendar, at))


def pause(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """Stop counting for a while (the ticket waits). What is overdue stays overdue."""
    if state.phase is not ClockPhase.RUNNING:
        return state
    return replace(_halted(state, calendar, at), due_at=state.due_at if state.is_overdue(at) else None)


def resume(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """Count on after a pause; the promised time moves by the open time of the pause.

    Worked value: 3 h from 9:00, paused 10:00 to 11:30: due 13:30.
    """
    if state.phase is not ClockPhase.PAUSED:
        return state
    return _running(state, calendar, at)


def retarget(state: ClockState, calendar: CompiledCalendar, at: datetime, target: Target) -> ClockState:
    """Promise something else from now on (severity moved); the elapsed time is kept.

    When more has passed than the new target allows, ``due_at`` lies in the past: the moment, going back along open
    time, at which it would have been reached. A clock that has ended keeps its judgement and its target: when a ticket
    is reopened under another severity, reopen first and retarget then.

    Worked value: 8 h promised at 9:00, changed at 11:00 to 3 h: due 12:00; changed to 1 h: due 10:00, late by 1 h.
    """
    if state.has_ended or state.target == target:
        return state
    return _turned(replace(state, target=target), calendar, at, elapsed_total(state, calendar, at))


def change_calendar(state: ClockState, old: CompiledCalendar, new: CompiledCalendar, at: datetime) -> ClockState:
    """Count by another calendar from now on (the ticket moved to another desk or service).

    Open time already counted by the old calendar stays counted. For a promise by the end of a business day it is
    converted, so that the promise falls on the end of that day by the new calendar, later by what was paused.
    """
    if state.has_ended:
        return state
    counted = elapsed_total(state, old, at)
    if state.target.business_days is not None:
        paused = business_time.elapsed(old, state.started_at, _second(at)) - counted
        counted = max(ZERO, business_time.elapsed(new, state.started_at, _second(at)) - paused)
    return _turned(state, new, at, counted)


def meet(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """End the clock because the promise was fulfilled; ``phase`` then says ``met`` or ``late``."""
    if state.has_ended:
        return state
    halted = _halted(state, calendar, at)
    due_at = state.due_at if state.due_at is not None else _reached(halted, calendar, _second(at))
    return replace(halted, due_at=due_at, met_at=_second(at))


def stop(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """End the clock without a judgement (void, referred, left out of the figures)."""
    if state.has_ended:
        return state
    due_at = state.due_at if state.is_overdue(at) else None
    return replace(_halted(state, calendar, at), due_at=due_at, stopped_at=_second(at))


def reopen(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    """Count on after the end. The time between does not count; what was late stays late."""
    if not state.has_ended:
        return state
    was_late = state.phase is ClockPhase.LATE or (state.stopped_at is not None and state.due_at is not None)
    due_at = state.due_at if was_late else None
    return _running(replace(state, met_at=None, stopped_at=None, due_at=due_at), calendar, at)


def replay(target: Target, calendar: CompiledCalendar, at: datetime, events: Iterable[ClockEvent]) -> ClockState:
    """Return the state after a start and all events in order; used to check stored clocks against the ledger."""
    state = start(target, calendar, at)
    for event in events:
        state = applied(state, calendar, event)
        calendar = event.calendar or calendar
    return state


def applied(state: ClockState, calendar: CompiledCalendar, event: ClockEvent) -> ClockState:
    """Return the state after one happening."""
    if event.act is ClockAct.RETARGET:
        return retarget(state, calendar, event.at, event.target or Target())
    if event.act is ClockAct.CHANGE_CALENDAR:
        return change_calendar(state, calendar, event.calendar or calendar, event.at)
    return _STEPS[event.act](state, calendar, event.at)


def budget(state: ClockState, calendar: CompiledCalendar) -> timedelta | None:
    """Return the open time that the promise gives in all; None when nothing can fall due."""
    if not calendar.has_hours:
        return None
    if state.target.business_days is None:
        return state.target.duration
    end = business_time.end_of_next_business_day(calendar, state.started_at, state.target.business_days)
    return None if end is None else business_time.elapsed(calendar, state.started_at, end)


def elapsed_total(state: ClockState, calendar: CompiledCalendar, now: datetime) -> timedelta:
    """Return the open time counted up to ``now``."""
    if state.running_since_at is None:
        return state.elapsed
    return state.elapsed + business_time.elapsed(calendar, state.running_since_at, _second(now))


def time_left(state: ClockState, calendar: CompiledCalendar, now: datetime) -> timedelta | None:
    """Return the open time left, negative when late; None when nothing can fall due."""
    given = budget(state, calendar)
    return None if given is None else given - elapsed_total(state, calendar, now)


def share_used(state: ClockState, calendar: CompiledCalendar, now: datetime) -> float | None:
    """Return the used share of the promised time, 0 to 1 and above when late; None when nothing can fall due."""
    given = budget(state, calendar)
    if given is None:
        return None
    return elapsed_total(state, calendar, now) / given if given else 1.0


def share_reached_at(state: ClockState, calendar: CompiledCalendar, share: float = WARN_FROM_SHARE) -> datetime | None:
    """Return when this share of the promised time is used, if nothing happens; None unless it runs towards a time.

    Worked value: 4 h promised at 9:00 of a day without a break: three quarters are used at 12:00.
    """
    given = budget(state, calendar)
    if state.running_since_at is None or given is None:
        return None
    left = timedelta(seconds=round(given.total_seconds() * share)) - state.elapsed
    step = business_time.add if left >= ZERO else business_time.subtract
    return step(calendar, state.running_since_at, abs(left))


def face(
    state: ClockState, calendar: CompiledCalendar, now: datetime, *, amber_from_share: float = AMBER_FROM_SHARE
) -> ClockFace:
    """Return how the clock is shown: amber from the given used share on, late after the promised second.

    A paused clock that was overdue before is shown as late.
    """
    phase = state.phase
    if phase in _ENDED_FACES:
        return _ENDED_FACES[phase]
    if state.is_overdue(now):
        return ClockFace.LATE
    if phase is ClockPhase.PAUSED:
        return ClockFace.PAUSED
    used = share_used(state, calendar, now)
    if used is None:
        return ClockFace.NONE
    return ClockFace.AMBER if used >= amber_from_share else ClockFace.CALM


_ENDED_FACES = {
    ClockPhase.MET: ClockFace.MET,
    ClockPhase.LATE: ClockFace.MET_LATE,
    ClockPhase.STOPPED: ClockFace.STOPPED,
}


def _second(at: datetime) -> datetime:
    """Clocks are exact to the second, as they are stored."""
    return at.replace(microsecond=0)


def _halted(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    return replace(state, elapsed=elapsed_total(state, calendar, at), running_since_at=None)


def _running(state: ClockState, calendar: CompiledCalendar, at: datetime) -> ClockState:
    due_at = state.due_at if state.due_at is not None else _reached(state, calendar, _second(at))
    return replace(state, running_since_at=_second(at), due_at=due_at)


def _turned(state: ClockState, calendar: CompiledCalendar, at: datetime, counted: timedelta) -> ClockState:
    """Start a new stretch of counting at ``at``, by a new target or calendar, with this much counted already."""
    is_running = state.running_since_at is not None
    turned = replace(state, elapsed=counted, running_since_at=_second(at) if is_running else None)
    due_at = _reached(turned, calendar, _second(at))
    if not is_running and due_at is not None and due_at >= _second(at):
        due_at = None
    return replace(turned, due_at=due_at)


def _reached(state: ClockState, calendar: CompiledCalendar, at: datetime) -> datetime | None:
    """Return when the budget is used up, counting from ``at``, with ``state.elapsed`` used already."""
    given = budget(state, calendar)
    if given is None:
        return None
    left = given - state.elapsed
    return business_time.add(calendar, at, left) if left >= ZERO else business_time.subtract(calendar, at, -left)


_STEPS = {
    ClockAct.PAUSE: pause,
    ClockAct.RESUME: resume,
    ClockAct.MEET: meet,
    ClockAct.STOP: stop,
    ClockAct.REOPEN: reopen,
}
