"""Measures of calls and other contacts. Measures of tickets are not here; reports only compose them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from zoneinfo import ZoneInfo

SILENT_UNDER = 5
REMIND_TO_LOG_AFTER = timedelta(minutes=15)
HALF_HOURS_A_DAY = 48
TENTHS = 10

# Outcomes that were never the desk's to solve: they count neither for nor against the first level.
NOT_FOR_THE_FIRST_LEVEL = frozenset({"referred", "passed", "no_ticket", "abandoned", ""})


@dataclass(frozen=True)
class TimeToLog:
    """The "typical time to log": half of the calls are logged within ``typical``, nine of ten within ``ninetieth``."""

    typical: timedelta
    ninetieth: timedelta
    sample_count: int


def time_to_log(durations: Sequence[timedelta]) -> TimeToLog | None:
    """Return the median and the 90th percentile from opening a call to logging it; None under five calls.

    Worked value: 10, 12, 14, 16, 48 s → typical 14 s, ninetieth 35.2 s (linear between neighbours).
    """
    if len(durations) < SILENT_UNDER:
        return None
    seconds = [duration.total_seconds() for duration in durations]
    ninetieth = quantiles(seconds, n=TENTHS, method="inclusive")[-1]
    return TimeToLog(timedelta(seconds=median(seconds)), timedelta(seconds=ninetieth), len(seconds))


def mean_handling(calls: Iterable[tuple[datetime, datetime | None]]) -> timedelta | None:
    """Return the mean length of calls (start, end); calls that have not ended are left out, None when none is left.

    Real elapsed time: how long the line was busy, not business time.
    """
    lengths = [ended_at - started_at for started_at, ended_at in calls if ended_at is not None]
    return sum(lengths, timedelta(0)) / len(lengths) if lengths else None


def needs_log_reminder(ended_at: datetime | None, logged_at: datetime | None, now: datetime) -> bool:
    """Tell whether a call ended 15 minutes ago or longer and is still not logged (UX.md F7, S-028)."""
    return ended_at is not None and logged_at is None and now - ended_at >= REMIND_TO_LOG_AFTER


def first_level_share(outcomes: Iterable[str]) -> float | None:
    """Return the share (0 to 1) of calls solved by whoever answered; None when no call counts.

    Referred, passed on to another desk, abandoned, not logged yet, and "no ticket needed" are left out.

    Worked value: solved, solved, forwarded, referred → 2 of 3.
    """
    counted = [outcome for outcome in outcomes if outcome not in NOT_FOR_THE_FIRST_LEVEL]
    return counted.count("solved") / len(counted) if counted else None


def count_by(codes: Iterable[str]) -> dict[str, int]:
    """Count contacts by a code (channel, outcome), the commonest first, equal counts by code; the sum is the whole."""
    counts = Counter(codes)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def calls_per_half_hour(starts: Iterable[datetime], zone: ZoneInfo) -> tuple[int, ...]:
    """Return 48 counts by local wall-clock half hour, from midnight; an hour that comes twice counts together."""
    counts = [0] * HALF_HOURS_A_DAY
    for started_at in starts:
        local = started_at.astimezone(zone)
        counts[local.hour * 2 + local.minute // 30] += 1
    return tuple(counts)
