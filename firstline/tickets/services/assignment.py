"""Who has it: taking, assigning, forwarding up and down, escalating."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound, RuleBroken
from firstline.kernel.texts import clean_text
from firstline.ledger.services import record, record_all, use_case
from firstline.routing.selectors import Stop, next_stop, stop_of_group
from firstline.teams.selectors import can_work_at, get_group
from firstline.tickets.events import TicketAssigned, TicketEscalated, TicketForwarded
from firstline.tickets.models import Ticket
from firstline.tickets.policies import can_assign_to
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import locked, locked_to_work, moved, save
from firstline.tickets.services._parts import begin_work, let_assignee_read, write_note


@use_case
def assign_ticket(
    *, actor: Actor, ticket_id: int, user_id: int | None, now: datetime, version: int | None = None
) -> Ticket:
    """Give the ticket to a person of the desk, or to nobody; assigning alone does not begin the work.

    Whoever gets a need-to-know ticket reads it from then on.
    *Needs* to work the ticket for oneself, ticket.assign_others for others. *Emits* TicketAssigned, and ReadersChanged
    where somebody comes to read it, unless nothing changes.
    *Raises* NotFound, NotAllowed, Conflict, RuleBroken (``wrong_status``), Invalid (``unknown_choice``).
    """
    ticket = locked(actor, ticket_id, version=version)
    target = user_id if user_id is not None else (ticket.assignee_id or 0)
    if not can_assign_to(actor, ticket, target):
        raise NotAllowed
    if user_id is not None and not can_work_at(user_id, ticket.desk_id):
        raise Invalid("unknown_choice", field="assignee")
    ticket.status = moved(ticket, Act.ASSIGN)
    if user_id != ticket.assignee_id:
        _assign(actor, ticket, user_id, now)
    return ticket


@use_case
def take_ticket(*, actor: Actor, ticket_id: int, now: datetime, version: int | None = None) -> Ticket:
    """Make the ticket one's own and begin the work.

    *Needs* ticket.work. *Emits* TicketAssigned, and TicketTaken when work begins with it.
    *Raises* NotFound, NotAllowed, Conflict, RuleBroken.
    """
    ticket = locked_to_work(actor, ticket_id, version=version)
    new_status = moved(ticket, Act.TAKE)
    if ticket.assignee_id != actor.user_id:
        _assign(actor, ticket, actor.user_id, now)
    begin_work(actor, ticket, new_status, now)
    return ticket


@use_case
def forward_up(*, actor: Actor, ticket_id: int, tried: str, now: datetime, version: int | None = None) -> Ticket:
    """Forward to the next level that covers the nature; where there is none, escalate to the director.

    What was tried must be said (S-057); it is kept as a note for staff. *Needs* ticket.work.
    *Emits* TicketForwarded or TicketEscalated. *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    words = clean_text(tried, "tried")
    ticket = locked_to_work(actor, ticket_id, version=version)
    ticket.status = moved(ticket, Act.FORWARD)
    write_note(actor, ticket, words, now)
    stop = next_stop(ticket.desk, ticket.nature, ticket.level.rank)
    if stop is None:
        ticket.escalated_to_director_at = now
        save(ticket, "escalated_to_director_at")
        fact = TicketEscalated(desk_id=ticket.desk_id, subject_id=ticket.pk, level_id=ticket.level_id)
        record(fact, actor=actor, at=now)
        return ticket
    return _forward(actor, ticket, stop, "up", now)


@use_case
def forward_to_group(
    *, actor: Actor, ticket_id: int, group_id: int, tried: str, now: datetime, version: int | None = None
) -> Ticket:
    """Forward to a chosen group of the desk, up, down or sideways; upwards what was tried must be said.

    *Needs* ticket.work. *Emits* TicketForwarded. *Raises* NotFound, NotAllowed, Conflict, RuleBroken, Invalid.
    """
    ticket = locked_to_work(actor, ticket_id, version=version)
    ticket.status = moved(ticket, Act.FORWARD)
    group = get_group(actor, group_id)
    if group.desk_id != ticket.desk_id:
        raise NotFound
    if group.pk == ticket.group_id:
        raise RuleBroken("already_with_group", field="group", name=group.name)
    stop = stop_of_group(ticket.desk, ticket.nature, group, ticket.level)
    direction = "up" if stop.rank > ticket.level.rank else "down" if stop.rank < ticket.level.rank else "across"
    words = clean_text(tried, "tried", required=direction == "up")
    if words:
        write_note(actor, ticket, words, now)
    return _forward(actor, ticket, stop, direction, now)


def _assign(actor: Actor, ticket: Ticket, user_id: int | None, now: datetime) -> None:
    old_assignee_id, ticket.assignee_id = ticket.assignee_id, user_id
    ticket.assigned_at = now if user_id is not None else None
    ticket.order_pins.all().delete()
    came = let_assignee_read(ticket)
    save(ticket, "assignee_id", "assigned_at", "reader_ids")
    fact = TicketAssigned(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_group_id=ticket.group_id,
        group_id=ticket.group_id,
        old_assignee_id=old_assignee_id,
        assignee_id=user_id,
    )
    record_all([fact, *came], actor=actor, at=now)


def _forward(actor: Actor, ticket: Ticket, stop: Stop, direction: str, now: datetime) -> Ticket:
    """Move to the stop; forwarding empties the assignee and keeps the status."""
    fact = TicketForwarded(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_level_id=ticket.level_id,
        level_id=stop.level_id,
        old_group_id=ticket.group_id,
        group_id=stop.group_id,
        direction=direction,
    )
    ticket.level_id, ticket.group_id = stop.level_id, stop.group_id
    ticket.assignee_id = ticket.assigned_at = None
    ticket.order_pins.all().delete()
    save(ticket, "level_id", "group_id", "assignee_id", "assigned_at")
    record(fact, actor=actor, at=now)
    return ticket
