"""Compare orders of taking calls on the same arrivals (SCIENCE.md §3, docs/science/working-order.md).

Run: python -m bench.working_order [--runs 10]

800 users, five specialists with one queue, 42 working days of eight hours, double volume in the first week. Handle
times are lognormal by nature, predictions are 40 % off (lognormal error), nobody is interrupted. Time is business time
in minutes; a call is answered late when it waited longer than the first reply promised for its severity.
"""

import argparse
import heapq
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from firstline.tickets.rules.working_order import DEFAULT_WEIGHTS, OpenCall, OrderWeights, standing
from firstline.triage.rules.severity import Severity

USERS, STAFF, DAYS, DAY_MINUTES = 800, 5, 42, 480
CALLS_A_USER_AND_DAY = 0.084
FIRST_WEEK_FACTOR = 2.0
PREDICTION_ERROR = 0.40
PROMISED = {Severity.CRITICAL: 15, Severity.HIGH: 60, Severity.NORMAL: 180, Severity.LOW: 480}
SHARES = {Severity.CRITICAL: 0.03, Severity.HIGH: 0.17, Severity.NORMAL: 0.50, Severity.LOW: 0.30}
# Share of calls, median handle minutes, spread of the logarithm.
NATURES = ((0.25, 5, 0.5), (0.25, 12, 0.6), (0.25, 20, 0.7), (0.15, 35, 0.7), (0.10, 60, 0.6))
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Arrival:
    """A call that comes in; times in business minutes."""

    number: int
    at: float
    severity: Severity
    handle_minutes: float
    call: OpenCall


@dataclass(frozen=True)
class Outcome:
    """What an order made of the arrivals."""

    late_share: float
    late_critical_share: float
    mean_wait: float
    longest_wait: float
    weighted_flow: float


Key = Callable[[Arrival, float], tuple[float, ...] | tuple[object, ...]]


def arrivals(seed: int, days: int = DAYS) -> list[Arrival]:
    """Draw the calls of one run, in order of time."""
    dice = random.Random(seed)
    calls: list[Arrival] = []
    at = 0.0
    while True:
        busy = FIRST_WEEK_FACTOR if at < 5 * DAY_MINUTES else 1.0
        at += dice.expovariate(USERS * CALLS_A_USER_AND_DAY * busy / DAY_MINUTES)
        if at >= days * DAY_MINUTES:
            return calls
        _, median, spread = dice.choices(NATURES, weights=[row[0] for row in NATURES])[0]
        handle = dice.lognormvariate(0, spread) * median
        severity = dice.choices(list(SHARES), weights=list(SHARES.values()))[0]
        predicted = handle * dice.lognormvariate(0, PREDICTION_ERROR)
        call = OpenCall(len(calls), severity, timedelta(0), expected_minutes=predicted)
        calls.append(Arrival(len(calls), at, severity, handle, call))


def simulate(calls: list[Arrival], key: Key, staff: int = STAFF) -> Outcome:
    """Let the staff take the waiting call with the lowest key whenever somebody is free."""
    free_at = [0.0] * staff
    heapq.heapify(free_at)
    waiting: list[Arrival] = []
    started: list[tuple[Arrival, float]] = []
    index = 0
    while index < len(calls) or waiting:
        now = heapq.heappop(free_at)
        if not waiting:
            now = max(now, calls[index].at)
        while index < len(calls) and calls[index].at <= now:
            waiting.append(calls[index])
            index += 1
        chosen = min(waiting, key=lambda arrival: key(arrival, now))
        waiting.remove(chosen)
        started.append((chosen, now - chosen.at))
        heapq.heappush(free_at, now + chosen.handle_minutes)
    return _outcome(started)


def _outcome(started: list[tuple[Arrival, float]]) -> Outcome:
    late = [wait > PROMISED[arrival.severity] for arrival, wait in started]
    critical = [
        is_late for (arrival, _), is_late in zip(started, late, strict=True) if arrival.severity is Severity.CRITICAL
    ]
    waits = [wait for _, wait in started]
    weight = DEFAULT_WEIGHTS.by_severity
    flow = sum(weight[arrival.severity] * (wait + arrival.handle_minutes) for arrival, wait in started)
    return Outcome(
        statistics.fmean(late),
        statistics.fmean(critical) if critical else 0.0,
        statistics.fmean(waits),
        max(waits),
        flow / sum(weight[arrival.severity] for arrival, _ in started),
    )


def first_come(arrival: Arrival, _now: float) -> tuple[float, ...]:
    """Take the oldest first."""
    return (arrival.at,)


def strict_severity(arrival: Arrival, _now: float) -> tuple[float, ...]:
    """Take by severity, then the oldest."""
    return (-arrival.severity.rank, arrival.at)


def earliest_promise(arrival: Arrival, _now: float) -> tuple[float, ...]:
    """Take by the promised time."""
    return (arrival.at + PROMISED[arrival.severity],)


def weight_by_minutes(arrival: Arrival, _now: float) -> tuple[float, ...]:
    """Take by the cµ rule alone."""
    return (-DEFAULT_WEIGHTS.by_severity[arrival.severity] / (arrival.call.expected_minutes or 1),)


def product(weights: OrderWeights = DEFAULT_WEIGHTS) -> Key:
    """Take by Firstline's own rule, as the open call log uses it."""

    def key(arrival: Arrival, now: float) -> tuple[object, ...]:
        call = replace(arrival.call, waited=timedelta(minutes=now - arrival.at))
        return standing(call, EPOCH, weights)

    return key


ORDERS: dict[str, Key] = {
    "first come, first served": first_come,
    "strict severity": strict_severity,
    "earliest promised time": earliest_promise,
    "weight ÷ predicted minutes": weight_by_minutes,
    "Firstline without quick calls first": product(replace(DEFAULT_WEIGHTS, quick_under_minutes=0)),
    "Firstline": product(),
}


def compared(runs: int, days: int = DAYS, orders: dict[str, Key] | None = None) -> dict[str, Outcome]:
    """Return the mean outcome of each order over the same runs; the longest wait is the longest of all."""
    results = {}
    draws = [arrivals(seed, days) for seed in range(runs)]
    for name, key in (orders or ORDERS).items():
        outcomes = [simulate(calls, key) for calls in draws]
        results[name] = Outcome(
            statistics.fmean(o.late_share for o in outcomes),
            statistics.fmean(o.late_critical_share for o in outcomes),
            statistics.fmean(o.mean_wait for o in outcomes),
            max(o.longest_wait for o in outcomes),
            statistics.fmean(o.weighted_flow for o in outcomes),
        )
    return results


def main() -> None:
    """Print the table of docs/science/working-order.md and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    results = compared(parser.parse_args().runs)
    base = results["first come, first served"]
    print("| Order | late responses | late criticals | mean wait | longest wait | weighted flow time |")
    print("|---|---|---|---|---|---|")
    for name, o in results.items():
        print(
            f"| {name} | {o.late_share:.1%} | {o.late_critical_share:.1%} | {o.mean_wait:.0f} min "
            f"| {o.longest_wait:,.0f} min | {o.weighted_flow:.0f} min |"
        )
    ours = results["Firstline"]
    print(f"\nlate responses {ours.late_share / base.late_share:.0%} of first come (goal 45 %)")
    print(f"weighted flow time {ours.weighted_flow / base.weighted_flow:.0%} (goal 60 %)")
    print(f"late criticals {ours.late_critical_share / base.late_critical_share:.0%} (goal 40 %)")
    print(f"longest wait {ours.longest_wait:,.0f} min (goal 2,400)")


if __name__ == "__main__":
    main()
