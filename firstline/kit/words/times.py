"""Times, durations, statuses and severities in words, translated. Used by tags and by the sentences of other rooms."""

from datetime import datetime, timedelta

from django.utils import dateformat, timezone
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


def time_text(moment: datetime) -> str:
    """Return the time of day. In English the morning is plain, "9:42", all else says "2:10 pm"."""
    local = timezone.localtime(moment)
    if not (get_language() or "en").startswith("en"):
        return dateformat.format(local, "G:i")
    if 1 <= local.hour < NOON:
        return dateformat.format(local, "g:i")
    return dateformat.format(local, "g:i ") + ("am" if local.hour < NOON else "pm")


def date_text(moment: datetime, *, now: datetime) -> str:
    """Return the day: "Thu 17 Sep" within the year, else "14 May 2026"."""
    local = timezone.localtime(moment)
    if local.year == timezone.localtime(now).year:
        return dateformat.format(local, "D j M")
    return dateformat.format(local, "j M Y")


def moment_text(moment: datetime, *, now: datetime) -> str:
    """Return the time for today, else the day."""
    if timezone.localtime(moment).date() == timezone.localtime(now).date():
        return time_text(moment)
    return date_text(moment, now=now)


def full_moment_text(moment: datetime, *, now: datetime) -> str:
    """Return day and time, "Thu 17 Sep, 9:42"; for today only the time."""
    if timezone.localtime(moment).date() == timezone.localtime(now).date():
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
    local = timezone.localtime(moment)
    zone = local.tzname() or ""
    return f"{dateformat.format(local, 'l j F Y')}, {time_text(moment)} {zone}".strip()


def count_text(count: int, *, limit: int = 1000) -> str:
    """Return an exact figure up to the limit, else "more than 1,000"."""
    if count > limit:
        return _("more than %(limit)s") % {"limit": f"{limit:,}"}
    return f"{count:,}"
