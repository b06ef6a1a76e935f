"""Moments for the examples that settings show: a Friday afternoon, where weekends and closing times matter."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_FRIDAY = 4


def coming_friday(now: datetime, zone: ZoneInfo, hour: int, minute: int = 0) -> datetime:
    """Return that time of the next Friday after today in the zone. Worked: on a Friday it is the one a week later."""
    today = now.astimezone(zone).date()
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7 or 7)
    return datetime.combine(friday, time(hour, minute), zone)
