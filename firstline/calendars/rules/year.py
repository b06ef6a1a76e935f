"""A calendar's year, day by day, as it is shown. No clock and no words."""

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from firstline.calendars.rules.compiling import DAY_US, CalendarSpec, day_parts, merged

_MINUTE_US = 60_000_000
Hours = tuple[tuple[str, str], ...]


class DayKind(StrEnum):
    """What a day is; a special day has hours of its own, a holiday is closed though its weekday may be open."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    SPECIAL = "special"


@dataclass(frozen=True)
class YearDay:
    """One day: its kind, its open hours as a clock shows them, and the name of a holiday or special day."""

    day: date
    kind: DayKind
    hours: Hours
    name: str = ""


def months_of(
    spec: CalendarSpec, year: int, names: Mapping[date, str], first_weekday: int = 0
) -> list[list[list[YearDay | None]]]:
    """Return the twelve months of a year, each as weeks of seven days; None stands for a day of another month.

    ``names`` are those of holidays and special days; ``first_weekday`` 0 is Monday. A calendar that is open around the
    clock knows neither.
    """
    special = frozenset(one.day for one in spec.special) if spec.weekly else frozenset()
    parts_of = day_parts(spec)

    def shown(day: date) -> YearDay:
        if spec.always_open:
            return YearDay(day, DayKind.OPEN, (("0:00", "24:00"),))
        hours = tuple((_clock(opens), _clock(closes)) for opens, closes in merged(sorted(parts_of(day))))
        if day in special:
            return YearDay(day, DayKind.SPECIAL, hours, names.get(day, ""))
        if day in spec.holidays:
            return YearDay(day, DayKind.HOLIDAY, hours, names.get(day, ""))
        return YearDay(day, DayKind.OPEN if hours else DayKind.CLOSED, hours)

    return [
        [
            [shown(day) if day.month == month else None for day in week]
            for week in Weeks(first_weekday).monthdatescalendar(year, month)
        ]
        for month in range(1, 13)
    ]


def _clock(day_us: int) -> str:
    hour, minute = divmod(day_us // _MINUTE_US, 60)
    return "24:00" if day_us == DAY_US else f"{hour}:{minute:02}"
