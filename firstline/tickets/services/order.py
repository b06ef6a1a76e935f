"""A specialist's own order of open calls: pins that hold against the suggestion (S-045)."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed, NotFound
from firstline.kernel.permissions import Permission
from firstline.ledger.services import record, use_case
from firstline.tickets.events import OrderChanged
from firstline.tickets.models import OPEN_STATUSES, OrderPin, Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.selectors.call_log import call_log


@use_case
def pin_ticket(*, actor: Actor, ticket_id: int, position: int, now: datetime, user_id: int | None = None) -> OrderPin:
    """Put an open ticket at a place (0 is the top) in its assignee's order: one's own, or, coordinating, another's.

    What was placed before moves aside, so that the order is the one that was on the screen with this ticket moved. A
    place beyond the end is the end.
    *Needs* to be that person, or ticket.assign_others. *Emits* OrderChanged. *Raises* NotFound, NotAllowed.
    """
    owner_id = _owner(actor, ticket_id, user_id)
    ticket = _open_ticket(actor, ticket_id, owner_id)
    shown = [row for row in call_log(actor, owner_id, now).rows if row.call.position is not None]
    others = [row for row in shown if row.ticket.pk != ticket.pk]
    place = min(max(0, position), len(others))
    for at, row in enumerate(others):
        if row.call.is_pinned:
            pins = OrderPin.objects.filter(user_id=owner_id, ticket=row.ticket)
            pins.update(position=at + (at >= place))
    pin, _ = OrderPin.objects.update_or_create(
        user_id=owner_id, ticket=ticket, defaults={"position": place, "pinned_at": now}
    )
    record(OrderChanged(desk_id=ticket.desk_id, subject_id=ticket.pk, position=place), actor=actor, at=now)
    return pin


@use_case
def unpin_ticket(*, actor: Actor, ticket_id: int, now: datetime, user_id: int | None = None) -> None:
    """Give a ticket back to the suggested order. *Needs* as ``pin_ticket``. *Emits* OrderChanged.

    *Raises* NotFound, NotAllowed.
    """
    owner_id = _owner(actor, ticket_id, user_id)
    ticket = _open_ticket(actor, ticket_id, owner_id)
    OrderPin.objects.filter(user_id=owner_id, ticket=ticket).delete()
    record(OrderChanged(desk_id=ticket.desk_id, subject_id=ticket.pk, position=None), actor=actor, at=now)


@use_case
def back_to_suggested(*, actor: Actor, now: datetime) -> int:
    """Remove all of one's own pins; return how many there were. *Needs* nothing. *Emits* OrderChanged for each."""
    pins = list(OrderPin.objects.select_related("ticket").filter(user_id=actor.account_id))
    for pin in pins:
        fact = OrderChanged(desk_id=pin.ticket.desk_id, subject_id=pin.ticket_id, position=None)
        record(fact, actor=actor, at=now)
    OrderPin.objects.filter(pk__in=[pin.pk for pin in pins]).delete()
    return len(pins)


def _owner(actor: Actor, ticket_id: int, user_id: int | None) -> int:
    if user_id is None or user_id == actor.user_id:
        return actor.account_id
    ticket = visible_to(actor).filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    if not actor.may(Permission.TICKET_ASSIGN_OTHERS, ticket.desk_id):
        raise NotAllowed
    return user_id


def _open_ticket(actor: Actor, ticket_id: int, owner_id: int) -> Ticket:
    ticket = (
        visible_to(actor)
        .select_for_update(of=("self",))
        .filter(pk=ticket_id, assignee_id=owner_id, status__in=OPEN_STATUSES)
        .first()
    )
    if ticket is None:
        raise NotFound
    return ticket
