"""Calls per hour as bars of an inline SVG: what the template needs to draw them, in whole units."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 252, 60, 5


@dataclass(frozen=True)
class Bar:
    """One hour: its place and height in the drawing, its calls, and its label under the axis."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    hour: int
    calls_count: int
    label: str


def bars(calls: Mapping[int, int], hour_now: int) -> list[Bar]:
    """Return the bars from the first busy hour (7 at the latest) to now or the last busy hour (17 at least)."""
    first, last = min([7, *calls]), max([17, hour_now, *calls])
    hours = range(first, last + 1)
    width = max(4, WIDTH // len(hours) - GAP)
    most = max([1, *calls.values()])
    found = []
    for index, hour in enumerate(hours):
        count = calls.get(hour, 0)
        height = round(HEIGHT * count / most)
        x = index * (WIDTH // len(hours)) + 1
        label = str((hour - 1) % 12 + 1) if index % 2 == 0 else ""
        found.append(Bar(x, 70 - height, width, height, x + width // 2, hour, count, label))
    return found
