"""How a ticket ends, set but not written: what resolving it and solving it on the call share. Internal to services."""

from dataclasses import dataclass
from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.facts import Fact
from firstline.kernel.texts import clean_text
from firstline.tickets.events import TicketClosed, TicketResolved
from firstline.tickets.models import Message, MessageKind, Ticket, TicketClock
from firstline.tickets.policies import can_work
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.rules.resolution_codes import ENDS_WITHOUT_HELP
from firstline.tickets.selectors.settled import resolution_codes
from firstline.tickets.services._access import moved, refuse_unverified
from firstline.tickets.services._clocks import meet_new

MAX_MINUTES = 60 * 24 * 30


@dataclass(frozen=True)
class Ending:
    """How it was solved: a resolution code, what helped, the minutes worked."""

    code: str
    note: str
    minutes: int


def set_resolved(actor: Actor, ticket: Ticket, ending: Ending, now: datetime) -> None:
    """Set what resolving sets, but for clocks and waiting. *Raises* RuleBroken, Invalid."""
    ticket.status = moved(ticket, Act.RESOLVE)
    code = next((code for code in resolution_codes(ticket.desk) if code.code == ending.code), None)
    if code is None:
        raise Invalid("unknown_choice", field="resolution_code")
    if not 0 <= ending.minutes <= MAX_MINUTES:
        raise Invalid("out_of_range", field="minutes", minimum=0, maximum=MAX_MINUTES)
    if ending.code not in ENDS_WITHOUT_HELP:
        refuse_unverified(ticket)
    ticket.resolution_code, ticket.resolution_note = code, clean_text(ending.note, "note", required=False)
    ticket.minutes_worked, ticket.resolved_at, ticket.resolved_by_id = ending.minutes, now, actor.user_id
    ticket.assignee_id = ticket.assignee_id or actor.user_id


def set_closed(ticket: Ticket, now: datetime) -> None:
    """Set what closing sets. *Raises* RuleBroken."""
    ticket.status = moved(ticket, Act.CLOSE)
    ticket.closed_at = now


def end_with_the_call(actor: Actor, ticket: Ticket, clocks: list[TicketClock], ending: Ending, now: datetime) -> None:
    """Resolve and close a new ticket before it is written: the caller's own word stands for the timer.

    *Needs* ticket.work. *Raises* NotAllowed, RuleBroken (``identity_not_verified``), Invalid.
    """
    if not can_work(actor, ticket):
        raise NotAllowed
    set_resolved(actor, ticket, ending, now)
    meet_new(ticket, clocks, at=now)
    set_closed(ticket, now)
    ticket.version += 2  # the version counts acts, and these are two


def resolution_message(actor: Actor, ticket: Ticket, now: datetime) -> list[Message]:
    """Return what helped as a message, not yet written; none where nothing was said."""
    if not ticket.resolution_note:
        return []
    return [
        Message(
            ticket=ticket,
            kind=MessageKind.RESOLUTION,
            is_public=False,
            body=ticket.resolution_note,
            author_id=actor.user_id,
            author_name=actor.name,
            written_at=now,
        )
    ]


def resolved_fact(ticket: Ticket, ending: Ending) -> Fact:
    """Return the fact of resolving."""
    return TicketResolved(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        resolution_code=ending.code,
        minutes_worked=ending.minutes,
        estimated_minutes=ticket.estimated_minutes,
    )


def closed_fact(ticket: Ticket) -> Fact:
    """Return the fact of closing."""
    return TicketClosed(desk_id=ticket.desk_id, subject_id=ticket.pk)
