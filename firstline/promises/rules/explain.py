"""Where the time of a clock went: its whole life cut into stretches that were counted, paused, or outside hours.

The clock itself (``clock``) keeps sums; this replays the same happenings and keeps what lay between them, so that a
page can answer for each minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from firstline.calendars.rules import business_time
from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.promises.rules import clock
from firstline.promises.rules.clock import ClockAct, ClockEvent, ClockPhase, ClockState, Target

ZERO = timedelta(0)


class StretchKind(StrEnum):
    """What became of a stretch of time."""

    COUNTED = "counted"  # the clock ran, within hours
    CLOSED = "closed"  # the clock ran, outside hours
    PAUSED = "paused"  # the ticket waited, within hours or not
    ENDED = "ended"  # between an end (met, stopped) and the next reopening


@dataclass(frozen=True)
class Stretch:
    """One stretch of a clock's life.

    ``open_time``: what of it lay within hours; of a pause that is the time it spared. ``total``: open time counted at
    its end. ``cause``: which of the events paused or ended the clock, None where it ran. ``is_ahead``: it has not
    been yet; it will be so if nothing happens.
    """

    begin: datetime
    end: datetime
    kind: StretchKind
    open_time: timedelta
    total: timedelta
    cause: int | None = None
    is_ahead: bool = False

    @property
    def counted(self) -> timedelta:
        """Return how much of it counted towards the promise."""
        return self.open_time if self.kind is StretchKind.COUNTED else ZERO


@dataclass(frozen=True)
class Explanation:
    """A clock's life: its stretches in order, and the state in which it stands now."""

    stretches: tuple[Stretch, ...]
    state: ClockState

    @property
    def counted(self) -> timedelta:
        """Return the open time counted so far."""
        return sum((part.counted for part in self.stretches if not part.is_ahead), ZERO)

    @property
    def paused(self) -> timedelta:
        """Return the open time that pauses have spared so far."""
        return sum((part.open_time for part in self.stretches if part.kind is StretchKind.PAUSED), ZERO)


def explain(
    target: Target, calendar: CompiledCalendar, at: datetime, events: Sequence[ClockEvent], now: datetime
) -> Explanation:
    """Return the stretches of a clock that started at ``at``, up to its end, or to ``now`` and on to its due time.

    They touch each other; two of one kind touch only at an event, or at ``now``. The counted ones add up to
    ``clock.elapsed_total``, but for a promise by the end of a day that another calendar converted.

    Worked value: 3 h promised on Friday 14:30, school hours 7:30–15:30, asked for then: counted to 15:30 (1 h), closed
    to Monday 7:30, counted to 9:30 (3 h).
    """
    state, cause = clock.start(target, calendar, at), None
    stretches: list[Stretch] = []
    since = state.started_at
    for index, event in enumerate(events):
        after = clock.applied(state, calendar, event)
        if after == state and not _renews_pause(state, event):
            continue
        moment = max(since, event.at.replace(microsecond=0))
        stretches += _between(state, calendar, since, moment, cause)
        calendar = event.calendar or calendar
        cause = _cause_of(state, after, index, cause, renews=_renews_pause(state, event))
        state, since = after, moment
    if state.has_ended:
        return Explanation(tuple(stretches), state)
    now = max(since, now.replace(microsecond=0))
    stretches += _between(state, calendar, since, now, cause)
    if state.running_since_at is not None and state.due_at is not None:
        stretches += _between(state, calendar, now, state.due_at, cause, is_ahead=True)
    return Explanation(tuple(stretches), state)


def _renews_pause(state: ClockState, event: ClockEvent) -> bool:
    """Whether a clock that is paused already is paused for another reason."""
    return event.act is ClockAct.PAUSE and state.phase is ClockPhase.PAUSED


def _cause_of(before: ClockState, after: ClockState, index: int, cause: int | None, *, renews: bool) -> int | None:
    if after.running_since_at is not None:
        return None
    is_new = renews or before.running_since_at is not None or before.has_ended != after.has_ended
    return index if is_new else cause


def _between(
    state: ClockState,
    calendar: CompiledCalendar,
    begin: datetime,
    end: datetime,
    cause: int | None,
    *,
    is_ahead: bool = False,
) -> Iterator[Stretch]:
    """Cut the time between two moments, through which the clock stood in one state."""
    if end <= begin:
        return
    if state.running_since_at is None:
        kind = StretchKind.ENDED if state.has_ended else StretchKind.PAUSED
        yield Stretch(begin, end, kind, business_time.elapsed(calendar, begin, end), state.elapsed, cause)
        return
    total = clock.elapsed_total(state, calendar, begin)
    for opens, closes in business_time.open_stretches(calendar, begin, end):
        if opens > begin:
            yield Stretch(begin, opens, StretchKind.CLOSED, ZERO, total, is_ahead=is_ahead)
        total += closes - opens
        yield Stretch(opens, closes, StretchKind.COUNTED, closes - opens, total, is_ahead=is_ahead)
        begin = closes
    if begin < end:
        yield Stretch(begin, end, StretchKind.CLOSED, ZERO, total, is_ahead=is_ahead)
