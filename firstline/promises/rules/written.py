"""Promised times as people write them, to what JSON keeps, and back: "15 min", "2 h 30", "1 day". No clock."""

import re
from datetime import timedelta

from firstline.kernel.errors import Invalid
from firstline.promises.rules.clock import Target

Written = dict[str, int] | None
"""{"minutes": 90}, {"days": 1}, or None where nothing is promised."""
MOST_MINUTES, MOST_DAYS = 60 * 24 * 60, 366
MINUTE = timedelta(minutes=1)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,4})(?:[.,](?P<tenth>\d))?\s*h(?:ours?|rs?)?)?"
    r"\s*(?:(?P<minutes>\d{1,6})\s*(?:m(?:in(?:utes?)?)?)?)?",
    re.I,
)
_DAYS = re.compile(r"(?P<days>\d{1,4})\s*(?:business\s*)?d(?:ays?)?", re.I)


def read_target(text: str) -> Written:
    """Return what was promised: "1.5 h" is {"minutes": 90}, "1 day" the end of the next business day.

    *Raises* Invalid: target_not_understood.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    if days := _DAYS.fullmatch(typed):
        return {"days": _within(int(days["days"]), MOST_DAYS, typed)}
    found = _LENGTH.fullmatch(typed)
    if found is None or typed.isdecimal() or (found["tenth"] and found["minutes"]):
        raise Invalid("target_not_understood", part=typed[:40])
    minutes = int(found["hours"] or 0) * 60 + int(found["tenth"] or 0) * 6 + int(found["minutes"] or 0)
    return {"minutes": _within(minutes, MOST_MINUTES, typed)}


def write_target(written: Written) -> str:
    """Return it as it is written: "15 min", "3 h", "2 h 30 min", "1 day"."""
    if written is None:
        return ""
    if "days" in written:
        return f"{written['days']} day" if written["days"] == 1 else f"{written['days']} days"
    hours, minutes = divmod(written["minutes"], 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))


def target_of(written: Written) -> Target:
    """Return what the clock counts to."""
    given = written or {}
    return Target(given["minutes"] * MINUTE if "minutes" in given else None, given.get("days"))


def _within(number: int, most: int, typed: str) -> int:
    if not 1 <= number <= most:
        raise Invalid("target_not_understood", part=typed[:40])
    return number
