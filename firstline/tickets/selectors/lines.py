"""Tickets as lists for programs: every ticket that the actor sees, narrowed, in an order that a reader can resume."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.tickets.models import Message, Ticket
from firstline.tickets.policies import visible_to


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
    """Return tickets with what a line of theirs names. One query.

    ``before_id`` or, with ``updated_since``, ``after`` (moment, id) is where the page before ended.
    """
    found = _narrowed(_with_names(actor), wanted)
    if wanted.updated_since is None:
        found = found if before_id is None else found.filter(pk__lt=before_id)
        return list(found.order_by("-id")[:limit])
    found = found.filter(updated_at__gte=wanted.updated_since)
    if after is not None:
        moment, pk = after
        found = found.filter(updated_at__gte=moment).exclude(Q(updated_at=moment, pk__lte=pk))
    return list(found.order_by("updated_at", "id")[:limit])


def ticket_by_public_id(actor: Actor, public_id: UUID) -> Ticket:
    """Return a ticket that the actor sees, with what a line of it names. One query. *Raises* NotFound."""
    ticket = _with_names(actor).filter(public_id=public_id).first()
    if ticket is None:
        raise NotFound
    return ticket


def ticket_by_id(actor: Actor, ticket_id: int) -> Ticket:
    """Return a ticket by the id that a service gave, read anew. One query. *Raises* NotFound."""
    ticket = _with_names(actor).filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    return ticket


def messages_of(actor: Actor, ticket: Ticket) -> list[Message]:
    """Return the words of a ticket that the actor may read, oldest first: staff of its desk read all. One query."""
    return list(Message.objects.filter(ticket__in=visible_to(actor).filter(pk=ticket.pk)).order_by("id"))


def _with_names(actor: Actor) -> QuerySet[Ticket]:
    return visible_to(actor).select_related(
        "desk", "nature", "level", "group", "assignee__person", "requester", "resolution_code"
    )


def _narrowed(found: QuerySet[Ticket], wanted: Wanted) -> QuerySet[Ticket]:
    exact = {
        "desk_id": wanted.desk_id,
        "group_id": wanted.group_id,
        "nature__code": wanted.nature or None,
        "requester_id": wanted.requester_id,
        "number": wanted.number or None,
        "status__in": wanted.statuses or None,
        "severity__in": wanted.severities or None,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.assignee_id is None:
        return found
    return found.filter(assignee=None) if wanted.assignee_id == 0 else found.filter(assignee_id=wanted.assignee_id)
