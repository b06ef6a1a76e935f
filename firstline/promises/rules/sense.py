"""What makes no sense among promised times: a first reply that would be due only after the ticket is to be solved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from firstline.calendars.rules.business_time import CalendarSpec, compile_calendar
from firstline.promises.rules.clock import start
from firstline.promises.rules.defaults import Promise

MONDAY = date(2001, 1, 1)
WEEK_HOURS = 7 * 24
AHEAD = timedelta(days=60)


def reply_after_solve(promise: Promise, calendar: CalendarSpec) -> bool:
    """Return whether at some hour of a week without holidays the first reply would be due after the solution.

    Worked value: a reply by the end of the next business day and 8 h to solve, school hours: a call at 7:30 would be
    solved at 15:30 and answered the day after.
    """
    week = compile_calendar(replace(calendar, holidays=frozenset()), MONDAY, MONDAY + AHEAD)
    for at in _hours(calendar.zone):
        reply, solve = (start(target, week, at).due_at for target in (promise.first_reply, promise.solve))
        if reply is not None and solve is not None and reply > solve:
            return True
    return False


def _hours(zone: str) -> Iterator[datetime]:
    midnight = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZoneInfo(zone))
    return (midnight + timedelta(hours=hour) for hour in range(WEEK_HOURS))
