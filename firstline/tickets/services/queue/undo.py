"""Taking back what one act did with many tickets: exactly that, and nothing that somebody has worked on since."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound, RuleBroken
from firstline.ledger.services import record_all, use_case
from firstline.teams.selectors import can_work_at
from firstline.tickets.events import ActUndone
from firstline.tickets.models import BulkAct, OrderPin, Ticket
from firstline.tickets.policies import can_work
from firstline.tickets.services._parts import put_clock_back, read_value
from firstline.tickets.services.queue._many import (
    NOT_ALLOWED,
    clocks_by_ticket,
    held_tickets,
    write_clocks,
    write_tickets,
)
from firstline.tickets.services.undo import UNDO_WITHIN

ACTED_SINCE = "acted_since"


@dataclass(frozen=True)
class Undone:
    """How many tickets are as they were, and how many are not, by reason."""

    done_count: int
    refused: Mapping[str, int]


@use_case
def undo_many(*, actor: Actor, act_id: int, now: datetime) -> Undone:
    """Take one's own act on many tickets back; what somebody acted on since stays, and is counted. Texts stay.

    *Needs* to have acted oneself within a minute, and what the act needed. *Emits* ActUndone for each.
    *Raises* NotFound, NotAllowed, RuleBroken (``undo_too_late``).
    """
    act = BulkAct.objects.select_for_update().filter(pk=act_id, user_id=actor.account_id, undone_at=None).first()
    if act is None:
        raise NotFound
    if now - act.done_at > UNDO_WITHIN:
        raise RuleBroken("undo_too_late")
    before = {change["id"]: change for change in act.changes}
    tickets, refused = held_tickets(actor, before)
    back = [ticket for ticket in tickets if _can_go_back(actor, ticket, before[ticket.pk], refused)]
    if back:
        _restore(back, before, now)
        record_all([_fact(ticket, before[ticket.pk]) for ticket in back], actor=actor, at=now)
    act.undone_at = now
    act.save(update_fields=["undone_at"])
    return Undone(len(back), dict(refused))


def _can_go_back(actor: Actor, ticket: Ticket, change: dict[str, Any], refused: Counter[str]) -> bool:
    if not can_work(actor, ticket):
        refused[NOT_ALLOWED] += 1
    elif ticket.version != change["version"]:
        refused[ACTED_SINCE] += 1
    else:
        return True
    return False


def _restore(tickets: list[Ticket], before: Mapping[int, dict[str, Any]], now: datetime) -> None:
    fields = tuple(before[tickets[0].pk]["fields"])
    for ticket in tickets:
        for name, value in before[ticket.pk]["fields"].items():
            setattr(ticket, name, read_value(name, value))
    _take_from_who_left(tickets)
    write_tickets(tickets, fields)
    changed = [ticket for ticket in tickets if before[ticket.pk]["clocks"]]
    if changed:
        rows = [row for clocks in clocks_by_ticket(changed).values() for row in clocks]
        for row in rows:
            put_clock_back(row, before[row.ticket_id]["clocks"][row.kind])
        write_clocks(rows)
    pins = [
        OrderPin(user_id=user_id, ticket=ticket, position=position, pinned_at=now)
        for ticket in tickets
        for user_id, position in before[ticket.pk]["pins"]
    ]
    OrderPin.objects.bulk_create(pins, ignore_conflicts=True)


def _take_from_who_left(tickets: list[Ticket]) -> None:
    """Leave nothing with somebody who works at its desk no more."""
    held = {(ticket.assignee_id, ticket.desk_id) for ticket in tickets if ticket.assignee_id is not None}
    left = {(user_id, desk_id) for user_id, desk_id in held if not can_work_at(user_id, desk_id)}
    for ticket in tickets:
        if (ticket.assignee_id, ticket.desk_id) in left:
            ticket.assignee_id = ticket.assigned_at = None


def _fact(ticket: Ticket, change: dict[str, Any]) -> ActUndone:
    return ActUndone(
        desk_id=ticket.desk_id, subject_id=ticket.pk, undone_entry_id=change["entry"], undone_verb=change["verb"]
    )
