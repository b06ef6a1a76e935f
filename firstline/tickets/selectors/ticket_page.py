"""What the ticket page shows beside the conversation: promised times, requester, calls, what the actor may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Value

from firstline.calendars.rules.business_time import standard_day
from firstline.calendars.selectors import compiled
from firstline.contacts.models import Callback, Contact, ContactLeg
from firstline.desks.selectors import desks_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed, NotFound
from firstline.ledger.selectors import unscoped_entries_of
from firstline.people.selectors.cards import PersonCard, cards_of
from firstline.prepared import prepared
from firstline.tickets.models import OPEN_STATUSES, ComposerDraft, MessageKind, Ticket, TicketClock
from firstline.tickets.policies import can_assign_to, can_change_message, can_close, can_void, can_work, visible_to
from firstline.tickets.rules.lifecycle import Act, Status, is_possible, step
from firstline.tickets.selectors.clocks import Promise, promise_of
from firstline.tickets.selectors.conversation import Turn
from firstline.tickets.selectors.settled import settle
from firstline.triage.selectors import modifiers_of

RELATED = 4
SHOWN = (
    *(field.name for field in Ticket._meta.concrete_fields),
    *("assignee__person__name", "opened_by__person__name"),
)
"""The whole ticket; of accounts only the persons' names."""
CALLBACK = (
    *("promised_at", "due_at", "tried_at", "attempts_count", "number", "state"),
    *("promised_by__person__name", "for_user__person__name"),
)
CORRECTABLE = (MessageKind.NOTE, MessageKind.REPLY)
WORKING_ACTS = {
    Act.TAKE, Act.ASSIGN, Act.CLASSIFY, Act.REPLY, Act.WORK_NOTE, Act.FORWARD, Act.WAIT, Act.RESUME, Act.RESOLVE,
    Act.REOPEN,
}  # fmt: skip


@dataclass(frozen=True)
class Requester:
    """Who asks: the card as far as the actor may see it, and how many tickets at these desks."""

    card: PersonCard | None
    open_count: int
    ever_count: int
    related: tuple[Ticket, ...]


def get_ticket(actor: Actor, number: str) -> Ticket:
    """Return a ticket that the actor sees, with what its page shows. Two queries. *Raises* NotFound."""
    found = _ticket(actor, number)
    if not found:
        raise NotFound
    settle(found, desks_of(actor))
    return found[0]


@prepared
def _ticket(actor: Actor, number: str) -> QuerySet[Ticket]:
    people = ("assignee__person", "opened_by__person")
    return visible_to(actor).filter(number=number).select_related(*people).only(*SHOWN)


def version_of(actor: Actor, number: str) -> int:
    """Return the ticket's version: whether a page that shows it is still right. *Raises* NotFound."""
    version = visible_to(actor).filter(number=number).values_list("version", flat=True).first()
    if version is None:
        raise NotFound
    return version


def possible_acts(actor: Actor, ticket: Ticket) -> frozenset[str]:
    """Return the codes of the acts that the actor may do now: the page offers nothing else."""
    status = Status(ticket.status)
    acts = {act.value for act in WORKING_ACTS if can_work(actor, ticket) and is_possible(status, act)}
    if ticket.assignee_id == actor.user_id:
        acts.discard(Act.TAKE)
    if not can_assign_to(actor, ticket, ticket.assignee_id or 0):
        acts.discard(Act.ASSIGN)
    if can_close(actor, ticket) and is_possible(status, Act.CLOSE):
        acts.add(Act.CLOSE)
    if can_void(actor, ticket) and is_possible(status, Act.VOID):
        acts.add(Act.VOID)
    return frozenset(acts)


def require_act(actor: Actor, ticket: Ticket, act: Act) -> None:
    """Refuse an act that the page would not offer. *Raises* NotAllowed, RuleBroken with what to do instead."""
    may = {
        Act.CLOSE: can_close(actor, ticket),
        Act.VOID: can_void(actor, ticket),
        Act.ASSIGN: can_assign_to(actor, ticket, ticket.assignee_id or 0) or can_work(actor, ticket),
    }
    if not may.get(act, can_work(actor, ticket)):
        raise NotAllowed
    step(Status(ticket.status), act)


def promises_of(ticket: Ticket, now: datetime) -> list[Promise]:
    """Return the promised times, the first reply first. One query, and the calendar's."""
    calendar = compiled(ticket.desk.calendar, now)
    return [promise_of(row, calendar, now) for row in _clocks(ticket.pk)]


@prepared
def _clocks(ticket_id: int) -> QuerySet[TicketClock]:
    return TicketClock.objects.filter(ticket_id=ticket_id).order_by("kind")


def working_day_minutes(ticket: Ticket, now: datetime) -> int:
    """Return the length of the desk's working day, by which open time is told in days."""
    return round(standard_day(compiled(ticket.desk.calendar, now).spec).total_seconds() / 60)


