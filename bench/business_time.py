"""Measure business time: compiling, 100,000 deadlines, 100,000 elapsed times (docs/science/business-time.md).

Run: python -m bench.business_time
"""

import random
import time as stopwatch
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from firstline.calendars.rules import business_time

COUNT = 100_000


def main() -> None:
    """Print the best of five runs each, so that other work on the machine matters less."""
    weekly = tuple(
        business_time.OpenHours(day, *interval)
        for day in range(5)
        for interval in ((time(7, 30), time(12)), (time(12, 30), time(15, 30)))
    )
    dates = ((1, 1), (7, 4), (12, 25))
    holidays = frozenset(date(year, month, day) for year in range(2024, 2029) for month, day in dates)
    spec = business_time.CalendarSpec("America/New_York", weekly, holidays)
    calendar = business_time.compile_calendar(spec, date(2024, 1, 1), date(2028, 12, 31))

    dice = random.Random(1)
    first = datetime(2024, 1, 2, tzinfo=UTC)
    starts = [first + timedelta(seconds=dice.randrange(4 * 365 * 86_400)) for _ in range(COUNT)]
    durations = [timedelta(minutes=dice.choice((15, 60, 180, 480, 2400))) for _ in range(COUNT)]
    ends = list(map(business_time.add, [calendar] * COUNT, starts, durations))

    def compile_five_years() -> None:
        # One more day each time, because equal questions are remembered.
        business_time.compile_calendar(spec, date(2024, 1, 1), date(2028, 12, 25) + timedelta(days=dice.randrange(999)))

    print(f"compile five years: {best(compile_five_years) * 1000:.1f} ms")
    deadlines = best(lambda: list(map(business_time.add, [calendar] * COUNT, starts, durations)))
    print(f"{COUNT} deadlines: {deadlines:.3f} s")
    finished = [end for end in ends if end is not None]
    measuring = best(lambda: list(map(business_time.elapsed, [calendar] * COUNT, starts, finished)))
    print(f"{COUNT} elapsed times: {measuring:.3f} s")
    wrong = sum(
        end is None or business_time.elapsed(calendar, start, end) != duration
        for start, end, duration in zip(starts, ends, durations, strict=True)
    )
    print(f"elapsed times that do not undo their deadline: {wrong}")


def best(work: Callable[[], object]) -> float:
    """Return the shortest of five processor times, in seconds."""
    times = []
    for _ in range(5):
        began = stopwatch.process_time()
        work()
        times.append(stopwatch.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
