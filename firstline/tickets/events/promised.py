"""Facts about what was promised: callbacks, and promised times that are near or broken."""

from dataclasses import dataclass
from typing import ClassVar

from firstline.kernel.facts import Code, Moment
from firstline.tickets.events import TicketFact


@dataclass(frozen=True, kw_only=True)
class CallbackPromisedLater(TicketFact):
    """Somebody will ring the requester at a time; promised from the ticket, not on a call."""

    verb: ClassVar[str] = "tickets.callback_promised"

    callback_id: int
    promised_at: Moment
    for_user_id: int | None


@dataclass(frozen=True, kw_only=True)
class CallbackTried(TicketFact):
    """Somebody rang back: ``outcome`` is reached, no_answer (again at a time), or not_needed (nobody had to ring)."""

    verb: ClassVar[str] = "tickets.callback_tried"

    callback_id: int
    outcome: Code
    again_at: Moment | None


@dataclass(frozen=True, kw_only=True)
class CallbackNear(TicketFact):
    """A promised callback is due in a few minutes."""

    verb: ClassVar[str] = "tickets.callback_near"

    callback_id: int
    due_at: Moment


@dataclass(frozen=True, kw_only=True)
class CallbackMissed(TicketFact):
    """The time of a promised callback has passed, and nobody rang."""

    verb: ClassVar[str] = "tickets.callback_missed"

    callback_id: int
    due_at: Moment


@dataclass(frozen=True, kw_only=True)
class PromiseNear(TicketFact):
    """Most of a promised time is used."""

    verb: ClassVar[str] = "tickets.promise_near"

    kind: Code
    due_at: Moment


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(TicketFact):
    """A promised time has passed."""

    verb: ClassVar[str] = "tickets.promise_broken"

    kind: Code
    due_at: Moment
    severity: Code
