"""Opening hours as people say them: days with the same hours together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class OpenDays:
    """Days in a row with the same hours. Monday is 0; a day alone has ``first == last``."""

    first: int
    last: int
    hours: tuple[tuple[time, time], ...]


def open_days(intervals: Iterable[tuple[int, time, time]]) -> list[OpenDays]:
    """Return the week's open days, gathered while the hours stay the same; ``intervals`` are weekday, from, to."""
    of_day: dict[int, list[tuple[time, time]]] = {}
    for weekday, opens_at, closes_at in sorted(intervals):
        of_day.setdefault(weekday, []).append((opens_at, closes_at))
    found: list[OpenDays] = []
    for weekday, hours in of_day.items():
        same = found and found[-1].last == weekday - 1 and found[-1].hours == tuple(hours)
        if same:
            found[-1] = OpenDays(found[-1].first, weekday, tuple(hours))
        else:
            found.append(OpenDays(weekday, weekday, tuple(hours)))
    return found
