"""What requesters do with their own requests: answer, add files, say that it works again or that it does not."""

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from firstline.files.services import mark_attached, store_file
from firstline.kernel.actor import Actor
from firstline.kernel.errors import RuleBroken
from firstline.kernel.texts import clean_text
from firstline.ledger.services import record, use_case
from firstline.tickets.events import RequesterAnswered, TicketClosed, TicketReopened
from firstline.tickets.models import Attachment, Message, MessageKind, Status, Ticket
from firstline.tickets.rules.lifecycle import Act, ReplyOutcome, reply_outcome, step
from firstline.tickets.rules.lifecycle import Status as LifeStatus
from firstline.tickets.rules.lifecycle import WaitingOn as LifeWaitingOn
from firstline.tickets.services._access import locked_own, moved, save
from firstline.tickets.services._clocks import reopen_clocks
from firstline.tickets.services._parts import end_waiting, forget_composer_draft, repeated
from firstline.tickets.services.composer import ANSWER

Upload = tuple[str, BinaryIO, int]
"""Name, bytes, size."""


@use_case
def answer_request(
    *, actor: Actor, ticket_id: int, body: str, now: datetime, uploads: Sequence[Upload] = (), after_message_id: int = 0
) -> Message:
    """Write the requester's words, with files. They end waiting on the requester and, within 14 days, reopen.

    ``after_message_id``: the newest message when the page was made; the same words again since are one message.
    *Needs* to be the requester. *Emits* RequesterAnswered, TicketReopened. *Raises* NotFound, Invalid, RuleBroken
    (``answer_too_late``).
    """
    ticket = locked_own(actor, ticket_id)
    words = clean_text(body, "body")
    if repeat := repeated(actor, ticket, MessageKind.REQUEST, words, after_message_id):
        return repeat
    status = LifeStatus(ticket.status)
    if reply_outcome(status, ticket.closed_at or ticket.resolved_at, now) is ReplyOutcome.OPENS_LINKED_TICKET:
        raise RuleBroken("answer_too_late", field="body")
    waiting_on = LifeWaitingOn(ticket.waiting_on) if ticket.waiting_on else None
    done = step(status, Act.REQUESTER_REPLY, waiting_on)
    message = Message.objects.create(
        ticket=ticket,
        kind=MessageKind.REQUEST,
        is_public=True,
        body=words,
        author_id=actor.user_id,
        author_person_id=actor.person_id,
        author_name=actor.name,
        channel="portal",
        written_at=now,
    )
    files = _attach(actor, message, uploads, now)
    fact = RequesterAnswered(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=message.pk, file_ids=files)
    record(fact, actor=actor, at=now)
    ticket.status = done.after.value
    if done.is_reopening:
        _reopen(actor, ticket, now)
    elif done.before is LifeStatus.WAITING and done.after is not LifeStatus.WAITING:
        end_waiting(ticket, now)
    save(ticket, "status", "waiting_on", "waiting_reason", "waiting_until_at", "due_at")
    forget_composer_draft(actor, ticket, ANSWER)
    return message


@use_case
def confirm_solved(*, actor: Actor, ticket_id: int, now: datetime) -> Ticket:
    """Say that it works again: what is resolved is closed, before the timer does it.

    *Needs* to be the requester. *Emits* TicketClosed unless it is closed already. *Raises* NotFound, RuleBroken
    (``resolve_first``).
    """
    ticket = locked_own(actor, ticket_id)
    if ticket.status == Status.CLOSED:
        return ticket
    ticket.status, ticket.closed_at = moved(ticket, Act.CLOSE), now
    save(ticket, "status", "closed_at")
    record(TicketClosed(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)
    return ticket


def _reopen(actor: Actor, ticket: Ticket, now: datetime) -> None:
    ticket.reopened_count += 1
    ticket.closed_at = ticket.resolved_at = ticket.resolution_code = None
    reopen_clocks(ticket, at=now)
    save(ticket, "status", "reopened_count", "closed_at", "resolved_at", "resolution_code", "due_at")
    fact = TicketReopened(desk_id=ticket.desk_id, subject_id=ticket.pk, reopened_count=ticket.reopened_count)
    record(fact, actor=actor, at=now)


def _attach(actor: Actor, message: Message, uploads: Sequence[Upload], now: datetime) -> tuple[int, ...]:
    desk_id = message.ticket.desk_id
    files = [
        store_file(actor=actor, desk_id=desk_id, name=name, source=source, size=size, now=now)
        for name, source, size in uploads
    ]
    mark_attached(actor=actor, desk_id=desk_id, file_ids=[file.public_id for file in files], now=now)
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file, position=position) for position, file in enumerate(files)
    )
    return tuple(file.pk for file in files)
