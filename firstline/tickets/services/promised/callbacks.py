"""Ringing back: promising it from a ticket, and what became of it. Each can be taken back (``undo``)."""

from datetime import datetime

from firstline.contacts.models import Callback
from firstline.contacts.services.callbacks import end_callback, promise_callback, put_off_callback
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound, RuleBroken
from firstline.ledger.services import record, use_case
from firstline.tickets.events.promised import CallbackPromisedLater, CallbackTried
from firstline.tickets.models import Status, Ticket, TicketCallback
from firstline.tickets.rules.lifecycle import Act, is_possible
from firstline.tickets.rules.lifecycle import Status as LifeStatus
from firstline.tickets.services._access import locked_to_work, moved, save
from firstline.tickets.services._clocks import meet_first_reply
from firstline.tickets.services._parts import begin_work

REACHED, NO_ANSWER, NOT_NEEDED = "reached", "no_answer", "not_needed"


@use_case
def promise_on_ticket(*, actor: Actor, ticket_id: int, promised_at: datetime, number: str, now: datetime) -> Callback:
    """Promise to ring the requester at a time; whoever has the ticket is to ring, or anybody while nobody has it.

    *Needs* ticket.work and call.log. *Emits* CallbackPromised, CallbackPromisedLater.
    *Raises* NotFound, NotAllowed, RuleBroken (``no_contact``, ``already_promised``, a void ticket), Invalid.
    """
    ticket = locked_to_work(actor, ticket_id)
    if ticket.status == Status.VOID:
        moved(ticket, Act.WORK_NOTE)
    contact = ticket.contacts.order_by("id").last()
    if contact is None:
        raise RuleBroken("no_contact")
    due = Callback.objects.filter(ticket_link__ticket=ticket, state="due").first()
    if due is not None:
        raise RuleBroken("already_promised", field="callback_at")
    callback = promise_callback(
        actor=actor,
        contact=contact,
        person=ticket.requester,
        number=number,
        promised_at=promised_at,
        reason=ticket.title,
        for_user_id=None,
        now=now,
    )
    TicketCallback.objects.create(callback=callback, ticket=ticket)
    save(ticket)
    fact = CallbackPromisedLater(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        callback_id=callback.pk,
        promised_at=promised_at.isoformat(),
        for_user_id=None,
    )
    record(fact, actor=actor, at=now)
    return callback


@use_case
def callback_reached(*, actor: Actor, ticket_id: int, callback_id: int, now: datetime) -> Ticket:
    """Note that the requester was reached: a first answer, and the beginning of the work.

    *Needs* ticket.work. *Emits* CallbackTried, TicketTaken when work begins.
    *Raises* NotFound, NotAllowed, RuleBroken (``callback_done``).
    """
    ticket = _held(actor, ticket_id, callback_id)
    end_callback(actor=actor, callback_id=callback_id, state=REACHED, now=now)
    _record(actor, ticket, callback_id, REACHED, now)
    meet_first_reply(ticket, at=now)
    if is_possible(LifeStatus(ticket.status), Act.REPLY):
        begin_work(actor, ticket, moved(ticket, Act.REPLY), now)
    else:
        save(ticket, "due_at")
    return ticket


@use_case
def callback_not_answered(
    *, actor: Actor, ticket_id: int, callback_id: int, again_at: datetime, now: datetime
) -> Ticket:
    """Note that nobody answered, and when to try again. The promise stays what it was.

    *Needs* ticket.work. *Emits* CallbackTried. *Raises* NotFound, NotAllowed, RuleBroken, Invalid.
    """
    ticket = _held(actor, ticket_id, callback_id)
    put_off_callback(actor=actor, callback_id=callback_id, again_at=again_at, now=now)
    save(ticket)
    _record(actor, ticket, callback_id, NO_ANSWER, now, again_at)
    return ticket


@use_case
def callback_not_needed(*, actor: Actor, ticket_id: int, callback_id: int, now: datetime) -> Ticket:
    """Note that nobody has to ring any more: the caller rang, or it works again.

    *Needs* ticket.work. *Emits* CallbackTried. *Raises* NotFound, NotAllowed, RuleBroken.
    """
    ticket = _held(actor, ticket_id, callback_id)
    end_callback(actor=actor, callback_id=callback_id, state=NOT_NEEDED, now=now)
    save(ticket)
    _record(actor, ticket, callback_id, NOT_NEEDED, now)
    return ticket


def _held(actor: Actor, ticket_id: int, callback_id: int) -> Ticket:
    """Return the ticket, locked. *Raises* NotFound for a callback of another ticket."""
    ticket = locked_to_work(actor, ticket_id)
    if not TicketCallback.objects.filter(ticket=ticket, callback_id=callback_id).exists():
        raise NotFound
    return ticket


def _record(
    actor: Actor, ticket: Ticket, callback_id: int, outcome: str, now: datetime, again_at: datetime | None = None
) -> None:
    fact = CallbackTried(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        callback_id=callback_id,
        outcome=outcome,
        again_at=again_at.isoformat() if again_at else None,
    )
    record(fact, actor=actor, at=now)
