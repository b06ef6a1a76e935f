"""The life of a ticket as a table: which act is possible in which status, and where it leads (DOMAIN.md, Ticket).

Who may do it stands in ``policies``; what must be given with it (a reason, a next date, a code) is asked by the
services.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from firstline.kernel.errors import RuleBroken


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    RESOLVED = "resolved"
    CLOSED = "closed"
    VOID = "void"


class WaitingOn(StrEnum):
    """Whom or what a waiting ticket waits for."""

    REQUESTER = "requester"
    VENDOR = "vendor"
    PARTS = "parts"


class Act(StrEnum):
    """What may be done with a ticket that exists. Opening one gives ``new``."""

    TAKE = "take"  # assign to oneself and begin
    ASSIGN = "assign"  # to somebody; does not begin the work
    CLASSIFY = "classify"  # nature, impact, urgency, severity
    REPLY = "reply"  # words of staff to the requester
    WORK_NOTE = "work_note"  # a note of staff
    REQUESTER_REPLY = "requester_reply"  # words of the requester
    FORWARD = "forward"  # to another level or group; empties the assignee
    ESCALATE = "escalate"  # to the director; the ticket stays where it is
    WAIT = "wait"
    RESUME = "resume"
    SCHEDULE = "schedule"
    RESOLVE = "resolve"
    LOG_AND_RESOLVE = "log_and_resolve"  # "solved, log and close": resolved and closed at once
    CLOSE = "close"
    REOPEN = "reopen"
    VOID = "void"


class ClockEffect(StrEnum):
    """What a change of status does to the clock of the solving promise."""

    NONE = "none"
    PAUSE = "pause"
    RESUME = "resume"
    MEET = "meet"
    REOPEN = "reopen"
    STOP = "stop"


@dataclass(frozen=True)
class Step:
    """What an act does: the status after it, whether the assignee is emptied, whether it counts as a reopening."""

    before: Status
    act: Act
    after: Status
    clears_assignee: bool = False
    is_reopening: bool = False
    clock: ClockEffect = ClockEffect.NONE


class ActRefused(RuleBroken):
    """The act is not possible in this status; ``params``: ``status``, ``act``. The code says what to do instead."""

    code = "act_refused"


class ReplyOutcome(StrEnum):
    """What becomes of a requester's reply."""

    CONTINUES = "continues"
    REOPENS = "reopens"
    OPENS_LINKED_TICKET = "opens_linked_ticket"


OPEN_STATUSES = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING, Status.SCHEDULED})
REOPEN_WINDOW = timedelta(days=14)

_STAYS = {Act.ASSIGN, Act.CLASSIFY, Act.FORWARD, Act.ESCALATE, Act.REQUESTER_REPLY}
_ENDS = {Act.RESOLVE: Status.RESOLVED, Act.VOID: Status.VOID}
_MOVES = {Act.WAIT: Status.WAITING, Act.SCHEDULE: Status.SCHEDULED}
_BEGINS = {Act.TAKE, Act.REPLY, Act.WORK_NOTE}

TRANSITIONS: Mapping[Status, Mapping[Act, Status]] = {
    Status.NEW: {
        **dict.fromkeys(_STAYS, Status.NEW),
        **dict.fromkeys(_BEGINS, Status.IN_PROGRESS),
        **_MOVES,
        **_ENDS,
        Act.LOG_AND_RESOLVE: Status.CLOSED,
    },
    Status.IN_PROGRESS: {**dict.fromkeys(_STAYS | _BEGINS, Status.IN_PROGRESS), **_MOVES, **_ENDS},
    Status.WAITING: {
        **dict.fromkeys(_STAYS | _BEGINS, Status.WAITING),
        **_MOVES,
        **_ENDS,
        Act.RESUME: Status.IN_PROGRESS,
    },
    Status.SCHEDULED: {
        **dict.fromkeys(_STAYS | _BEGINS, Status.SCHEDULED),
        **_MOVES,
        **_ENDS,
        Act.RESUME: Status.IN_PROGRESS,
    },
    Status.RESOLVED: {
        Act.CLASSIFY: Status.RESOLVED,
        Act.ESCALATE: Status.RESOLVED,
        Act.REPLY: Status.RESOLVED,
        Act.WORK_NOTE: Status.RESOLVED,
        Act.REQUESTER_REPLY: Status.IN_PROGRESS,
        Act.CLOSE: Status.CLOSED,
        Act.REOPEN: Status.IN_PROGRESS,
        Act.VOID: Status.VOID,
    },
    Status.CLOSED: {
        Act.ESCALATE: Status.CLOSED,
        Act.WORK_NOTE: Status.CLOSED,
        Act.REQUESTER_REPLY: Status.IN_PROGRESS,
        Act.REOPEN: Status.IN_PROGRESS,
        Act.VOID: Status.VOID,
    },
    Status.VOID: {},
}
"""A pair that is missing is refused. Replies to waiting and closed tickets: see ``step`` and ``reply_outcome``."""


