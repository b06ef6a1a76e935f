"""Parts that several use cases of this room share: messages, the end of waiting, the beginning of work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from firstline.files.services import mark_attached
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid
from firstline.ledger.services import record
from firstline.tickets.events import ReadersChanged, TicketTaken, WorkNoted
from firstline.tickets.models import (
    Attachment,
    ComposerDraft,
    ComposerFile,
    Message,
    MessageKind,
    Status,
    Ticket,
    TicketClock,
)
from firstline.tickets.services._access import save
from firstline.tickets.services._clocks import resume_clocks

NO_CHANNEL = "no_channel"
TOLD_FIELDS = ("warned_at", "late_told_at")


def begin_work(actor: Actor, ticket: Ticket, new_status: str, now: datetime) -> None:
    """Move the status as the act says; the first move from New records that work began."""
    was_new, ticket.status = ticket.status == Status.NEW, new_status
    save(ticket, "status", "due_at")
    if was_new and new_status == Status.IN_PROGRESS:
        record(TicketTaken(desk_id=ticket.desk_id, subject_id=ticket.pk), actor=actor, at=now)


def let_assignee_read(ticket: Ticket) -> list[ReadersChanged]:
    """Put whoever has a need-to-know ticket among its readers, without writing it; return the fact, where it is one."""
    user_id = ticket.assignee_id
    if ticket.reader_ids is None or user_id is None or user_id in ticket.reader_ids:
        return []
    ticket.reader_ids = sorted([*ticket.reader_ids, user_id])
    return [ReadersChanged(desk_id=ticket.desk_id, subject_id=ticket.pk, added_ids=(user_id,))]


def end_waiting(ticket: Ticket, now: datetime) -> None:
    """Empty the waiting fields and let the clocks run, without writing the ticket."""
    forget_waiting(ticket)
    resume_clocks(ticket, at=now)


def forget_waiting(ticket: Ticket) -> None:
    """Empty the waiting fields, without writing the ticket."""
    ticket.waiting_on, ticket.waiting_reason, ticket.waiting_until_at = "", "", None


def write_note(actor: Actor, ticket: Ticket, words: str, now: datetime, file_ids: Sequence[UUID] = ()) -> Message:
    """Write a staff note and its fact, nothing else."""
    message = write_message(actor, ticket, MessageKind.NOTE, words, now)
    files = attach(actor, message, "note", file_ids, now)
    fact = WorkNoted(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=message.pk, file_ids=files)
    record(fact, actor=actor, at=now)
    return message


def write_message(actor: Actor, ticket: Ticket, kind: MessageKind, words: str, now: datetime) -> Message:
    return Message.objects.create(
        ticket=ticket,
        kind=kind,
        is_public=kind != MessageKind.NOTE,
        body=words,
        author_id=actor.user_id,
        author_name=actor.name,
        delivery=NO_CHANNEL if kind == MessageKind.REPLY else "",
        written_at=now,
    )


def attach(actor: Actor, message: Message, kind: str, file_ids: Sequence[UUID], now: datetime) -> tuple[int, ...]:
    """Attach the actor's own uploads that wait in this box under this ticket; return their ids for the fact.

    *Raises* Invalid: what was uploaded for a note never comes with a reply.
    """
    places = ComposerFile.objects.filter(ticket_id=message.ticket_id, kind=kind, file__public_id__in=file_ids)
    if places.count() != len(set(file_ids)):
        raise Invalid("upload_gone", field="file")
    files = mark_attached(actor=actor, desk_id=message.ticket.desk_id, file_ids=file_ids, now=now)
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file, position=position) for position, file in enumerate(files)
    )
    places.delete()
    return tuple(file.pk for file in files)


def repeated(actor: Actor, ticket: Ticket, kind: str, words: str, after_message_id: int | None) -> Message | None:
    """Return the message that these words became already, when the same form comes twice."""
    if after_message_id is None:
        return None
    same = ticket.messages.filter(kind=kind, author_id=actor.account_id, body=words, pk__gt=after_message_id)
    return same.first()


def forget_composer_draft(actor: Actor, ticket: Ticket, kind: str) -> None:
    """Remove the draft once its text has been sent."""
    ComposerDraft.objects.filter(user_id=actor.account_id, ticket=ticket, kind=kind).delete()


def read_value(name: str, value: Any) -> Any:
    """Return a remembered value as the model takes it: only moments are told otherwise in JSON."""
    return datetime.fromisoformat(value) if value is not None and name.endswith("_at") else value


def put_clock_back(row: TicketClock, before: Mapping[str, Any]) -> None:
    """Set a clock as it was, without writing it. What somebody was told meanwhile stays told: it happened."""
    for name, value in before.items():
        told = getattr(row, name) if name in TOLD_FIELDS else None
        setattr(row, name, told or read_value(name, value))
