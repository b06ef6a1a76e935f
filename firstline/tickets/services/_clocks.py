"""The promised times of a ticket: rows of ``TicketClock`` moved by the pure rules of ``promises``.

Every step also sets ``ticket.due_at``, the next promised time, which lists sort by; the caller writes the ticket.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from firstline.calendars.rules.business_time import CompiledCalendar
from firstline.calendars.selectors import compiled
from firstline.promises.rules import clock
from firstline.promises.rules.clock import ClockState
from firstline.promises.selectors import Targets, targets_for
from firstline.tickets.models import Status, Ticket, TicketClock
from firstline.tickets.selectors.clocks import state_of

FIRST_REPLY, SOLVE = "first_reply", "solve"
Step = Callable[[ClockState, CompiledCalendar], ClockState]


def new_clocks(ticket: Ticket, targets: Targets, *, at: datetime) -> list[TicketClock]:
    """Return both clocks of a new ticket, started at the moment of the contact, not yet written."""
    calendar = compiled(ticket.desk.calendar, at)
    rows = [
        _store(TicketClock(ticket=ticket, kind=kind), clock.start(target, calendar, at), calendar)
        for kind, target in ((FIRST_REPLY, targets.first_reply), (SOLVE, targets.solve))
    ]
    _set_due(ticket, rows)
    return rows


def meet_first_reply(ticket: Ticket, *, at: datetime) -> None:
    """Meet the first promise: the requester has an answer; later answers change nothing."""
    _move(ticket, at, lambda state, calendar: clock.meet(state, calendar, at), kinds=(FIRST_REPLY,))


def meet_all(ticket: Ticket, *, at: datetime) -> None:
    """Meet both promises: the ticket is resolved, from waiting too."""
    _move(ticket, at, lambda state, calendar: clock.meet(clock.resume(state, calendar, at), calendar, at))


def meet_new(ticket: Ticket, rows: list[TicketClock], *, at: datetime) -> None:
    """Meet both promises of a new ticket, whose clocks are not written yet."""
    calendar = compiled(ticket.desk.calendar, at)
    for row in rows:
        _store(row, clock.meet(state_of(row), calendar, at), calendar)
    _set_due(ticket, rows)


def stop_clocks(ticket: Ticket, *, at: datetime) -> None:
    """Stop without a judgement: nothing is owed any more (void)."""
    _move(ticket, at, lambda state, calendar: clock.stop(state, calendar, at))


def pause_clocks(ticket: Ticket, *, at: datetime) -> None:
    """Pause: the ticket waits on somebody."""
    _move(ticket, at, lambda state, calendar: clock.pause(state, calendar, at))


def resume_clocks(ticket: Ticket, *, at: datetime) -> None:
    """Count on: the waiting is over."""
    _move(ticket, at, lambda state, calendar: clock.resume(state, calendar, at))


def reopen_clocks(ticket: Ticket, *, at: datetime) -> None:
    """Count on towards the solution: the fix did not hold; the first reply has been given.

    What is promised is what its severity promises now: it may have changed while the ticket was done.
    """
    solve = targets_for(ticket.desk, ticket.severity, ticket.entitlement).solve

    def step(state: ClockState, calendar: CompiledCalendar) -> ClockState:
        return clock.retarget(clock.reopen(state, calendar, at), calendar, at, solve)

    _move(ticket, at, step, kinds=(SOLVE,))


def unmeet_first_reply(ticket: Ticket, *, at: datetime) -> None:
    """Owe the first reply again: what met it was no answer to the requester. While the ticket waits, it is paused."""

    def step(state: ClockState, calendar: CompiledCalendar) -> ClockState:
        owed = clock.reopen(state, calendar, at)
        return clock.pause(owed, calendar, at) if ticket.status == Status.WAITING else owed

    _move(ticket, at, step, kinds=(FIRST_REPLY,))


def retarget_clocks(ticket: Ticket, targets: Targets, *, at: datetime) -> None:
    """Promise what another severity promises; what has elapsed stays counted."""
    rows = list(ticket.clocks.select_for_update())
    retargeted(ticket, rows, targets, at=at)
    for row in rows:
        row.save()


def retargeted(ticket: Ticket, rows: list[TicketClock], targets: Targets, *, at: datetime) -> None:
    """Set what another severity promises on clocks that are held, without writing them."""
    by_kind = {FIRST_REPLY: targets.first_reply, SOLVE: targets.solve}
    calendar = compiled(ticket.desk.calendar, at)
    for row in rows:
        _store(row, clock.retarget(state_of(row), calendar, at, by_kind[row.kind]), calendar)
    _set_due(ticket, rows)


def put_clocks(ticket: Ticket, states: Mapping[str, ClockState], *, at: datetime) -> None:
    """Put states that were worked out from the ticket's facts in place of the stored ones, by kind.

    Of a time that lies ahead again somebody may be told anew.
    """
    for kind, state in states.items():
        _move(ticket, at, partial(_instead, state), kinds=(kind,))
    ticket.clocks.filter(kind__in=states, due_at__gte=at).update(late_told_at=None)
    ticket.clocks.filter(kind__in=states, warn_at__gt=at).update(warned_at=None)


def _instead(state: ClockState, _before: ClockState, _calendar: CompiledCalendar) -> ClockState:
    return state


def _move(ticket: Ticket, at: datetime, step: Step, *, kinds: tuple[str, ...] = (FIRST_REPLY, SOLVE)) -> None:
    calendar = compiled(ticket.desk.calendar, at)
    rows = list(ticket.clocks.select_for_update())
    for row in rows:
        if row.kind in kinds:
            before = state_of(row)
            after = step(before, calendar)
            if after != before:
                _store(row, after, calendar).save()
    _set_due(ticket, rows)


def _store(row: TicketClock, state: ClockState, calendar: CompiledCalendar) -> TicketClock:
    """Put the state into the row. Another target is another promise: of it somebody may be told anew."""
    if row.pk is not None and state.target != state_of(row).target:
        row.warned_at, row.late_told_at = None, None
    duration = state.target.duration
    row.target_minutes = None if duration is None else round(duration.total_seconds() / 60)
    row.target_business_days = state.target.business_days
    row.warn_at = clock.share_reached_at(state, calendar)
    row.started_at, row.running_since_at, row.due_at = state.started_at, state.running_since_at, state.due_at
    row.elapsed_seconds = round(state.elapsed.total_seconds())
    row.met_at, row.stopped_at = state.met_at, state.stopped_at
    return row


def _set_due(ticket: Ticket, rows: list[TicketClock]) -> None:
    open_rows = [row.due_at for row in rows if row.met_at is None and row.stopped_at is None and row.due_at]
    ticket.due_at = min(open_rows, default=None)
