"""The end of a ticket: resolved, closed, reopened, void."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.texts import clean_line, clean_text
from firstline.ledger.services import record, use_case
from firstline.tickets.events import TicketClosed, TicketReopened, TicketResolved, TicketVoided
from firstline.tickets.models import Message, MessageKind, ResolutionCode, Ticket
from firstline.tickets.policies import can_close, can_void
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import locked, locked_to_work, moved, refuse_unverified, save
from firstline.tickets.services._clocks import meet_all, reopen_clocks, stop_clocks
from firstline.tickets.services._parts import end_waiting, forget_composer_draft, write_note

ON_THE_CALL, REFERRED = "on_the_call", "referred"
ENDS_ON_THE_CALL = frozenset({ON_THE_CALL, REFERRED})
"""Codes by which a call itself ends the ticket."""
MAX_MINUTES = 60 * 24 * 30
ENDS_WITHOUT_HELP = frozenset({"withdrawn", "duplicate", "not_reproducible", REFERRED})
"""Codes by which nothing was given to the caller, so that an unverified one may be sent away with them."""
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
    ticket.status = moved(ticket, Act.RESOLVE)
    code = ResolutionCode.objects.filter(code=resolution_code, is_active=True).first()
    if code is None:
        raise Invalid("unknown_choice", field="resolution_code")
    if not 0 <= minutes <= MAX_MINUTES:
        raise Invalid("out_of_range", field="minutes", minimum=0, maximum=MAX_MINUTES)
    if resolution_code not in ENDS_WITHOUT_HELP:
        refuse_unverified(ticket)
    words = clean_text(note, "note", required=False)
    end_waiting(ticket, now)
    meet_all(ticket, at=now)
    ticket.resolution_code, ticket.resolution_note = code, words
    ticket.minutes_worked, ticket.resolved_at, ticket.resolved_by_id = minutes, now, actor.user_id
    ticket.assignee_id = ticket.assignee_id or actor.user_id
    save(ticket, *RESOLVED_FIELDS)
    _write_resolution(actor, ticket, words, now)
    fact = TicketResolved(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        resolution_code=resolution_code,
        minutes_worked=minutes,
        estimated_minutes=ticket.estimated_minutes,
    )
    record(fact, actor=actor, at=now)
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
    return _close(actor, ticket, now)


@use_case
def close_on_the_call(*, actor: Actor, ticket_id: int, now: datetime) -> Ticket:
    """Close what the actor resolved with the caller on the line: the caller's own word stands for the timer.

    *Needs* ticket.work, and to have resolved it oneself by a code of a call. *Emits* TicketClosed.
    *Raises* NotFound, NotAllowed, RuleBroken (``resolve_first``, ``already_closed``).
    """
    ticket = locked_to_work(actor, ticket_id)
    code = ticket.resolution_code
    if code is not None and (code.code not in ENDS_ON_THE_CALL or ticket.resolved_by_id != actor.user_id):
        raise NotAllowed
    return _close(actor, ticket, now)


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


def _close(actor: Actor, ticket: Ticket, now: datetime) -> Ticket:
    ticket.status = moved(ticket, Act.CLOSE)
    ticket.closed_at = now
    save(ticket, "status", "closed_at")
    record(TicketClosed(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)
    return ticket


def _write_resolution(actor: Actor, ticket: Ticket, words: str, now: datetime) -> None:
    if not words:
        return
    Message.objects.create(
        ticket=ticket,
        kind=MessageKind.RESOLUTION,
        is_public=False,
        body=words,
        author_id=actor.user_id,
        author_name=actor.name,
        written_at=now,
    )
