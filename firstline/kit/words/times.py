"""Times, durations, statuses and severities in words, translated. Used by tags and by the sentences of other rooms."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

DAY_MINUTES = 24 * 60
HOUR_MINUTES = 60
NOON = 12

STATUS_WORDS = {
    "new": gettext_lazy("New"),
    "in_progress": gettext_lazy("In progress"),
    "waiting": gettext_lazy("Waiting"),
    "waiting_requester": gettext_lazy("Waiting on caller"),
    "waiting_vendor": gettext_lazy("Waiting on vendor"),
    "waiting_parts": gettext_lazy("Waiting on parts"),
    "scheduled": gettext_lazy("Visit booked"),
    "resolved": gettext_lazy("Resolved"),
    "closed": gettext_lazy("Closed"),
    "void": gettext_lazy("Void"),
}
SEVERITY_WORDS = {
    "low": gettext_lazy("Low"),
    "normal": gettext_lazy("Normal"),
    "high": gettext_lazy("High"),
    "critical": gettext_lazy("Critical"),
}


def duration_text(duration: timedelta | int, *, day_minutes: int = DAY_MINUTES) -> str:
    """Return a duration as "35 min", "2 h 10", "3 h" or "2 days". An int is minutes; the sign is dropped.

    ``day_minutes`` is the length of a day: 1440, or a working day's where the duration is working time.
    """
    minutes = abs(duration if isinstance(duration, int) else round(duration.total_seconds() / 60))
    if minutes < HOUR_MINUTES:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < day_minutes:
        hours, rest = divmod(minutes, HOUR_MINUTES)
        if rest:
            return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}
        return _("%(hours)d h") % {"hours": hours}
    days = round(minutes / day_minutes)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


class _Names(NamedTuple):
    """The words of a calendar in one language."""

    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


@lru_cache(maxsize=8)
def _names(language: str) -> _Names:
    """Return the names once a language: Django's own formatting costs half a millisecond a date; a list has many."""
    written = str.title if language.startswith("en") else str.lower  # of our languages English alone has capitals
    return _Names(
        weekdays=tuple(written(str(WEEKDAYS[day])) for day in range(7)),
        short_weekdays=tuple(written(str(WEEKDAYS_ABBR[day])) for day in range(7)),
        months=("", *(written(str(MONTHS[month])) for month in range(1, 13))),
        short_months=("", *(written(str(MONTHS_3[month])) for month in range(1, 13))),
    )


def _language() -> str:
    return get_language() or "en"


def time_text(moment: datetime) -> str:
    """Return the time of day. In English the morning is plain, "9:42", all else says "2:10 pm"."""
    return _time(moment.astimezone(timezone.get_current_timezone()), _language())


def date_text(moment: datetime, *, now: datetime) -> str:
    """Return the day: "Thu 17 Sep" within the year, else "14 May 2026"."""
    zone = timezone.get_current_timezone()
    return _date(moment.astimezone(zone), now.astimezone(zone).year, _language())


def moment_text(moment: datetime, *, now: datetime) -> str:
    """Return the time for today, else the day."""
    zone = timezone.get_current_timezone()
    return _moment(moment, now.astimezone(zone).date(), zone, _language())


def full_moment_text(moment: datetime, *, now: datetime) -> str:
    """Return day and time, "Thu 17 Sep, 9:42"; for today only the time."""
    zone = timezone.get_current_timezone()
    if moment.astimezone(zone).date() == now.astimezone(zone).date():
        return time_text(moment)
    return _("%(date)s, %(time)s") % {"date": date_text(moment, now=now), "time": time_text(moment)}


def ago_text(moment: datetime, *, now: datetime) -> str:
    """Return "12 min ago" under an hour, else the moment."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < HOUR_MINUTES:
        return _("%(minutes)d min ago") % {"minutes": minutes}
    return full_moment_text(moment, now=now)


def exact_text(moment: datetime) -> str:
    """Return the whole timestamp for a tooltip, "Thursday 17 September 2026, 9:42 EDT"."""
    return _exact(moment, timezone.get_current_timezone(), _language())


def _time(local: datetime, language: str) -> str:
    if not language.startswith("en"):
        return f"{local.hour}:{local.minute:02d}"
    clock = f"{local.hour % NOON or NOON}:{local.minute:02d}"
    if 1 <= local.hour < NOON:
        return clock
    return f"{clock} {'am' if local.hour < NOON else 'pm'}"


def _date(local: datetime, this_year: int, language: str) -> str:
    names = _names(language)
    month = names.short_months[local.month]
    if local.year == this_year:
        return f"{names.short_weekdays[local.weekday()]} {local.day} {month}"
    return f"{local.day} {month} {local.year}"


@lru_cache(maxsize=4096)
def _moment(moment: datetime, today: date, zone: tzinfo, language: str) -> str:
    local = moment.astimezone(zone)
    return _time(local, language) if local.date() == today else _date(local, today.year, language)


@lru_cache(maxsize=4096)
def _exact(moment: datetime, zone: tzinfo, language: str) -> str:
    local = moment.astimezone(zone)
    names = _names(language)
    day = f"{names.weekdays[local.weekday()]} {local.day} {names.months[local.month]} {local.year}"
    return f"{day}, {_time(local, language)} {local.tzname() or ''}".strip()


def count_text(count: int, *, limit: int = 1000) -> str:
    """Return an exact figure up to the limit, else "more than 1,000"."""
    if count > limit:
        return _("more than %(limit)s") % {"limit": f"{limit:,}"}
    return f"{count:,}"