def requester_of(actor: Actor, ticket: Ticket) -> Requester:
    """Return the requester's card, counts and latest other tickets, as far as the actor sees. Up to five queries."""
    if ticket.requester_id is None:
        return Requester(None, 0, 0, ())
    card = cards_of(actor, [ticket.requester_id]).get(ticket.requester_id)
    opened, ever = next(iter(_counts(actor, ticket.requester_id)), (0, 0))
    return Requester(card, opened, ever, tuple(_others(actor, ticket.requester_id, ticket.pk)))


@prepared
def _counts(actor: Actor, requester_id: int) -> QuerySet[Ticket, tuple[int, int]]:
    theirs = _theirs(actor, requester_id).order_by().values(one=Value(1))
    counted = theirs.annotate(opened=Count("pk", filter=Q(status__in=OPEN_STATUSES)), ever=Count("pk"))
    return counted.values_list("opened", "ever")


@prepared
def _others(actor: Actor, requester_id: int, ticket_id: int) -> QuerySet[Ticket]:
    others = _theirs(actor, requester_id).exclude(pk=ticket_id)
    return others.only("number", "title", "status", "opened_at").order_by("-id")[:RELATED]


def _theirs(actor: Actor, requester_id: int) -> QuerySet[Ticket]:
    return visible_to(actor).filter(requester_id=requester_id).exclude(status="void")


def contacts_of(ticket: Ticket) -> list[Contact]:
    """Return the calls and other contacts about the ticket, oldest first. One query."""
    return _contacts(ticket.pk)


@prepared
def _contacts(ticket_id: int) -> QuerySet[Contact]:
    contacts = Contact.objects.filter(tickets=ticket_id).select_related("answered_by__person", "logged_by__person")
    shown = ("started_at", "ended_at", "outcome", "answered_by__person__name", "logged_by__person__name")
    return contacts.only(*shown).order_by("started_at", "id")


def legs_of(contacts: list[Contact]) -> list[ContactLeg]:
    """Return who passed these calls on to whom, in order. One query."""
    return _legs(tuple(contact.pk for contact in contacts)) if contacts else []


@prepared
def _legs(contact_ids: tuple[int, ...]) -> QuerySet[ContactLeg]:
    legs = ContactLeg.objects.filter(contact__in=contact_ids).select_related("from_user__person", "to_user__person")
    shown = ("contact_id", "to_extension", "transferred_at", "from_user__person__name", "to_user__person__name")
    return legs.only(*shown).order_by("transferred_at", "id")


def callbacks_of(ticket: Ticket) -> list[Callback]:
    """Return the callbacks promised about the ticket, the next first. One query."""
    return _callbacks(ticket.pk)


@prepared
def _callbacks(ticket_id: int) -> QuerySet[Callback]:
    callbacks = Callback.objects.filter(ticket_link__ticket=ticket_id)
    named = callbacks.select_related("promised_by__person", "for_user__person")
    return named.only(*CALLBACK).order_by("promised_at")


def correctable(actor: Actor, ticket: Ticket, turns: Iterable[Turn]) -> frozenset[int]:
    """Return the ids of the shown notes and replies that the actor may correct."""
    if ticket.status == Status.VOID:
        return frozenset()
    messages = [turn.message for turn in turns if turn.message and turn.message.kind in CORRECTABLE]
    return frozenset(message.pk for message in messages if can_change_message(actor, ticket, message))


def drafts_of(actor: Actor, ticket: Ticket) -> dict[str, ComposerDraft]:
    """Return what the actor has typed here and not sent, by kind. One query."""
    return {draft.kind: draft for draft in _drafts(actor.account_id, ticket.pk)}


@prepared
def _drafts(user_id: int, ticket_id: int) -> QuerySet[ComposerDraft]:
    return ComposerDraft.objects.filter(user_id=user_id, ticket=ticket_id)


def minutes_on_calls(contacts: list[Contact]) -> int:
    """Return the minutes spent on the calls about the ticket, rounded up; 0 without a call."""
    spent = sum(((c.ended_at - c.started_at for c in contacts if c.ended_at)), timedelta())
    return -(-round(spent.total_seconds()) // 60)


def tried_so_far(ticket: Ticket) -> str:
    """Return what was tried on the call, until a note of staff has told more. One query."""
    return "" if ticket.messages.filter(kind=MessageKind.NOTE).exists() else ticket.tried


def last_entry_id(ticket: Ticket) -> int:
    """Return the id of the ticket's newest fact, by which a form knows what its person has seen. One query."""
    return unscoped_entries_of("ticket", ticket.pk).order_by("-id").values_list("id", flat=True).first() or 0


def modifier_names(ticket: Ticket) -> Mapping[str, str]:
    """Return the names of the circumstances by code; no query when none was ticked."""
    return {row.code: row.name for row in modifiers_of(ticket.desk)} if ticket.modifier_codes else {}