def step(status: Status, act: Act, waiting_on: WaitingOn | None = None) -> Step:
    """Return what an act does in a status.

    ``waiting_on`` is what a waiting ticket waits for: a requester's reply ends only waiting on the requester.

    *Raises* ActRefused with ``ticket_is_void``, ``reopen_first``, ``resolve_first``, ``not_waiting``,
    ``not_resolved``, ``already_resolved``, ``already_closed`` or ``only_when_new``; params: ``status``, ``act``.

    Worked value: waiting on the requester + the requester replies → in progress, and the clock goes on.
    """
    after = TRANSITIONS[status].get(act)
    if after is None:
        raise ActRefused(_refusal(status, act), status=status.value, act=act.value)
    if status is Status.WAITING and act is Act.REQUESTER_REPLY and waiting_on is WaitingOn.REQUESTER:
        after = Status.IN_PROGRESS
    return Step(
        status,
        act,
        after,
        clears_assignee=act is Act.FORWARD,
        is_reopening=status not in OPEN_STATUSES and after in OPEN_STATUSES,
        clock=clock_effect(status, after),
    )


def is_possible(status: Status, act: Act) -> bool:
    """Tell whether the act is possible in this status; pages offer only what is."""
    return act in TRANSITIONS[status]


def clock_effect(before: Status, after: Status) -> ClockEffect:
    """Return what a change of status does to the solving clock.

    Waiting pauses it, a booked visit does not; whether waiting on a vendor or on parts pauses is a policy of the desk.
    """
    if after is Status.VOID:
        return ClockEffect.STOP
    if before in OPEN_STATUSES and after not in OPEN_STATUSES:
        return ClockEffect.MEET
    if before not in OPEN_STATUSES and after in OPEN_STATUSES:
        return ClockEffect.REOPEN
    if (before is Status.WAITING) == (after is Status.WAITING):
        return ClockEffect.NONE
    return ClockEffect.PAUSE if after is Status.WAITING else ClockEffect.RESUME


def reply_outcome(
    status: Status, ended_at: datetime | None, now: datetime, window: timedelta = REOPEN_WINDOW
) -> ReplyOutcome:
    """Return what becomes of a requester's reply: within 14 days it reopens, later it opens a linked ticket.

    ``ended_at`` is when the ticket was closed, or resolved when it is not closed. A reply to a void ticket opens a new
    one as well, so that no words are lost.
    """
    if status in OPEN_STATUSES:
        return ReplyOutcome.CONTINUES
    if status is Status.VOID or ended_at is None or now - ended_at > window:
        return ReplyOutcome.OPENS_LINKED_TICKET
    return ReplyOutcome.REOPENS


_REFUSALS = {
    Act.LOG_AND_RESOLVE: "only_when_new",
    Act.RESOLVE: "already_resolved",
    Act.CLOSE: "resolve_first",
    Act.REOPEN: "not_resolved",
}


def _refusal(status: Status, act: Act) -> str:
    if status is Status.VOID:
        return "ticket_is_void"
    if act is Act.CLOSE and status is Status.CLOSED:
        return "already_closed"
    if act is Act.RESUME and status in OPEN_STATUSES:
        return "not_waiting"
    return _REFUSALS.get(act, "reopen_first")
