"""The promises that are shipped, by severity (UX.md §2); an agency edits them as data, per desk.

"By the next business day" (critical, procedure 5.4.2) is the end of that day. "1 business day" and "5 business days"
are lengths: so many standard days of open time of the calendar (``business_time.standard_day``). Logged on Tuesday at
10:00, one business day ends on Wednesday at 10:00. So a call at closing time is not owed sooner than one at opening,
a pause moves the promised time by exactly its own length, and "half of the time is used" means something. As an end of
day, the promise would be between one and two days long, depending on the hour of the call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from firstline.catalog.rules.scales import Severity
from firstline.promises.rules.clock import Target


@dataclass(frozen=True)
class Promise:
    """What is promised for one severity."""

    first_reply: Target
    solve: Target


def default_promises(business_day: timedelta) -> Mapping[Severity, Promise]:
    """Return the shipped promises for a calendar whose standard day has this length.

    | | first reply | solve |
    |---|---|---|
    | Critical | 15 min | by the end of the next business day |
    | High | 1 h | 3 h |
    | Normal | 3 h | 1 business day |
    | Low | 1 business day | 5 business days |

    Worked value: with a standard day of 8 h, Low is to be solved within 40 h of open time.
    """
    return {
        Severity.CRITICAL: Promise(Target(timedelta(minutes=15)), Target(business_days=1)),
        Severity.HIGH: Promise(Target(timedelta(hours=1)), Target(timedelta(hours=3))),
        Severity.NORMAL: Promise(Target(timedelta(hours=3)), Target(business_day)),
        Severity.LOW: Promise(Target(business_day), Target(5 * business_day)),
    }
