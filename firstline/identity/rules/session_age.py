"""How long a session lives: until 30 minutes without an act of its person, and never beyond 12 hours."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

IDLE_LIMIT = timedelta(minutes=30)
AGE_LIMIT = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
POLL_HEADER = "X-Firstline-Poll"

View = TypeVar("View", bound=Callable[..., Any])


class SessionEnd(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_OLD = "too_old"


def session_end(*, began_at: datetime, active_at: datetime, now: datetime) -> SessionEnd | None:
    """Return why the session is over at ``now``, or None while it lives."""
    if now - began_at >= AGE_LIMIT:
        return SessionEnd.TOO_OLD
    if now - active_at >= IDLE_LIMIT:
        return SessionEnd.IDLE
    return None


def needs_touch(*, active_at: datetime, now: datetime) -> bool:
    """Return whether the last act is old enough to be written anew: once a minute spares a write on each request."""
    return now - active_at >= TOUCH_EVERY


def polls(view: View) -> View:
    """Mark a view that pages fetch by themselves: it never keeps a session alive, whatever header it is asked with."""
    view.polls = True  # type: ignore[attr-defined]  # our own mark on the function
    return view
