"""Who of the desk reads a ticket: only those who need to know, or everybody again."""

from collections.abc import Collection
from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed
from firstline.kernel.texts import clean_line
from firstline.ledger.services import record, use_case
from firstline.tickets.events import ReadersChanged, TicketOpenedToDesk, TicketRestricted
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_restrict
from firstline.tickets.selectors.need_to_know.readers import desk_readers
from firstline.tickets.services._access import locked, save


@use_case
def restrict_ticket(
    *,
    actor: Actor,
    ticket_id: int,
    reason: str,
    reader_ids: Collection[int],
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Let only these people of the desk read the ticket, with a reason; or, when it is so already, let others read it.

    Whoever says it and whoever has the ticket are always among them; the desk's director reads it in any case.
    *Needs* ticket.restrict, or to work the ticket. *Emits* TicketRestricted, or ReadersChanged unless nothing changes.
    *Raises* NotFound, NotAllowed, Conflict, Invalid (``required``, ``unknown_choice``).
    """
    words = clean_line(reason, "reason")
    ticket = _locked(actor, ticket_id, version)
    if not set(reader_ids) <= {reader.user_id for reader in desk_readers(actor, ticket)}:
        raise Invalid("unknown_choice", field="readers")
    before, readers = ticket.reader_ids, _with_those_in_any_case(actor, ticket, reader_ids)
    if (before, ticket.need_to_know_reason) == (readers, words):
        return ticket
    ticket.reader_ids, ticket.need_to_know_reason = readers, words
    save(ticket, "reader_ids", "need_to_know_reason")
    record(_fact(ticket, before, readers), actor=actor, at=now)
    return ticket


@use_case
def open_to_desk(*, actor: Actor, ticket_id: int, now: datetime, version: int | None = None) -> Ticket:
    """Let the whole desk read the ticket again.

    *Needs* as ``restrict_ticket``. *Emits* TicketOpenedToDesk unless the desk reads it. *Raises* NotFound, NotAllowed,
    Conflict.
    """
    ticket = _locked(actor, ticket_id, version)
    if ticket.reader_ids is None:
        return ticket
    fact = TicketOpenedToDesk(desk_id=ticket.desk_id, subject_id=ticket.pk, reader_ids=tuple(ticket.reader_ids))
    ticket.reader_ids, ticket.need_to_know_reason = None, ""
    save(ticket, "reader_ids", "need_to_know_reason")
    record(fact, actor=actor, at=now)
    return ticket


def _locked(actor: Actor, ticket_id: int, version: int | None) -> Ticket:
    ticket = locked(actor, ticket_id, version=version)
    if not can_restrict(actor, ticket):
        raise NotAllowed
    return ticket


def _with_those_in_any_case(actor: Actor, ticket: Ticket, reader_ids: Collection[int]) -> list[int]:
    always = {actor.account_id} if ticket.assignee_id is None else {actor.account_id, ticket.assignee_id}
    return sorted(always.union(reader_ids))


def _fact(ticket: Ticket, before: list[int] | None, readers: list[int]) -> TicketRestricted | ReadersChanged:
    if before is None:
        return TicketRestricted(desk_id=ticket.desk_id, subject_id=ticket.pk, reader_ids=tuple(readers))
    came, went = set(readers).difference(before), set(before).difference(readers)
    return ReadersChanged(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        added_ids=tuple(sorted(came)),
        removed_ids=tuple(sorted(went)),
    )
