"""In which state a promised time is: running, soon, late, paused or stopped. No words, no clock reading."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

SOON_SHARE = 0.5
"""A clock turns amber when this share of its time is used (UX.md §2)."""


class ClockState(StrEnum):
    """How a clock is shown."""

    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ClockFace:
    """What a clock shows: its state and the minutes left (negative when late)."""

    state: ClockState
    left_minutes: int
    soon_from_minutes: int


def clock_face(
    *, due_at: datetime, now: datetime, started_at: datetime | None, left: timedelta | None, share_used: float | None
) -> ClockFace:
    """Return the face of a running clock.

    ``left`` is working time where the caller knows it, else plain time to ``due_at``. ``share_used`` likewise; without
    it and without ``started_at`` the clock never turns amber. Minutes are rounded up, so "1 min left" is the last word
    before late.
    """
    remaining = left if left is not None else due_at - now
    minutes = ceil(remaining.total_seconds() / 60)
    whole = (due_at - started_at).total_seconds() / 60 if started_at else 0.0
    if share_used is not None and share_used < 1:
        whole = minutes / (1 - share_used)
    soon_from = round(whole * (1 - SOON_SHARE))
    if remaining <= timedelta(0):
        return ClockFace(ClockState.LATE, min(minutes, 0), soon_from)
    if minutes <= soon_from:
        return ClockFace(ClockState.SOON, minutes, soon_from)
    return ClockFace(ClockState.RUNNING, minutes, soon_from)
