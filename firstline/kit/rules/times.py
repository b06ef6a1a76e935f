"""Reading times as people write them (UX.md §12): "2:30", "230pm", "in 1 h", "tomorrow 8".

Pure: the moment "now" and the zone are given. Words of English and Spanish are data below; accents and case do not
matter. What is read is shown back to the person before it counts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from firstline.kernel.errors import Invalid
from firstline.people.rules.folding import fold

LONGEST_TEXT = 60
NOON = 12
YEARS = range(2000, 2200)

_DAY_WORDS: Mapping[str, int] = {"today": 0, "hoy": 0, "tomorrow": 1, "tmr": 1, "manana": 1}
_NOON_WORDS = frozenset({"noon", "midday", "mediodia"})
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "mon monday lunes",
            "tue tues tuesday martes",
            "wed weds wednesday miercoles",
            "thu thur thurs thursday jueves",
            "fri friday viernes",
            "sat saturday sabado",
            "sun sunday domingo",
        )
    )
    for name in names.split()
}
_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero", "feb february febrero", "mar march marzo", "apr april abr abril", "may mayo",
            "jun june junio", "jul july julio", "aug august ago agosto", "sep sept september septiembre",
            "oct october octubre", "nov november noviembre", "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_HOUR_UNITS = r"(?:hours?|hrs?|horas?|h)"
_MINUTE_UNITS = r"(?:minutes?|minutos?|mins?|m)"
_DAY_UNITS = r"(?:days?|dias?|d)"

_MERIDIEM = re.compile(r"\b([ap])\.? ?m\b\.?|(?<=\d)([ap])\.? ?m\b\.?")
_FILLERS = re.compile(r"\b(?:at|by|on|around|el|a las?)(?= |$)|,(?!\d)")
_IN = re.compile(r"(?:in|within|en|dentro de) ")
_DURATION = re.compile(
    rf"(?:(?P<days>\d{{1,3}}) ?{_DAY_UNITS})? ?"
    rf"(?:(?P<hours>\d{{1,3}}(?:[.,]\d+)?) ?{_HOUR_UNITS})? ?"
    rf"(?:(?P<minutes>\d{{1,4}}) ?{_MINUTE_UNITS}?)?"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:. ]?(?P<minute>\d{2}))? ?(?P<meridiem>[ap]m)?")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ t]|$)")
_SLASH_DATE = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}))?(?: |$)")
_MONTH = "|".join(_MONTHS)
_NAMED_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}))(?P<year> \d{{4}})?(?: |$)"
)


@dataclass(frozen=True)
class DayPlan:
    """How bare hours are understood. Without am or pm, an hour lies from ``day_begins`` on for twelve hours.

    ``default_time`` stands where only a day is given ("tomorrow"). ``is_day_first``: "9/10" is 9 October.
    """

    day_begins: time = time(7, 0)
    default_time: time = time(8, 0)
    is_day_first: bool = False


USUAL_DAY = DayPlan()


def parse_moment(text: str, now: datetime, zone: ZoneInfo, plan: DayPlan = USUAL_DAY) -> datetime:
    """Return the moment that is meant, in UTC, always after ``now``.

    "in 1 h", "20 min", "in 1 h 30", "in 2 days" · "2:30", "230pm", "14:30", "8", "noon" · "today 3pm", "tomorrow",
    "tomorrow 8", "fri 2:30" · "2026-09-17 10:00", "9/17 10", "17 Sep 9:30". A bare clock time that has passed today is
    tomorrow's; with "today" it is refused. Without am or pm, 1 to 6 are afternoon, 7 to 12 morning and noon (by
    ``plan``); "08:30" and "14:30" are on the 24-hour clock. A weekday is the next one; today counts while its time is
    ahead.

    *Raises* Invalid: ``time_not_understood``, ``time_in_the_past``.

    Worked value: at 9:42 am "2:30" is 2:30 pm today; at 3 pm it is 2:30 pm tomorrow.
    """
    words = _tidied(text)
    relative = _relative(words)
    if relative is not None:
        return now.astimezone(UTC) + relative
    local_now = now.astimezone(zone)
    day, rest, is_weekday = _leading_day(words, local_now.date(), plan)
    clock = _clock(rest, plan) if rest else plan.default_time if day is not None else None
    if clock is None:
        raise Invalid("time_not_understood")
    moment = _moment(day or local_now.date(), clock, zone)
    if moment <= now and is_weekday:
        moment = _moment((day or local_now.date()) + timedelta(days=7), clock, zone)
    if moment <= now and day is None:
        moment = _moment(local_now.date() + timedelta(days=1), clock, zone)
    if moment <= now:
        raise Invalid("time_in_the_past")
    return moment


def _tidied(text: str) -> str:
    """Fold, write am and pm together, and drop words that say nothing."""
    if len(text) > LONGEST_TEXT:
        return ""
    words = _MERIDIEM.sub(lambda match: f"{match[1] or match[2]}m", fold(text))
    return " ".join(_FILLERS.sub(" ", words).split())


def _duration(words: str) -> timedelta | None:
    match = _DURATION.fullmatch(words)
    if match is None or not words:
        return None
    hours = float((match["hours"] or "0").replace(",", "."))
    return timedelta(days=int(match["days"] or 0), hours=hours, minutes=int(match["minutes"] or 0))


def _relative(words: str) -> timedelta | None:
    """Return the distance from now: anything after "in", or a number with a unit."""
    after_in = _IN.match(words)
    if after_in is None and not re.search(r"\d ?(?:[hm]|min\w*|h\w*|d\w*)$|\d ?h\w* ?\d+$", words):
        return None
    return _duration(words[after_in.end() :] if after_in else words) or None


def _leading_day(words: str, today: date, plan: DayPlan) -> tuple[date | None, str, bool]:
    """Split a day from the front: the day, what follows, and whether it was a weekday."""
    first, _, rest = words.partition(" ")
    if first in _DAY_WORDS:
        return today + timedelta(days=_DAY_WORDS[first]), rest, False
    if first in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[first] - today.weekday()) % 7), rest, True
    for pattern, read in ((_ISO_DATE, _iso_date), (_SLASH_DATE, _slash_date), (_NAMED_DATE, _named_date)):
        match = pattern.match(words)
        if match:
            return read(match, today, plan), words[match.end() :], False
    return None, words, False


def _iso_date(match: re.Match[str], _today: date, _plan: DayPlan) -> date:
    return _date(int(match["year"]), int(match["month"]), int(match["day"]))


def _slash_date(match: re.Match[str], today: date, plan: DayPlan) -> date:
    month, day = int(match["first"]), int(match["second"])
    if plan.is_day_first:
        month, day = day, month
    return _coming(match["year"], month, day, today)


def _named_date(match: re.Match[str], today: date, _plan: DayPlan) -> date:
    month = _MONTHS[match["month"] or match["month2"]]
    return _coming(match["year"], month, int(match["day"] or match["day2"]), today)


def _coming(year: str | None, month: int, day: int, today: date) -> date:
    """Return the date; without a year the next one that is not before today."""
    if year:
        return _date(int(year), month, day)
    this_year = _date(today.year, month, day)
    return this_year if this_year >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Invalid("time_not_understood")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Invalid("time_not_understood") from error


def _clock(words: str, plan: DayPlan) -> time | None:
    if words in _NOON_WORDS:
        return time(NOON)
    match = _CLOCK.fullmatch(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["meridiem"]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if match["meridiem"] == "pm" else 0)
    elif 1 <= hour <= NOON and not match["hour"].startswith("0"):
        hour = _plausible(hour, minute, plan)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004 - the clock's own limits


def _plausible(hour: int, minute: int, plan: DayPlan) -> int:
    """Return the hour, of the two that a twelve-hour clock shows so, that lies in the twelve hours of the day."""
    morning = hour % NOON
    begins = plan.day_begins.hour * 60 + plan.day_begins.minute
    return morning if begins <= morning * 60 + minute < begins + NOON * 60 else morning + NOON


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
