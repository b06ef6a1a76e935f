"""Tickets as lists for programs: every ticket that the actor sees, narrowed, in an order that a reader can resume."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from firstline.catalog.models import Nature
from firstline.desks.selectors import desks_of
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.prepared import prepared
from firstline.tickets.models import Message, Ticket
from firstline.tickets.policies import visible_to
from firstline.tickets.selectors.settled import settle

LINE = (
    *("public_id", "number", "version", "desk_id", "title", "status", "waiting_on", "severity", "nature_id"),
    *("level_id", "group_id", "resolution_code_id", "assignee__person__name", "requester__name", "requester_name"),
    *("opened_at", "due_at", "resolved_at", "closed_at", "updated_at", "reader_ids"),
)
"""What a line tells: the joined tables have many more columns, of which each row would be made."""


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed by; empty means any. ``assignee`` 0 means nobody.

    With ``updated_since`` the order is that of change, the oldest first, else that of opening, the newest first.
    """

    desk_id: int | None = None
    statuses: tuple[str, ...] = ()
    assignee_id: int | None = None
    group_id: int | None = None
    nature: str = ""
    severities: tuple[str, ...] = ()
    requester_id: int | None = None
    number: str = ""
    updated_since: datetime | None = None


def ticket_lines(
    actor: Actor,
    wanted: Wanted,
    *,
    limit: int,
    before_id: int | None = None,
    after: tuple[datetime, int] | None = None,
) -> list[Ticket]:
    """Return tickets with what a line of theirs names. Two queries.

    ``before_id`` or, with ``updated_since``, ``after`` (moment, id) is where the page before ended.
    """
    found = _narrowed(visible_to(actor), wanted).only(*LINE)
    if wanted.updated_since is None:
        found = found if before_id is None else found.filter(pk__lt=before_id)
        return _named(actor, found.order_by("-id")[:limit])
    found = found.filter(updated_at__gte=wanted.updated_since)
    if after is not None:
        moment, pk = after
        found = found.filter(updated_at__gte=moment).exclude(Q(updated_at=moment, pk__lte=pk))
    return _named(actor, found.order_by("updated_at", "id")[:limit])


def ticket_by_public_id(actor: Actor, public_id: UUID) -> Ticket:
    """Return a ticket that the actor sees, with what a line of it names. Two queries. *Raises* NotFound."""
    found = _by_public_id(actor, public_id)
    if not found:
        raise NotFound
    settle(found, desks_of(actor))
    return found[0]


@prepared
def _by_public_id(actor: Actor, public_id: UUID) -> QuerySet[Ticket]:
    return visible_to(actor).filter(public_id=public_id).select_related("assignee__person", "requester")


def ticket_id_of(actor: Actor, public_id: UUID) -> int:
    """Return the id of a ticket that the actor sees. One query. *Raises* NotFound."""
    found = _id(actor, public_id)
    if not found:
        raise NotFound
    return found[0]


@prepared
def _id(actor: Actor, public_id: UUID) -> QuerySet[Ticket, int]:
    return visible_to(actor).filter(public_id=public_id).values_list("id", flat=True)


def changed_ticket(actor: Actor, ticket: Ticket) -> Ticket:
    """Return the ticket that a service gave back, read anew as a line shows it. One query. *Raises* NotFound."""
    fresh = _line(actor, ticket.pk)
    if not fresh:
        raise NotFound
    settle(fresh, [ticket.desk])
    return fresh[0]


@prepared
def _line(actor: Actor, ticket_id: int) -> QuerySet[Ticket]:
    return visible_to(actor).filter(pk=ticket_id).select_related("assignee__person", "requester").only(*LINE)


def messages_of(actor: Actor, ticket: Ticket) -> list[Message]:
    """Return the words of a ticket that the actor may read, oldest first: staff of its desk read all. One query."""
    return list(Message.objects.filter(ticket__in=visible_to(actor).filter(pk=ticket.pk)).order_by("id"))


def _named(actor: Actor, found: QuerySet[Ticket]) -> list[Ticket]:
    tickets = list(found.select_related("assignee__person", "requester"))
    settle(tickets, desks_of(actor))
    return tickets


def _natures(code: str) -> list[int]:
    """Return the natures with this code: by their ids PostgreSQL knows how rare their tickets are. One query."""
    return list(Nature.objects.filter(code=code).values_list("pk", flat=True))


def _narrowed(found: QuerySet[Ticket], wanted: Wanted) -> QuerySet[Ticket]:
    exact = {
        "desk_id": wanted.desk_id,
        "group_id": wanted.group_id,
        "nature_id__in": _natures(wanted.nature) if wanted.nature else None,
        "requester_id": wanted.requester_id,
        "number": wanted.number or None,
        "status__in": wanted.statuses or None,
        "severity__in": wanted.severities or None,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.assignee_id is None:
        return found
    return found.filter(assignee=None) if wanted.assignee_id == 0 else found.filter(assignee_id=wanted.assignee_id)
