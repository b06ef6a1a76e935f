"""The calendars of the demo agency: the school district's week with its holidays and terms, and the police's 24/7."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from firstline.calendars.models import Calendar, Holiday, SpecialDay, Term, WeeklyHours
from firstline.kernel.demo import DemoRun

DISTRICT = "District, school days"
POLICE = "Police, around the clock"
TIME_ZONE = "America/New_York"
OPENS_AT, EARLY, CLOSES_AT = time(7, 0), time(12, 0), time(17, 0)
ONE_DAY = timedelta(days=1)
SATURDAY = 5


def load(run: DemoRun) -> None:
    """Make both calendars, with the holidays and terms of two years on each side of now."""
    district = Calendar.objects.create(name=DISTRICT, time_zone=TIME_ZONE)
    Calendar.objects.create(name=POLICE, time_zone=TIME_ZONE, always_open=True)
    WeeklyHours.objects.bulk_create(
        WeeklyHours(calendar=district, weekday=weekday, opens_at=OPENS_AT, closes_at=CLOSES_AT) for weekday in range(5)
    )
    years = range(run.now.year - 2, run.now.year + 3)
    Holiday.objects.bulk_create(
        Holiday(calendar=district, date=day, name=name) for year in years for day, name in school_holidays(year)
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(calendar=district, date=day, opens_at=OPENS_AT, closes_at=EARLY, name="Early release")
        for day in (nth_weekday(year, 11, 3, 4) - ONE_DAY for year in years)
    )
    Term.objects.bulk_create(
        Term(calendar=district, first_date=first, last_date=last, name=name)
        for year in years
        for first, last, name in _terms(year)
    )


def _terms(year: int) -> Iterator[tuple[date, date, str]]:
    yield date(year, 1, 3), date(year, 6, 23), "Spring term"
    yield nth_weekday(year, 9, 0, 1) + ONE_DAY, date(year, 12, 23), "Fall term"


def school_holidays(year: int) -> list[tuple[date, str]]:
    """Return the weekdays of a year on which the district is closed, in order, each with its name."""
    days = {day: name for day, name in _all_days(year) if day.weekday() < SATURDAY and day.year == year}
    return sorted(days.items())


def _all_days(year: int) -> Iterator[tuple[date, str]]:
    """Yield breaks first: a holiday within one keeps its own name."""
    presidents_day = nth_weekday(year, 2, 0, 3)
    patriots_day = nth_weekday(year, 4, 0, 3)
    thanksgiving = nth_weekday(year, 11, 3, 4)
    yield from _days(date(year, 1, 1), date(year, 1, 2), "Winter break")
    yield from _days(presidents_day, presidents_day + 4 * ONE_DAY, "February break")
    yield from _days(patriots_day, patriots_day + 4 * ONE_DAY, "Spring break")
    yield from _days(date(year, 12, 24), date(year, 12, 31), "Winter break")
    yield _observed(date(year, 1, 1)), "New Year's Day"
    yield nth_weekday(year, 1, 0, 3), "Martin Luther King Jr. Day"
    yield presidents_day, "Presidents' Day"
    yield _last_weekday(year, 5, 0), "Memorial Day"
    yield _observed(date(year, 6, 19)), "Juneteenth"
    yield _observed(date(year, 7, 4)), "Independence Day"
    yield nth_weekday(year, 9, 0, 1), "Labor Day"
    yield nth_weekday(year, 10, 0, 2), "Indigenous Peoples' Day"
    yield _observed(date(year, 11, 11)), "Veterans Day"
    yield thanksgiving, "Thanksgiving"
    yield thanksgiving + ONE_DAY, "Day after Thanksgiving"
    yield _observed(date(year, 12, 25)), "Christmas Day"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of a month (Monday is 0)."""
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * ONE_DAY


def _last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
    return last - (last.weekday() - weekday) % 7 * ONE_DAY


def _observed(day: date) -> date:
    """Return when a holiday is kept: on Friday for a Saturday, on Monday for a Sunday."""
    return day + {5: -ONE_DAY, 6: ONE_DAY}.get(day.weekday(), timedelta(0))


def _days(first: date, last: date, name: str) -> Iterator[tuple[date, str]]:
    for offset in range((last - first).days + 1):
        yield first + offset * ONE_DAY, name
