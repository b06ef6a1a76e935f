"""The scales of severity as codes. Here because natures of call state their defaults in them.

How the two make the third is judged in ``triage/rules/severity.py``.
"""

from enum import StrEnum
from typing import TypeVar


class Impact(StrEnum):
    """How many are hit: one person; a room, team or office; a school, a department or public safety."""

    ONE = "one"
    GROUP = "group"
    WIDE = "wide"


class Urgency(StrEnum):
    """Whether work goes on, is hindered, or stopped."""

    GOES_ON = "goes_on"
    HINDERED = "hindered"
    STOPPED = "stopped"


class Severity(StrEnum):
    """How much it hurts; decides how soon. ``rank`` orders it, 0 is the lowest."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return the place in the scale: 0 low, 1 normal, 2 high, 3 critical."""
        return list(Severity).index(self)


Scale = TypeVar("Scale", Impact, Urgency)


def moved(value: Scale, steps: int) -> Scale:
    """Return the value so many steps higher (or lower, when negative) on its own scale, stopping at the ends.

    >>> moved(Impact.ONE, 1), moved(Urgency.HINDERED, 5), moved(Urgency.HINDERED, -1)
    (<Impact.GROUP: 'group'>, <Urgency.STOPPED: 'stopped'>, <Urgency.GOES_ON: 'goes_on'>)
    """
    scale = list(type(value))
    return scale[max(0, min(len(scale) - 1, scale.index(value) + steps))]
