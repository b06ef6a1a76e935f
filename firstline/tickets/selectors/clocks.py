"""Stored clocks as the pure rules take them, and as they stand at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.promises.rules import clock
from firstline.promises.rules.clock import ClockFace, ClockState, Target
from firstline.tickets.models import TicketClock

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Promise:
    """One promised time as it stands. ``left`` and ``took`` are open time by the desk's calendar."""

    kind: str
    face: ClockFace
    due_at: datetime | None
    met_at: datetime | None
    started_at: datetime
    left: timedelta | None
    took: timedelta
    share_used: float | None
    target_minutes: int | None
    target_business_days: int | None

    @property
    def percent_used(self) -> int:
        """Return how much of the time is used, 0 to 100."""
        return max(0, min(100, round((self.share_used or 0) * 100)))


def state_of(row: TicketClock) -> ClockState:
    """Return the stored clock as the rules take it."""
    minutes, days = row.target_minutes, row.target_business_days
    return ClockState(
        target=Target(timedelta(minutes=minutes) if minutes is not None else None, days),
        started_at=row.started_at,
        elapsed=timedelta(seconds=row.elapsed_seconds),
        running_since_at=row.running_since_at,
        due_at=row.due_at,
        met_at=row.met_at,
        stopped_at=row.stopped_at,
    )


def promise_of(row: TicketClock, calendar: CompiledCalendar, now: datetime) -> Promise:
    """Return one stored clock as it stands now."""
    state = state_of(row)
    return Promise(
        kind=row.kind,
        face=clock.face(state, calendar, now),
        due_at=state.due_at,
        met_at=state.met_at,
        started_at=state.started_at,
        left=clock.time_left(state, calendar, now),
        took=clock.elapsed_total(state, calendar, state.met_at or now),
        share_used=clock.share_used(state, calendar, now),
        target_minutes=row.target_minutes,
        target_business_days=row.target_business_days,
    )


def next_promise(rows: Iterable[TicketClock], calendar: CompiledCalendar, now: datetime) -> Promise | None:
    """Return the promise of a ticket that falls due next; None when nothing is promised or all is met."""
    running = [row for row in rows if row.met_at is None and row.stopped_at is None]
    first = min(running, key=lambda row: (row.due_at or NEVER, row.kind), default=None)
    promise = promise_of(first, calendar, now) if first else None
    return None if promise is None or promise.face is ClockFace.NONE else promise
