"""One thing done with many tickets at once: set by set, never ticket by ticket.

The rows are locked in the order of their ids in one statement; policy and rule speak for each row; what they let
through is written with one statement for each kind of row, and the facts with one more. The number of statements does
not grow with the number of tickets (docs/decisions/0025). What was not possible is told, by reason, and does not stop
the rest.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstline.catalog.rules import scales
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, RuleBroken
from firstline.kernel.facts import Fact
from firstline.kernel.texts import clean_line, clean_text
from firstline.ledger.services import record_all, use_case
from firstline.promises.selectors import Targets, targets_for
from firstline.routing.selectors import stop_of_group
from firstline.teams.models import SupportGroup
from firstline.teams.selectors import can_work_at, get_group
from firstline.tickets.events import TicketAssigned, TicketClosed, TicketForwarded, TicketTriaged, WorkNoted
from firstline.tickets.models import BulkAct, Message, MessageKind, Severity, Ticket
from firstline.tickets.policies import can_assign_to, can_close, can_override_severity, can_work
from firstline.tickets.rules.lifecycle import Act
from firstline.tickets.services._access import moved
from firstline.tickets.services._clocks import retargeted
from firstline.tickets.services.queue._many import (
    before_of,
    clocks_by_ticket,
    drop_pins,
    held_tickets,
    remember,
    write_clocks,
    write_tickets,
)

UNCHANGED, OTHER_DESK, NOT_A_READER = "unchanged", "other_desk", "not_a_reader"
Change = Callable[[Ticket], Fact]


@dataclass(frozen=True)
class Outcome:
    """What an act on many tickets did: how many it changed, how many it could not by reason, and what takes it back."""

    done_count: int
    refused: Mapping[str, int]
    act: BulkAct | None


@use_case
def assign_many(*, actor: Actor, ticket_ids: Collection[int], user_id: int | None, now: datetime) -> Outcome:
    """Give tickets to a person of their desk, or to nobody; need-to-know ones only to somebody who reads them already.

    *Needs* ticket.bulk for more than one, and for each what ``assign_ticket`` needs. *Emits* TicketAssigned for each.
    *Raises* NotAllowed, Invalid (``nothing_chosen``), RuleBroken (``too_many_at_once``).
    """
    batch = _Batch(actor, held_tickets(actor, ticket_ids), ("assignee_id", "assigned_at"), now)
    desks = {desk_id for desk_id in batch.desk_ids if user_id is not None and can_work_at(user_id, desk_id)}

    def give(ticket: Ticket) -> Fact:
        if not can_assign_to(actor, ticket, user_id if user_id is not None else ticket.assignee_id or 0):
            raise NotAllowed
        if user_id is not None and ticket.desk_id not in desks:
            raise RuleBroken(OTHER_DESK)
        moved(ticket, Act.ASSIGN)
        if ticket.assignee_id == user_id:
            raise RuleBroken(UNCHANGED)
        if ticket.is_need_to_know and user_id not in {None, *(ticket.reader_ids or ())}:
            raise RuleBroken(NOT_A_READER)
        old_assignee_id, ticket.assignee_id = ticket.assignee_id, user_id
        ticket.assigned_at = None if user_id is None else now
        return TicketAssigned(
            desk_id=ticket.desk_id,
            subject_id=ticket.pk,
            old_group_id=ticket.group_id,
            group_id=ticket.group_id,
            old_assignee_id=old_assignee_id,
            assignee_id=user_id,
        )

    batch.run(give)
    pins = drop_pins(batch.done)
    return _finished(batch, "assign", pins=pins)


@use_case
def forward_many(*, actor: Actor, ticket_ids: Collection[int], group_id: int, tried: str, now: datetime) -> Outcome:
    """Forward tickets to a group of their desk; where one goes up, what was tried must be said, for all of them.

    *Needs* ticket.bulk for more than one, and ticket.work. *Emits* TicketForwarded, WorkNoted for each.
    *Raises* NotFound, NotAllowed, Invalid (``nothing_chosen``, ``required``), RuleBroken (``too_many_at_once``).
    """
    fields = ("level_id", "group_id", "assignee_id", "assigned_at")
    batch = _Batch(actor, held_tickets(actor, ticket_ids), fields, now)
    group = get_group(actor, group_id)
    words = clean_text(tried, "tried", required=False)

    def send(ticket: Ticket) -> Fact:
        if not can_work(actor, ticket):
            raise NotAllowed
        moved(ticket, Act.FORWARD)
        if group.desk_id != ticket.desk_id:
            raise RuleBroken(OTHER_DESK)
        if group.pk == ticket.group_id:
            raise RuleBroken(UNCHANGED)
        fact = _forward(ticket, group)
        if fact.direction == "up" and not words:
            raise Invalid("required", field="tried")
        return fact

    batch.run(send)
    notes = _notes(actor, batch.done, words, now) if words else []
    pins = drop_pins(batch.done)
    return _finished(batch, "forward", pins=pins, more=notes)


@use_case
def set_severity_of_many(
    *, actor: Actor, ticket_ids: Collection[int], severity: str, reason: str, now: datetime
) -> Outcome:
    """Set another severity of tickets, with one reason; each clock keeps what has elapsed.

    *Needs* ticket.bulk for more than one, ticket.work, severity.override. *Emits* TicketTriaged for each.
    *Raises* NotAllowed, Invalid (``nothing_chosen``, ``unknown_choice``, ``required``), RuleBroken.
    """
    if severity not in Severity.values:
        raise Invalid("unknown_choice", field="severity")
    words = clean_line(reason, "reason")
    fields = ("severity", "severity_rank", "severity_reason", "due_at")
    batch = _Batch(actor, held_tickets(actor, ticket_ids), fields, now)
    clocks = clocks_by_ticket(batch.tickets)
    kept: dict[int, dict[str, Any]] = {}

    def change(ticket: Ticket) -> Fact:
        if not (can_work(actor, ticket) and can_override_severity(actor, ticket.desk_id)):
            raise NotAllowed
        moved(ticket, Act.CLASSIFY)
        if ticket.severity == severity:
            raise RuleBroken(UNCHANGED)
        rows = clocks.get(ticket.pk, [])
        kept[ticket.pk] = {row.kind: before_of(row) for row in rows}
        return _triage(ticket, severity, words, rows, targets_for(ticket.desk, severity, ticket.entitlement), now)

    batch.run(change)
    write_clocks([row for ticket in batch.done for row in clocks.get(ticket.pk, [])])
    return _finished(batch, "severity", clocks=kept)


@use_case
def close_many(*, actor: Actor, ticket_ids: Collection[int], now: datetime) -> Outcome:
    """Close what is resolved before the timer does.

    *Needs* ticket.bulk for more than one, and ticket.close. *Emits* TicketClosed for each.
    *Raises* NotAllowed, Invalid (``nothing_chosen``), RuleBroken (``too_many_at_once``).
    """
    batch = _Batch(actor, held_tickets(actor, ticket_ids), ("status", "closed_at"), now)

    def close(ticket: Ticket) -> Fact:
        if not can_close(actor, ticket):
            raise NotAllowed
        ticket.status, ticket.closed_at = moved(ticket, Act.CLOSE), now
        return TicketClosed(desk_id=ticket.desk_id, subject_id=ticket.pk)

    batch.run(close)
    return _finished(batch, "close")


class _Batch:
    """The tickets of one act: what was before, what was done, what was refused."""

    def __init__(self, actor: Actor, held: tuple[list[Ticket], Counter[str]], fields: tuple[str, ...], now: datetime):
        self.actor, self.fields, self.now = actor, fields, now
        self.tickets, self.refused = held
        self.desk_ids = {ticket.desk_id for ticket in self.tickets}
        self.before = {ticket.pk: before_of(ticket, fields) for ticket in self.tickets}
        self.done: list[Ticket] = []
        self.facts: list[Fact] = []

    def run(self, change: Change) -> None:
        """Ask policy and rule for each row; a refusal counts and leaves the row as it was."""
        for ticket in self.tickets:
            try:
                self.facts.append(change(ticket))
            except (NotAllowed, RuleBroken) as refusal:
                self.refused[refusal.code] += 1
            else:
                self.done.append(ticket)


def _finished(
    batch: _Batch,
    act: str,
    *,
    pins: Mapping[int, list[tuple[int, int]]] | None = None,
    clocks: Mapping[int, Any] | None = None,
    more: Collection[Fact] = (),
) -> Outcome:
    """Write the rows, record the facts, and keep what takes the act back."""
    if not batch.done:
        return Outcome(0, dict(batch.refused), None)
    write_tickets(batch.done, batch.fields)
    entries = record_all([*batch.facts, *more], actor=batch.actor, at=batch.now)
    changes = [
        {
            "id": ticket.pk,
            "version": ticket.version,
            "entry": entry.pk,
            "verb": entry.verb,
            "fields": batch.before[ticket.pk],
            "clocks": (clocks or {}).get(ticket.pk, {}),
            "pins": (pins or {}).get(ticket.pk, []),
        }
        for ticket, entry in zip(batch.done, entries, strict=False)  # behind the acts' facts come those of notes
    ]
    return Outcome(len(batch.done), dict(batch.refused), remember(batch.actor, act, changes, batch.now))


def _forward(ticket: Ticket, group: SupportGroup) -> TicketForwarded:
    """Move the ticket to the group, at the level where it covers the nature, else at the present one."""
    stop = stop_of_group(ticket.desk, ticket.nature, group, ticket.level)
    fact = TicketForwarded(
        desk_id=ticket.desk_id,
        subject_id=ticket.pk,
        old_level_id=ticket.level_id,
        level_id=stop.level_id,
        old_group_id=ticket.group_id,
        group_id=group.pk,
        direction="up" if stop.rank > ticket.level.rank else "down" if stop.rank < ticket.level.rank else "across",
    )
    ticket.level_id, ticket.group_id = stop.level_id, group.pk
    ticket.assignee_id = ticket.assigned_at = None
    return fact


def _triage(ticket: Ticket, severity: str, reason: str, rows: list[Any], targets: Targets, now: datetime) -> Fact:
    old_severity, ticket.severity = ticket.severity, severity
    ticket.severity_rank, ticket.severity_reason = scales.Severity(severity).rank, reason
    retargeted(ticket, rows, targets, at=now)
    return TicketTriaged(
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


def _notes(actor: Actor, tickets: list[Ticket], words: str, now: datetime) -> list[Fact]:
    """Write what was tried as a note of each ticket, with one statement; return the facts."""
    rows = [
        Message(
            ticket=ticket,
            kind=MessageKind.NOTE,
            is_public=False,
            body=words,
            author_id=actor.user_id,
            author_name=actor.name,
            written_at=now,
        )
        for ticket in tickets
    ]
    written = Message.objects.bulk_create(rows)
    return [
        WorkNoted(desk_id=ticket.desk_id, subject_id=ticket.pk, message_id=message.pk)
        for ticket, message in zip(tickets, written, strict=True)
    ]
