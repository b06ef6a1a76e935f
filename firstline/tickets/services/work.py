"""Work on a ticket: replies, notes, waiting and going on, another severity."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from firstline.catalog.rules import scales
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.texts import clean_line, clean_text
from firstline.ledger.services import record, use_case
from firstline.promises.selectors import targets_for
from firstline.tickets.events import (
    IdentityChecked,
    ReplyWritten,
    TicketResumed,
    TicketTriaged,
    TicketWaiting,
)
from firstline.tickets.models import IdentityMethod, Message, MessageKind, Severity, Status, Ticket, WaitingOn
from firstline.tickets.policies import can_override_severity
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import locked_to_work, moved, save
from firstline.tickets.services._clocks import meet_first_reply, pause_clocks, retarget_clocks
from firstline.tickets.services._parts import (
    attach,
    begin_work,
    end_waiting,
    forget_composer_draft,
    repeated,
    write_message,
    write_note,
)

MAX_WAIT = timedelta(days=366)


@use_case
def reply_to_requester(
    *,
    actor: Actor,
    ticket_id: int,
    body: str,
    now: datetime,
    after_message_id: int | None = None,
    file_ids: Sequence[UUID] = (),
) -> Message:
    """Write an answer to the requester. It is kept as "not sent, no channel" and never sent later by itself.

    ``after_message_id``: the newest message when the page was made; the same words again since are one message.
    ``file_ids``: the actor's uploads that wait in this box. Begins the work, and meets the promise of a first reply.
    *Needs* ticket.work. *Emits* ReplyWritten, TicketTaken when work begins. *Raises* NotFound, NotAllowed,
    RuleBroken (``wrong_status``), Invalid.
    """
    ticket = locked_to_work(actor, ticket_id)
    words = clean_text(body, "body")
    if repeat := repeated(actor, ticket, MessageKind.REPLY, words, after_message_id):
        return repeat
    message = write_message(actor, ticket, MessageKind.REPLY, words, now)
    fact = ReplyWritten(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        message_id=message.pk,
        delivery=message.delivery,
        file_ids=attach(actor, message, "reply", file_ids, now),
    )
    record(fact, actor=actor, at=now)
    meet_first_reply(ticket, at=now)
    begin_work(actor, ticket, moved(ticket, Act.REPLY), now)
    forget_composer_draft(actor, ticket, "reply")
    return message


@use_case
def add_note(
    *,
    actor: Actor,
    ticket_id: int,
    body: str,
    now: datetime,
    after_message_id: int | None = None,
    file_ids: Sequence[UUID] = (),
) -> Message:
    """Add a note that only staff read; the first one begins the work. The rest as for a reply.

    *Needs* ticket.work. *Emits* WorkNoted, TicketTaken when work begins. *Raises* NotFound, NotAllowed, RuleBroken,
    Invalid.
    """
    ticket = locked_to_work(actor, ticket_id)
    words = clean_text(body, "body")
    if repeat := repeated(actor, ticket, MessageKind.NOTE, words, after_message_id):
        return repeat
    message = write_note(actor, ticket, words, now, file_ids)
    begin_work(actor, ticket, moved(ticket, Act.WORK_NOTE), now)
    forget_composer_draft(actor, ticket, "note")
    return message


@use_case
def wait_on(*, actor: Actor, ticket_id: int, waiting_on: str, reason: str, until: datetime, now: datetime) -> Ticket:
    """Put the ticket to waiting on requester, vendor or parts, with a reason and a next date (S-047); clocks pause.

    *Needs* ticket.work. *Emits* TicketWaiting unless nothing changes. *Raises* NotFound, NotAllowed, RuleBroken,
    Invalid (``in_the_past``, ``too_far_ahead``, ``required``).
    """
    if waiting_on not in WaitingOn.values or not waiting_on:
        raise Invalid("unknown_choice", field="waiting_on")
    words = clean_line(reason, "reason")
    if until <= now:
        raise Invalid("in_the_past", field="until")
    if until > now + MAX_WAIT:
        raise Invalid("too_far_ahead", field="until", days=MAX_WAIT.days)
    ticket = locked_to_work(actor, ticket_id)
    was, ticket.status = ticket.status, moved(ticket, Act.WAIT)
    before = (ticket.waiting_on, ticket.waiting_reason, ticket.waiting_until_at)
    if was == Status.WAITING and before == (waiting_on, words, until):
        return ticket
    ticket.waiting_on, ticket.waiting_reason, ticket.waiting_until_at = waiting_on, words, until
    pause_clocks(ticket, at=now)
    save(ticket, "status", "waiting_on", "waiting_reason", "waiting_until_at", "due_at")
    fact = TicketWaiting(desk_id=ticket.desk_id, subject_id=ticket.pk, waiting_on=waiting_on, until=until.isoformat())
    record(fact, actor=actor, at=now)
    return ticket


@use_case
def resume_work(*, actor: Actor, ticket_id: int, now: datetime) -> Ticket:
    """End the waiting; clocks run on. *Needs* ticket.work. *Emits* TicketResumed. *Raises* NotFound, RuleBroken."""
    ticket = locked_to_work(actor, ticket_id)
    ticket.status = moved(ticket, Act.RESUME)
    end_waiting(ticket, now)
    save(ticket, "status", "waiting_on", "waiting_reason", "waiting_until_at", "due_at")
    record(TicketResumed(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)
    return ticket


@use_case
def change_severity(
    *, actor: Actor, ticket_id: int, severity: str, reason: str, now: datetime, version: int | None = None
) -> Ticket:
    """Set another severity, with a reason; the clocks keep what has elapsed and take the new targets.

    *Needs* ticket.work and severity.override. *Emits* TicketTriaged unless nothing changes.
    *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    if severity not in Severity.values:
        raise Invalid("unknown_choice", field="severity")
    words = clean_line(reason, "severity_reason")
    ticket = locked_to_work(actor, ticket_id, version=version)
    if not can_override_severity(actor, ticket.desk_id):
        raise NotAllowed
    moved(ticket, Act.CLASSIFY)
    if (ticket.severity, ticket.severity_reason) == (severity, words):
        return ticket
    old_severity, ticket.severity = ticket.severity, severity
    ticket.severity_rank, ticket.severity_reason = scales.Severity(severity).rank, words
    retarget_clocks(ticket, targets_for(ticket.desk, severity, ticket.entitlement), at=now)
    save(ticket, "severity", "severity_rank", "severity_reason", "due_at")
    fact = TicketTriaged(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_severity=old_severity,
        severity=severity,
        suggested=old_severity,
        impact=ticket.impact,
        urgency=ticket.urgency,
        reason_codes=("override",),
        is_override=True,
    )
    record(fact, actor=actor, at=now)
    return ticket


@use_case
def check_identity(
    *, actor: Actor, ticket_id: int, method: str, verified: bool, now: datetime, version: int | None = None
) -> Ticket:
    """Record how the requester's identity was checked after the call, and whether it held; never the secret.

    *Needs* ticket.work. *Emits* IdentityChecked. *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    if method not in IdentityMethod.values or not method:
        raise Invalid("unknown_choice", field="method")
    ticket = locked_to_work(actor, ticket_id, version=version)
    moved(ticket, Act.CLASSIFY)
    ticket.identity_method, ticket.identity_verified = method, verified
    save(ticket, "identity_method", "identity_verified")
    fact = IdentityChecked(desk_id=ticket.desk_id, subject_id=ticket.pk, method=method, is_verified=verified)
    record(fact, actor=actor, at=now)
    return ticket
