"""The only place that reads the clock. Called by views, REST, jobs, handlers and commands; rules and services get `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
