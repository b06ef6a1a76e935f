"""The end of a ticket: resolved, closed, reopened, void."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.texts import clean_line, clean_text
from firstline.ledger.services import record, record_all, use_case
from firstline.tickets.events import TicketReopened, TicketVoided
from firstline.tickets.models import Message, Ticket
from firstline.tickets.policies import can_close, can_void
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import locked, locked_to_work, moved, save
from firstline.tickets.services._clocks import meet_all, reopen_clocks, stop_clocks
from firstline.tickets.services._ending import (
    Ending,
    closed_fact,
    resolution_message,
    resolved_fact,
    set_closed,
    set_resolved,
)
from firstline.tickets.services._parts import (
    end_waiting,
    forget_composer_draft,
    forget_waiting,
    let_assignee_read,
    write_note,
)

RESOLVED_FIELDS = (
    "status",
    "waiting_on",
    "waiting_reason",
    "waiting_until_at",
    "due_at",
    "resolution_code",
    "resolution_note",
    "minutes_worked",
    "resolved_at",
    "resolved_by_id",
    "assignee_id",
    "reader_ids",
)


@use_case
def resolve_ticket(
    *,
    actor: Actor,
    ticket_id: int,
    resolution_code: str,
    note: str,
    minutes: int,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Offer a fix: code, note and minutes worked. From any open status; whoever is second gets a conflict.

    *Needs* ticket.work. *Emits* TicketResolved. *Raises* NotFound, NotAllowed, Conflict, RuleBroken
    (``wrong_status``, ``identity_not_verified``), Invalid.
    """
    ticket = locked_to_work(actor, ticket_id, version=version)
    ending = Ending(resolution_code, note, minutes)
    set_resolved(actor, ticket, ending, now)
    came = let_assignee_read(ticket)
    forget_waiting(ticket)
    meet_all(ticket, at=now)
    save(ticket, *RESOLVED_FIELDS)
    Message.objects.bulk_create(resolution_message(actor, ticket, now))
    record_all([resolved_fact(ticket, ending), *came], actor=actor, at=now)
    forget_composer_draft(actor, ticket, "resolve")
    ticket.order_pins.all().delete()
    return ticket


@use_case
def close_ticket(*, actor: Actor, ticket_id: int, now: datetime) -> Ticket:
    """Close what is resolved before the timer does.

    *Needs* ticket.close. *Emits* TicketClosed. *Raises* NotFound, NotAllowed, RuleBroken (``resolve_first``,
    ``already_closed``).
    """
    ticket = locked(actor, ticket_id)
    if not can_close(actor, ticket):
        raise NotAllowed
    set_closed(ticket, now)
    save(ticket, "status", "closed_at")
    record(closed_fact(ticket), actor=actor, at=now)
    return ticket


@use_case
def reopen_ticket(*, actor: Actor, ticket_id: int, reason: str, now: datetime) -> Ticket:
    """Take up again what was resolved or closed: the fix did not hold. Counted; the promise to solve runs on.

    *Needs* ticket.work. *Emits* TicketReopened. *Raises* NotFound, NotAllowed, RuleBroken, Invalid.
    """
    words = clean_text(reason, "reason")
    ticket = locked_to_work(actor, ticket_id)
    ticket.status = moved(ticket, Act.REOPEN)
    ticket.reopened_count += 1
    ticket.closed_at = ticket.resolved_at = ticket.resolution_code = None
    reopen_clocks(ticket, at=now)
    save(ticket, "status", "reopened_count", "closed_at", "resolved_at", "resolution_code", "due_at")
    write_note(actor, ticket, words, now)
    fact = TicketReopened(desk_id=ticket.desk_id, subject_id=ticket.pk, reopened_count=ticket.reopened_count)
    record(fact, actor=actor, at=now)
    return ticket


@use_case
def void_ticket(*, actor: Actor, ticket_id: int, reason: str, now: datetime) -> Ticket:
    """Take a mistake or a test out of every figure, with a reason. *Needs* ticket.void. *Emits* TicketVoided.

    *Raises* NotFound, NotAllowed, RuleBroken, Invalid.
    """
    words = clean_line(reason, "reason")
    ticket = locked(actor, ticket_id)
    if not can_void(actor, ticket):
        raise NotAllowed
    ticket.status = moved(ticket, Act.VOID)
    end_waiting(ticket, now)
    stop_clocks(ticket, at=now)
    save(ticket, "status", "waiting_on", "waiting_reason", "waiting_until_at", "due_at")
    write_note(actor, ticket, words, now)
    ticket.order_pins.all().delete()
    record(TicketVoided(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)
    return ticket
