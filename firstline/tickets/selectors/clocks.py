"""Stored clocks as the pure rules take them."""

from datetime import timedelta

from firstline.promises.rules.clock import ClockState, Target
from firstline.tickets.models import TicketClock


def state_of(row: TicketClock) -> ClockState:
    """Return the stored clock as the rules take it."""
    minutes, days = row.target_minutes, row.target_business_days
    return ClockState(
        target=Target(timedelta(minutes=minutes) if minutes is not None else None, days),
        started_at=row.started_at,
        elapsed=timedelta(seconds=row.elapsed_seconds),
        running_since=row.running_since,
        due_at=row.due_at,
        met_at=row.met_at,
        stopped_at=row.stopped_at,
    )
