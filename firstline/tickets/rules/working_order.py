"""The suggested order of a person's open calls (SCIENCE.md §3, S-045), with its reasons; the person always wins.

Overrides first: a promised callback due now, critical, waited too long. Then quick calls (procedure 5.2.11), then the
others; within each by weight of severity ÷ expected minutes (the cµ rule), raised for a caller who can be reached and
for the same building. What waits on somebody else comes last and has no place in the order. How it compares with first
come, first served: docs/science/working-order.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from firstline.kernel.reasons import Reason
from firstline.triage.rules.severity import Severity

MINUTE = timedelta(minutes=1)


class OrderGroup(StrEnum):
    """The sections of the open call log, in their order."""

    CALLBACK = "callback"  # a promised callback is due now
    CRITICAL = "critical"
    WAITED_LONG = "waited_long"
    QUICK = "quick"
    NEXT = "next"
    WAITING = "waiting"  # on somebody else; not counted

    @property
    def order(self) -> int:
        """Return the place among the sections, 0 on top."""
        return list(OrderGroup).index(self)


@dataclass(frozen=True)
class OrderWeights:
    """What an agency may set. ``waited_long`` is business time; bonuses multiply the score."""

    by_severity: Mapping[Severity, float] = field(
        default_factory=lambda: {Severity.CRITICAL: 16, Severity.HIGH: 6, Severity.NORMAL: 2, Severity.LOW: 1}
    )
    waited_long: timedelta = timedelta(hours=32)
    callback_due_ahead: timedelta = timedelta(minutes=5)
    quick_under_minutes: float = 10
    reachable_bonus: float = 1.25
    same_building_bonus: float = 1.15
    minutes_when_unknown: float = 20


DEFAULT_WEIGHTS = OrderWeights()


@dataclass(frozen=True)
class OpenCall:
    """One open ticket of the person, as of now.

    ``waited``: business time since it was opened. ``expected_minutes`` with its ``sample_count`` is None where history
    is silent. ``callback_at``: the promised time of a callback that is still due.
    """

    ticket: int
    severity: Severity
    waited: timedelta
    expected_minutes: float | None = None
    sample_count: int = 0
    callback_at: datetime | None = None
    is_reachable: bool = False
    is_same_building: bool = False
    is_waiting: bool = False


@dataclass(frozen=True)
class OrderedCall:
    """One row. ``position`` 0 is the top, None for what waits on somebody else.

    ``heading`` is set where a section begins; rows that the person placed make no section of their own.
    """

    ticket: int
    position: int | None
    group: OrderGroup
    heading: OrderGroup | None
    is_pinned: bool
    score: float
    reasons: tuple[Reason, ...]


def working_order(
    calls: Iterable[OpenCall],
    now: datetime,
    pins: Mapping[int, int] | None = None,
    weights: OrderWeights = DEFAULT_WEIGHTS,
) -> tuple[OrderedCall, ...]:
    """Return all calls in the order in which to take them.

    ``pins``: ticket → position that the person chose (0 is the top). Pinned rows stand exactly there; where two want
    one place, or a place lies beyond the end, they keep their order among themselves and stand as near as possible. The
    rest fills the places between in the suggested order. A pin on a ticket that waits holds again when it goes on.

    Reasons: ``pinned`` (position) · ``callback_due`` (minutes_left, negative when late) · ``critical`` ·
    ``waited_long`` (hours) · ``expected`` (minutes, sample_count) or ``expected_unknown`` · ``severity`` (severity) ·
    ``reachable`` · ``same_building`` · ``waiting``.

    Worked value: High at 30 min scores 6/30 = 0.2, Normal at 8 min 2/8 = 0.25 and is quick; Normal comes first.
    """
    ranked = sorted(calls, key=lambda call: standing(call, now, weights))
    counted = [call for call in ranked if not call.is_waiting]
    placed = _placed(counted, pins or {})
    rows = []
    previous = None
    for position, call in enumerate([*placed, *(call for call in ranked if call.is_waiting)]):
        is_pinned = not call.is_waiting and call.ticket in (pins or {})
        group = group_of(call, now, weights)
        begins = not is_pinned and group is not previous
        previous = group if begins else previous
        place = None if call.is_waiting else position
        rows.append(
            OrderedCall(
                call.ticket,
                place,
                group,
                group if begins else None,
                is_pinned,
                score(call, weights),
                _reasons(call, now, weights, place if is_pinned else None),
            )
        )
    return tuple(rows)


def score(call: OpenCall, weights: OrderWeights = DEFAULT_WEIGHTS) -> float:
    """Return weight of severity ÷ expected minutes, with the bonuses. Per minute; at least one minute is expected.

    Worked value: High, 12 minutes, reachable: 6 ÷ 12 × 1.25 = 0.625.
    """
    minutes = max(1.0, _minutes(call, weights))
    bonus = weights.reachable_bonus if call.is_reachable else 1.0
    bonus *= weights.same_building_bonus if call.is_same_building else 1.0
    return weights.by_severity[call.severity] / minutes * bonus


def group_of(call: OpenCall, now: datetime, weights: OrderWeights = DEFAULT_WEIGHTS) -> OrderGroup:
    """Return the section to which a call belongs."""
    if call.is_waiting:
        return OrderGroup.WAITING
    if call.callback_at is not None and call.callback_at <= now + weights.callback_due_ahead:
        return OrderGroup.CALLBACK
    if call.severity is Severity.CRITICAL:
        return OrderGroup.CRITICAL
    if call.waited > weights.waited_long:
        return OrderGroup.WAITED_LONG
    return OrderGroup.QUICK if _minutes(call, weights) < weights.quick_under_minutes else OrderGroup.NEXT


def standing(
    call: OpenCall, now: datetime, weights: OrderWeights = DEFAULT_WEIGHTS
) -> tuple[int, float, float, timedelta, int]:
    """Return the sorting key of a call: the lowest is taken first.

    Section; then for callbacks the promised time, for what waited long the longest wait; then the score; of equals the
    longer wait, then the lower ticket id.
    """
    group = group_of(call, now, weights)
    first = 0.0
    if group is OrderGroup.CALLBACK and call.callback_at is not None:
        first = call.callback_at.timestamp()
    if group is OrderGroup.WAITED_LONG:
        first = -call.waited.total_seconds()
    return (group.order, first, -score(call, weights), -call.waited, call.ticket)


def _minutes(call: OpenCall, weights: OrderWeights) -> float:
    return weights.minutes_when_unknown if call.expected_minutes is None else call.expected_minutes


def _placed(ranked: Sequence[OpenCall], pins: Mapping[int, int]) -> list[OpenCall]:
    """Put pinned calls at their places and the others, in order, between them."""
    pinned = sorted((call for call in ranked if call.ticket in pins), key=lambda call: (pins[call.ticket], call.ticket))
    slots: list[int] = []
    for call in pinned:
        slots.append(max(pins[call.ticket], slots[-1] + 1 if slots else 0))
    last = len(ranked) - len(pinned)
    by_slot = {min(slot, last + place): call for place, (slot, call) in enumerate(zip(slots, pinned, strict=True))}
    others = iter([call for call in ranked if call.ticket not in pins])
    return [by_slot[slot] if slot in by_slot else next(others) for slot in range(len(ranked))]


def _reasons(call: OpenCall, now: datetime, weights: OrderWeights, pinned_at: int | None) -> tuple[Reason, ...]:
    reasons = []
    if pinned_at is not None:
        reasons.append(Reason("pinned", {"position": pinned_at}))
    if call.is_waiting:
        reasons.append(Reason("waiting"))
    if call.callback_at is not None and call.callback_at <= now + weights.callback_due_ahead:
        reasons.append(Reason("callback_due", {"minutes_left": (call.callback_at - now) // MINUTE}))
    if call.severity is Severity.CRITICAL:
        reasons.append(Reason("critical"))
    if call.waited > weights.waited_long:
        reasons.append(Reason("waited_long", {"hours": call.waited // timedelta(hours=1)}))
    if call.expected_minutes is None:
        reasons.append(Reason("expected_unknown"))
    else:
        figures = {"minutes": round(call.expected_minutes), "sample_count": call.sample_count}
        reasons.append(Reason("expected", figures))
    reasons.append(Reason("severity", {"severity": call.severity.value}))
    if call.is_reachable:
        reasons.append(Reason("reachable"))
    if call.is_same_building:
        reasons.append(Reason("same_building"))
    return tuple(reasons)
