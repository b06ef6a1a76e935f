"""When the calls come: by half hour, weekday and the school calendar, as a random process with these rates."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from firstline.calendars.demo import nth_weekday
from firstline.calendars.models import Calendar

HALF_HOUR = timedelta(minutes=30)
ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=365)

# Calls per half hour from 7:00 to 17:00: before and after the first bell, and after lunch.
SCHOOL_DAY = (
    5.0, 9.5, 11.5, 10.5, 9.0, 6.5, 5.5, 5.0, 4.8, 4.2, 3.6, 4.0, 6.2, 6.8, 5.6, 4.4, 3.2, 2.0, 1.2, 0.6,
)  # fmt: skip
FIRST_HALF_HOUR = 14
# Per hour around the clock, from midnight: change of shift at 7, 15 and 23.
POLICE_HOURS = (
    1.0, 1.0, 0.6, 0.5, 0.5, 0.6, 1.0, 2.6, 2.6, 1.7, 1.7, 1.7, 1.7, 1.7, 1.7, 3.3, 3.3, 1.7, 1.7, 1.7, 1.7, 1.0, 1.9,
    1.9,
)  # fmt: skip
POLICE_DAY = tuple(rate for rate in POLICE_HOURS for _ in range(2))
WEEKDAYS = (1.34, 1.06, 0.96, 0.92, 0.80, 0.0, 0.0)
POLICE_WEEKDAYS = (1.0, 0.96, 0.96, 1.0, 1.1, 1.05, 0.93)
SUMMER_RATE, AFTER_BREAK_RATE, REPORTS_RATE = 0.38, 1.3, 1.45
START_RATES = (2.0, 2.1, 1.7)
"""Rates of the week before term, and of its first two weeks."""


def season_of(day: date) -> str:
    """Return the season of the school year: start, reports, term, summer."""
    start = nth_weekday(day.year, 9, 0, 1) - 7 * ONE_DAY
    if start <= day < start + 21 * ONE_DAY:
        return "start"
    if date(day.year, 6, 25) <= day < start:
        return "summer"
    if any(first <= (day.month, day.day) <= last for first, last in REPORT_WEEKS):
        return "reports"
    return "term"


REPORT_WEEKS = (((11, 9), (11, 20)), ((1, 25), (2, 5)), ((4, 6), (4, 15)), ((6, 10), (6, 22)))
"""First and last day of the weeks in which report cards are made."""


@dataclass(frozen=True)
class Rates:
    """Half hours with their lengths in seconds, and the cumulative rates of calls in them."""

    starts: list[tuple[datetime, int]]
    sums: list[float]


def arrivals(random: Random, rates: Rates, count: int) -> Iterator[datetime]:
    """Yield ``count`` moments in order, in UTC, at whole seconds."""
    starts, sums = rates.starts, rates.sums
    passed = 0.0
    for left in range(count, 0, -1):
        # The next of the sorted uniform numbers, without keeping the others.
        passed = 1.0 - (1.0 - passed) * random.random() ** (1.0 / left)
        target = passed * sums[-1]
        index = min(bisect_right(sums, target), len(sums) - 1)
        before = sums[index - 1] if index else 0.0
        share = (target - before) / (sums[index] - before)
        begin, length = starts[index]
        yield begin + timedelta(seconds=int(share * length))


def rates_of(calendar: Calendar, now: datetime) -> Rates:
    """Return the rates of a desk's calendar for the year before ``now``."""
    zone = ZoneInfo(calendar.time_zone)
    holidays = set(calendar.holidays.values_list("date", flat=True))
    today = now.astimezone(zone).date()
    starts: list[tuple[datetime, int]] = []
    sums: list[float] = []
    total = 0.0
    for offset in range(A_YEAR.days, -1, -1):
        day = today - offset * ONE_DAY
        for half_hour, rate in _day_rates(calendar, day, holidays):
            begin = datetime.combine(day, time(half_hour // 2, 30 * (half_hour % 2)), zone).astimezone(UTC)
            end = min(begin + HALF_HOUR, now)
            if end <= begin:
                continue
            total += rate * ((end - begin) / HALF_HOUR)
            starts.append((begin, int((end - begin).total_seconds())))
            sums.append(total)
    return Rates(starts, sums)


def _day_rates(calendar: Calendar, day: date, holidays: set[date]) -> list[tuple[int, float]]:
    if calendar.always_open:
        rate = POLICE_WEEKDAYS[day.weekday()]
        return [(half_hour, rate * share) for half_hour, share in enumerate(POLICE_DAY)]
    if day in holidays or not WEEKDAYS[day.weekday()]:
        return []
    rate = WEEKDAYS[day.weekday()] * _season_rate(day, holidays)
    return [(FIRST_HALF_HOUR + index, rate * share) for index, share in enumerate(SCHOOL_DAY)]


def _season_rate(day: date, holidays: set[date]) -> float:
    season = season_of(day)
    if season == "start":
        week = (day - (nth_weekday(day.year, 9, 0, 1) - 7 * ONE_DAY)).days // 7
        return START_RATES[week]
    if season == "summer":
        return SUMMER_RATE
    was_break = all(day - offset * ONE_DAY in holidays for offset in range(day.weekday() + 3, day.weekday() + 6))
    return (REPORTS_RATE if season == "reports" else 1.0) * (AFTER_BREAK_RATE if was_break else 1.0)
