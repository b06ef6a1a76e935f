"""The only place that reads the clock, for views, REST, jobs, handlers and commands; all others are told `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
