"""Taking one's last act back within a minute: a new fact that names the undone one; the ticket is as before.

An act that offers Undo runs through ``act_undoably``, which remembers what the ticket was before. The memory goes to
the page, signed by the view, and comes back with the Undo; nothing is kept here.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from firstline.contacts.models import Callback
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.ledger.models import Entry
from firstline.ledger.selectors import unscoped_entries_of
from firstline.ledger.services import record, use_case
from firstline.teams.selectors import can_work_at
from firstline.tickets.events import ActUndone
from firstline.tickets.models import ComposerDraft, MessageKind, OrderPin, Ticket
from firstline.tickets.policies import can_take_back
from firstline.tickets.services._access import locked, save
from firstline.tickets.services._parts import TOLD_FIELDS, put_clock_back, read_value

Rows = dict[str, dict[str, Any]]
UNDO_WITHIN = timedelta(seconds=60)  # the toast offers it for ten; the rest is for slow lines and slow hands
FIELDS = (
    "title",
    "requester_id",
    "requester_name",
    "nature_id",
    "nature_reason",
    "impact",
    "urgency",
    "severity_reasons",
    "entitlement",
    "entitlement_clause",
    "identity_method",
    "identity_verified",
    "status",
    "level_id",
    "group_id",
    "assignee_id",
    "assigned_at",
    "waiting_on",
    "waiting_reason",
    "waiting_until_at",
    "severity",
    "severity_rank",
    "severity_reason",
    "due_at",
    "resolved_at",
    "resolved_by_id",
    "resolution_code_id",
    "resolution_note",
    "minutes_worked",
    "closed_at",
    "reopened_count",
    "escalated_to_director_at",
    "reader_ids",
    "need_to_know_reason",
)
MESSAGE_FIELDS = ("kind", "is_public", "delivery", "author_person_id", "author_name")
CLOCK_FIELDS = (
    "target_minutes",
    "target_business_days",
    "elapsed_seconds",
    "running_since_at",
    "due_at",
    "met_at",
    "stopped_at",
    "warn_at",
)
REMEMBERED_OF_CLOCK = (*CLOCK_FIELDS, *TOLD_FIELDS)
CALLBACK_FIELDS = ("state", "attempts_count", "due_at", "tried_at", "reminded_at", "missed_at")


@dataclass(frozen=True)
class Memory:
    """What an act changed: the facts it recorded, what was before, and the version that it left. Fit for JSON."""

    ticket_id: int
    actor_id: int
    entry_id: int
    version: int
    fields: dict[str, Any]
    clocks: dict[str, dict[str, Any]]
    pins: list[tuple[int, int]]
    messages: Rows = field(default_factory=dict)
    callbacks: Rows = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """Return the memory ready for JSON."""
        return asdict(self)


@use_case
def act_undoably(*, actor: Actor, ticket_id: int, act: Callable[[datetime], Any], now: datetime) -> Memory | None:
    """Run an act on one ticket and return how to take it back, or None when it recorded nothing.

    *Needs* and *Raises* what the act does. *Emits* only what the act does.
    """
    ticket = locked(actor, ticket_id)
    fields = {name: _plain(getattr(ticket, name)) for name in FIELDS}
    rows = list(ticket.clocks.all())
    clocks = {row.kind: {name: _plain(getattr(row, name)) for name in REMEMBERED_OF_CLOCK} for row in rows}
    pins = list(OrderPin.objects.filter(ticket=ticket).values_list("user_id", "position"))
    messages, callbacks = _messages(ticket), _callbacks(ticket)
    last = unscoped_entries_of("ticket", ticket.pk).order_by("-id").values_list("id", flat=True).first() or 0
    act(now)
    first = unscoped_entries_of("ticket", ticket.pk).filter(id__gt=last).exclude(verb="tickets.work_noted").first()
    ticket.refresh_from_db(fields=["version"])
    if first is None:
        return None
    said, rung = _changed(messages, _messages(ticket)), _changed(callbacks, _callbacks(ticket))
    return Memory(ticket.pk, actor.account_id, first.pk, ticket.version, fields, clocks, pins, said, rung)


@use_case
def undo_act(*, actor: Actor, memory: Mapping[str, Any], now: datetime) -> Ticket:
    """Take one's own last act on a ticket back.

    Texts stay, such as the reason of a reopening, which is a note; a resolution's note becomes its draft again.

    *Needs* ticket.work or ticket.restrict, and to have acted oneself within a minute, and that nobody has acted since.
    *Emits* ActUndone.
    *Raises* NotFound, NotAllowed, RuleBroken (``undo_too_late``, ``acted_since``).
    """
    ticket, entry = _held(actor, memory, now)
    if entry.verb == "tickets.ticket_resolved":
        _make_draft_of_resolution(actor, ticket, now)
    for name in FIELDS:
        setattr(ticket, name, read_value(name, memory["fields"][name]))
    if ticket.assignee_id is not None and not can_work_at(ticket.assignee_id, ticket.desk_id):
        ticket.assignee_id = ticket.assigned_at = None  # who held it works here no more: nobody has it
    save(ticket, *FIELDS)
    for row in ticket.clocks.select_for_update():
        put_clock_back(row, memory["clocks"][row.kind])
        row.save()
    for pk, values in memory["messages"].items():
        ticket.messages.filter(pk=pk).update(**values)
    for pk, values in memory["callbacks"].items():
        before = {name: read_value(name, value) for name, value in values.items()}
        Callback.objects.filter(ticket_link__ticket=ticket, pk=pk).update(**before)
    for user_id, position in memory["pins"]:
        OrderPin.objects.update_or_create(
            user_id=user_id, ticket=ticket, defaults={"position": position, "pinned_at": now}
        )
    fact = ActUndone(desk_id=ticket.desk_id, subject_id=ticket.pk, undone_entry_id=entry.pk, undone_verb=entry.verb)
    record(fact, actor=actor, at=now)
    return ticket


def _held(actor: Actor, memory: Mapping[str, Any], now: datetime) -> tuple[Ticket, Entry]:
    """Return the ticket, locked, and the entry of the act that is to be undone."""
    ticket = locked(actor, memory["ticket_id"])
    if not can_take_back(actor, ticket):
        raise NotAllowed
    entry = unscoped_entries_of("ticket", ticket.pk).filter(pk=memory["entry_id"], actor_id=actor.account_id).first()
    if entry is None or memory["actor_id"] != actor.account_id:
        raise NotFound
    if ticket.version != memory["version"]:
        raise RuleBroken("acted_since", number=ticket.number)
    if now - entry.occurred_at > UNDO_WITHIN:
        raise RuleBroken("undo_too_late", number=ticket.number)
    return ticket, entry


def _messages(ticket: Ticket) -> Rows:
    """Return what corrections change of the messages, by their ids."""
    rows = ticket.messages.values("pk", *MESSAGE_FIELDS)
    return {str(row["pk"]): {name: row[name] for name in MESSAGE_FIELDS} for row in rows}


def _callbacks(ticket: Ticket) -> Rows:
    """Return what ringing back changes, by the callbacks' ids."""
    rows = Callback.objects.filter(ticket_link__ticket=ticket).values("pk", *CALLBACK_FIELDS)
    return {str(row["pk"]): {name: _plain(row[name]) for name in CALLBACK_FIELDS} for row in rows}


def _changed(before: Rows, after: Rows) -> Rows:
    return {pk: values for pk, values in before.items() if pk in after and after[pk] != values}


def _make_draft_of_resolution(actor: Actor, ticket: Ticket, now: datetime) -> None:
    """Give the words of the resolution back to the person who wrote them."""
    message = ticket.messages.filter(kind=MessageKind.RESOLUTION, author_id=actor.user_id).last()
    if message is None or message.body != ticket.resolution_note:
        return
    ComposerDraft.objects.update_or_create(
        user_id=actor.account_id,
        ticket=ticket,
        kind="resolve",
        defaults={"body": message.body, "revision": 1, "saved_at": now},
    )
    message.delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
