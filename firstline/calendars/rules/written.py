"""Hours and zones as people write them, to lists as JSON keeps them, and back. No clock."""

import re
from datetime import time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

from firstline.kernel.errors import Invalid

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m?)?", re.I)
_PART_OF_LENGTH = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(h|m)[a-z]*", re.I)
LONGEST = timedelta(hours=2_000)
_MIDNIGHT = "24:00"
Intervals = list[list[str]]


def read_hours(text: str) -> Intervals:
    """Return the intervals of a day, in order: ``8-12, 13-17:30`` is [["08:00", "12:00"], ["13:00", "17:30"]].

    An interval that ends at or before its beginning runs past midnight; ``24:00`` is midnight at its end.

    *Raises* Invalid: hours_not_understood, hours_overlap.
    """
    intervals = sorted(_interval(part) for part in re.split(r"[,;]", text) if part.strip())
    for (_opens, closes), (opens, _closes) in pairwise(intervals):
        if closes > opens or closes <= _opens:
            raise Invalid("hours_overlap")
    return intervals


def write_hours(intervals: Intervals) -> str:
    """Return the intervals as they are written: ``08:00–12:00, 13:00–17:30``."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in intervals)


def read_length(text: str) -> timedelta:
    """Return how long something takes: ``3 h``, ``2 h 30 min``, ``1.5 hours``. Whole minutes.

    *Raises* Invalid: length_not_understood.
    """
    parts = _PART_OF_LENGTH.findall(text)
    minutes = sum(float(number.replace(",", ".")) * (60 if unit in "hH" else 1) for number, unit in parts)
    length = timedelta(minutes=round(minutes))
    if _PART_OF_LENGTH.sub("", text).strip() or not timedelta(0) < length <= LONGEST:
        raise Invalid("length_not_understood", part=text.strip()[:40])
    return length


def read_zone(text: str) -> str:
    """Return the name of a time zone. *Raises* Invalid: time_zone_unknown."""
    wanted = text.strip().replace(" ", "_")
    found = next((zone for zone in available_timezones() if zone.lower() == wanted.lower()), None)
    if found is None:
        raise Invalid("time_zone_unknown")
    return found


def _interval(text: str) -> list[str]:
    ends = re.split(r"\s*(?:-|–|to)\s*", text.strip())
    if len(ends) != 2:  # noqa: PLR2004 - from and to
        raise Invalid("hours_not_understood", part=text.strip())
    opens, closes = _time(ends[0], text), _time(ends[1], text)
    if opens in {_MIDNIGHT, closes}:
        raise Invalid("hours_not_understood", part=text.strip())
    return [opens, closes]


def _time(text: str, whole: str) -> str:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise Invalid("hours_not_understood", part=whole.strip())
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        return _MIDNIGHT
    try:
        return time(hour, minute).strftime("%H:%M")
    except ValueError as error:
        raise Invalid("hours_not_understood", part=whole.strip()) from error
