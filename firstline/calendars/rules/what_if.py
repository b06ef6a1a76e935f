"""What would become of a ticket that came at a moment with so much promised: worked out as clocks do, and explained."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstline.calendars.rules.business_time import (
    CalendarSpec,
    add,
    compile_calendar,
    elapsed,
    end_of_next_business_day,
    next_opening,
    open_stretches,
)
from firstline.calendars.rules.compiling import find_zone


@dataclass(frozen=True)
class Stretch:
    """Open time that counted, in the calendar's zone. ``counted`` is real time: clocks may change in it."""

    begins: datetime
    ends: datetime
    counted: timedelta


@dataclass(frozen=True)
class Answer:
    """When it is due, when the next business day ends, since when time counts, and which time counted."""

    asked: datetime
    promised: timedelta
    due: datetime
    next_day: datetime
    counts_from: datetime
    stretches: tuple[Stretch, ...]

    @property
    def waits(self) -> bool:
        """Whether the calendar is closed when the ticket comes."""
        return self.counts_from > self.asked


def what_if(spec: CalendarSpec, asked: datetime, promised: timedelta) -> Answer | None:
    """Return what becomes of a ticket of ``asked``, a wall clock's moment without a zone; None without any hours.

    Worked value: Friday 16:00 with 3 h, open Monday to Friday 7 to 17: an hour of Friday and two of Monday, due 9:00.

    *Raises* CalendarError: too_far, duration_negative.
    """
    zone = find_zone(spec.zone)
    at = asked.replace(tzinfo=zone)
    calendar = compile_calendar(spec, date(asked.year, 1, 1), date(asked.year + 1, 12, 31))
    due, next_day = add(calendar, at, promised), end_of_next_business_day(calendar, at)
    counts_from = next_opening(calendar, at)
    if due is None or next_day is None or counts_from is None:
        return None
    stretches = tuple(
        Stretch(begins.astimezone(zone), ends.astimezone(zone), elapsed(calendar, begins, ends))
        for begins, ends in open_stretches(calendar, at, due)
    )
    return Answer(
        at, promised, due.astimezone(zone), next_day.astimezone(zone), counts_from.astimezone(zone), stretches
    )
